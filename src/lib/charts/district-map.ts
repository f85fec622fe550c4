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

interface Shapes<P extends object> extends GeometryCollection {
  geometries: ((Polygon | MultiPolygon) & { properties: P })[];
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
