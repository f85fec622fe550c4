import { geoCentroid, geoPath, geoTransverseMercator, greatest, group, type GeoPath } from 'd3';
import { feature, mesh } from 'topojson-client';
import type { GeoJsonProperties } from 'geojson';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';

/** One shape of the map: a district, or several that cannot be told apart on it. */
export interface DistrictShape {
  readonly codes: readonly string[];
  readonly name: string;
  /** The code's first four digits. */
  readonly municipality: string;
}
export interface MunicipalityShape {
  readonly code: string;
  readonly name: string;
}

interface Shapes<P extends NonNullable<GeoJsonProperties>> extends GeometryCollection<P> {
  geometries: ((Polygon<P> | MultiPolygon<P>) & { properties: P })[];
}

export type MapObjects = {
  districts: Shapes<DistrictShape>;
  municipalities: Shapes<MunicipalityShape>;
  lakes: Shapes<{ name: string }>;
};

/** A map as `npm run map` writes it to static/map: TopoJSON with its origin. */
export interface MapTable extends Topology<MapObjects> {
  readonly origin: string;
  readonly credit: string;
  readonly year: string;
  /** The districts' shapes were rebuilt from another election's. */
  readonly reconstructed: boolean;
}

/** A shape with its outline, its middle and its area. */
export interface DrawnShape extends DistrictShape {
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** A drawn map, in units of a box that is `HEIGHT` high: d3 computes, Svelte draws. */
export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  /** In the table's order. */
  readonly shapes: readonly DrawnShape[];
  readonly municipalities: readonly (MunicipalityShape & { readonly x: number; readonly y: number })[];
  /** Lines between municipalities and around all. */
  readonly borders: string;
  readonly lakes: string;
  readonly inset: MapInset | null;
}

/** The part that is shown larger: the town of the municipality with most districts. */
export interface MapInset extends MunicipalityShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Indexes of the shapes that are seen in it. */
  readonly shapes: readonly number[];
}

const HEIGHT = 1000;
const MARGIN = 6;

/** Draws a table once; the picture is scaled by its box, not drawn anew. */
export function drawMap(table: MapTable): MapDrawing {
  const districts = feature(table, table.objects.districts);
  const [longitude] = geoCentroid(districts);
  const projection = geoTransverseMercator()
    .precision(0)
    .rotate([-longitude, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [10 * HEIGHT, HEIGHT - MARGIN],
      ],
      districts,
    );
  const path = geoPath(projection).digits(2);
  const [[left], [right]] = path.bounds(districts);
  const width = right - left + 2 * MARGIN;
  const [x, y] = projection.translate();
  projection.translate([x - left + MARGIN, y]);
  const { municipalities } = table.objects;
  return {
    width,
    height: HEIGHT,
    shapes: districts.features.map((shape) => {
      const [x, y] = path.centroid(shape);
      return { ...shape.properties, d: path(shape) ?? '', x, y, size: path.area(shape) };
    }),
    municipalities: feature(table, municipalities).features.map((shape) => {
      const [x, y] = path.centroid(shape);
      return { ...shape.properties, x, y };
    }),
    borders: path(mesh(table, municipalities)) ?? '',
    lakes: path(feature(table, table.objects.lakes)) ?? '',
    inset: insetOf(table, path, width),
  };
}

/** With fewer districts than this a municipality is seen well enough. */
const INSET_FROM = 10;
/** A town that fills this part of the map needs no inset. */
const INSET_AT_MOST = 0.3;

/** The box around the smaller half, by area, of the districts of the municipality with most of them. */
function insetOf(table: MapTable, path: GeoPath, width: number): MapInset | null {
  const { features } = feature(table, table.objects.districts);
  const byMunicipality = group(features, ({ properties }) => properties.municipality);
  const [code, most] = greatest(byMunicipality, ([, shapes]) => shapes.length) ?? ['', []];
  if (most.length < INSET_FROM) return null;
  const bySize = [...most].sort((a, b) => path.area(a) - path.area(b));
  const smaller = bySize.slice(0, Math.ceil(bySize.length / 2));
  const [[left, top], [right, bottom]] = path.bounds({ type: 'FeatureCollection', features: smaller });
  const pad = 0.06 * Math.max(right - left, bottom - top);
  const box = {
    x: left - pad,
    y: top - pad,
    width: right - left + 2 * pad,
    height: bottom - top + 2 * pad,
  };
  if (box.width > INSET_AT_MOST * width) return null;
  const seen = features.flatMap((shape, index) => (overlaps(path.bounds(shape), box) ? [index] : []));
  const town = table.objects.municipalities.geometries.find(({ properties }) => properties.code === code);
  return { ...box, code, name: town?.properties.name ?? code, shapes: seen };
}

type Bounds = ReturnType<GeoPath['bounds']>;
const overlaps = (
  [[left, top], [right, bottom]]: Bounds,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): boolean => left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y;
