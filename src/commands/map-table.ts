import { geoArea } from 'd3';
import { feature, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import type { Feature, FeatureCollection, GeoJsonProperties, MultiPolygon, Polygon } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { DistrictShape, MapObjects, MapTable, MunicipalityShape } from '../lib/charts/district-map.ts';

/** What one map is made from: shapes of districts and municipalities on the same borders, and lakes. */
export interface MapSource {
  readonly year: string;
  readonly districts: Topology<{
    valdistrikt: GeometryCollection<SourceDistrict>;
    kommuner: GeometryCollection<MunicipalityShape>;
  }>;
  readonly lakes: Topology<{ vatten: GeometryCollection<{ name: string }> }>;
}

/** `codes` (with commas) and `match` stand only where another year's shapes were joined to make this year's. */
interface SourceDistrict {
  readonly code: string;
  readonly name: string;
  readonly codes?: string;
  readonly match?: string;
}

type Shapes<P extends GeoJsonProperties> = FeatureCollection<Polygon | MultiPolygon, P>;

/** The earth's square kilometres in a steradian, which is what areas on the sphere are given in. */
const KM2 = 6371 ** 2;
/** A bend goes when its triangle is smaller than this part of the smallest district at the line … */
const OF_DISTRICT = 0.003;
/** … or than this many square kilometres, which no map of a county shows. */
const AT_MOST = 0.12 / KM2;
/** Steps of the grid: some ten metres where a county is 500 km long. */
const GRID = 50_000;

/** One election's map, simplified and with its credit. Town districts keep more of their bends than mountains do. */
export function buildMapTable(source: MapSource, credit: string): MapTable {
  const districts = shapesOf(source.districts, source.districts.objects.valdistrikt);
  const reconstructed = districts.features.some(({ properties }) => properties.match !== undefined);
  const objects = {
    districts: { ...districts, features: districts.features.map(readDistrict).sort(byCode) },
    municipalities: shapesOf(source.districts, source.districts.objects.kommuner),
    lakes: shapesOf(source.lakes, source.lakes.objects.vatten),
  };
  const fine = presimplify(topology(objects) as unknown as Topology<MapObjects>, sphericalTriangleArea);
  const kept = simplify({ ...fine, arcs: weighed(fine) }, 1);
  return {
    origin: reconstructed
      ? `rebuilt from a later election's district shapes to those of ${source.year}, simplified; districts that cannot be told apart share a shape`
      : `the district shapes of ${source.year}, simplified`,
    credit,
    year: source.year,
    reconstructed,
    ...quantize({ ...kept, bbox: undefined }, GRID),
  } as MapTable;
}

const shapesOf = <P extends GeoJsonProperties>(from: Topology, objects: GeometryCollection<P>): Shapes<P> =>
  feature(from, objects as GeometryCollection<P & object>) as unknown as Shapes<P>;

/** A district's code begins with its municipality's four digits. */
function readDistrict({
  properties,
  ...shape
}: Shapes<SourceDistrict>['features'][number]): Feature<Polygon | MultiPolygon, DistrictShape> {
  const codes = (properties.codes ?? properties.code).split(',').sort();
  return {
    ...shape,
    properties: { codes, name: properties.name, municipality: properties.code.slice(0, 4) },
  };
}

const byCode = (a: { properties: DistrictShape }, b: { properties: DistrictShape }): number =>
  String(a.properties.codes).localeCompare(String(b.properties.codes), 'en');

/** Every bend's weight in units of what may go there, taken from the smallest district at its line. */
function weighed(fine: Topology<MapObjects>): Topology['arcs'] {
  const allowed = fine.arcs.map(() => AT_MOST);
  for (const district of fine.objects.districts.geometries) {
    const may = geoArea(feature(fine, district)) * OF_DISTRICT;
    const lines = [district.arcs].flat(3) as unknown as readonly number[];
    for (const line of lines) {
      const arc = line < 0 ? ~line : line;
      allowed[arc] = Math.min(allowed[arc] ?? AT_MOST, may);
    }
  }
  return fine.arcs.map((arc, index) =>
    arc.map(([x = 0, y = 0, weight = 0]) => [x, y, weight / (allowed[index] ?? AT_MOST)]),
  );
}
