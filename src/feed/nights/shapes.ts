/** How much of a district's area two elections have in common, by the shapes of both. Only the build script needs it. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import polygonClipping, { type MultiPolygon as Rings } from 'polygon-clipping';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** A file of district shapes: WGS84, `code` in the properties. */
export type DistrictTopology = Topology<{
  valdistrikt: GeometryCollection<{ readonly code: string }>;
}>;

/** Kilometres; with the county's middle latitude as true to scale, so that shapes keep their proportions. */
const EARTH_RADIUS = 6371;
const TRUE_LATITUDE = radians(63);

/**
 * By code, for codes in both: area in common divided by the larger of the two areas, 0 to 1. Areas are those of an
 * equal-area cylindrical projection.
 */
export function commonAreas(before: DistrictTopology, now: DistrictTopology): ReadonlyMap<string, number> {
  const earlier = shapesOf(before);
  const shared = [...shapesOf(now)].flatMap(([code, shape]): [string, number][] => {
    const old = earlier.get(code);
    if (!old) return [];
    const common = areaOf(polygonClipping.intersection(shape, old));
    return [[code, common / Math.max(areaOf(shape), areaOf(old))]];
  });
  return new Map(shared);
}

function shapesOf(topology: DistrictTopology): Map<string, Rings> {
  const { features } = feature(topology, topology.objects.valdistrikt);
  return new Map(
    features.map(({ properties, geometry }) => [
      properties.code,
      ringsOf(geometry as Polygon | MultiPolygon).map((rings) => rings.map((ring) => ring.map(onPlane))),
    ]),
  );
}

const ringsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

function onPlane([longitude = 0, latitude = 0]: Position): [number, number] {
  const scale = Math.cos(TRUE_LATITUDE);
  return [EARTH_RADIUS * radians(longitude) * scale, (EARTH_RADIUS * Math.sin(radians(latitude))) / scale];
}

/** Square kilometres: outer rings less their holes. */
function areaOf(shape: Rings): number {
  const areas = shape.map(([outer = [], ...holes]) =>
    holes.reduce((area, hole) => area - ringArea(hole), ringArea(outer)),
  );
  return areas.reduce((sum, area) => sum + area, 0);
}

function ringArea(ring: readonly (readonly [number, number])[]): number {
  let twice = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
