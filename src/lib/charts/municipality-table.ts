import { geoBounds } from 'd3';
import { feature } from 'topojson-client';
import type { MapTable } from './district-map.ts';

type Arcs = readonly (number | Arcs)[];
type Shape = { readonly arcs: Arcs };

/** A map of one municipality out of its county's, with the lakes there and no other line; `null`: it has no shape. */
export function tableOf(table: MapTable, municipality: string): MapTable | null {
  const districts = table.objects.districts.geometries.filter(
    ({ properties }) => properties.municipality === municipality,
  );
  if (districts.length === 0) return null;
  const own = { ...table.objects.districts, geometries: districts };
  const [[west, south], [east, north]] = geoBounds(feature(table, own));
  const lakes = table.objects.lakes.geometries.filter((lake) => {
    const [[left, bottom], [right, top]] = geoBounds(feature(table, lake));
    return left < east && right > west && bottom < north && top > south;
  });
  const municipalities = table.objects.municipalities.geometries.filter(
    ({ properties }) => properties.code === municipality,
  );
  return withoutOtherArcs({
    ...table,
    objects: {
      districts: own,
      municipalities: { ...table.objects.municipalities, geometries: municipalities },
      lakes: { ...table.objects.lakes, geometries: lakes },
    },
  });
}

/** Arcs are named by their index, backwards by its complement: those that are left get new ones. */
function withoutOtherArcs(table: MapTable): MapTable {
  const { districts, municipalities, lakes } = table.objects;
  const shapes = [districts, municipalities, lakes].flatMap(({ geometries }) => geometries as Shape[]);
  const used = [...new Set(shapes.flatMap(({ arcs }) => indexes(arcs)))].sort((a, b) => a - b);
  const place = new Map(used.map((index, at) => [index, at]));
  const anew = <S extends Shape>(shape: S): S => ({ ...shape, arcs: renamed(shape.arcs, place) });
  return {
    ...table,
    arcs: used.flatMap((index) => (table.arcs[index] ? [table.arcs[index]] : [])),
    objects: {
      districts: { ...districts, geometries: districts.geometries.map(anew) },
      municipalities: { ...municipalities, geometries: municipalities.geometries.map(anew) },
      lakes: { ...lakes, geometries: lakes.geometries.map(anew) },
    },
  };
}

const indexes = (arcs: Arcs): readonly number[] =>
  arcs.flatMap((arc) => (typeof arc === 'number' ? [arc < 0 ? ~arc : arc] : indexes(arc)));

const renamed = (arcs: Arcs, place: ReadonlyMap<number, number>): Arcs =>
  arcs.map((arc) => {
    if (typeof arc !== 'number') return renamed(arc, place);
    return arc < 0 ? ~(place.get(~arc) ?? 0) : (place.get(arc) ?? 0);
  });
