/**
 * Which element may stand in which, as the genuine files have it (night 2014, final 2010, 2014 and 2018: DTD 1.5 to
 * 1.8). An area's own rows are the same at every level; areas differ between a municipality's file and a national one.
 */
export interface Grammar {
  /** Elements that are areas: each is read as a whole when it ends. */
  readonly areas: ReadonlySet<string>;
  /** Parent → elements that may stand in it. */
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The only element that a file may begin with. */
export const ROOT = 'VAL';

/** Elements about ballot papers and persons (names, ages): known, and passed over without a look at them. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  'PARTISEDEL',
  'VALSEDEL',
  'PERSONVAL',
  'GRUPP_VALDA',
  'VALD',
  'ERSÄTTARE',
  'SAMMANFATTNING_VALDA',
]);

const ROWS = ['GILTIGA', 'ÖVRIGA_GILTIGA', 'OGILTIGA'];
const AREA_ROWS = [...ROWS, 'VALDELTAGANDE'];
/** What the lump of other valid votes consists of, already counted in it. */
const IN_OTHERS = ['GILTIGA', 'HANDSKRIVNA', 'ÖVRIGA_FGVAL', 'ÖVRIGA_GILTIGA'];

const grammar = (areas: Readonly<Record<string, readonly string[]>>, top: string): Grammar => ({
  areas: new Set(Object.keys(areas)),
  children: new Map([
    [ROOT, new Set(['PARTI', top])],
    ['ÖVRIGA_GILTIGA', new Set(IN_OTHERS)],
    ...Object.entries(areas).map(([area, children]) => [area, new Set(children)] as const),
  ]),
});

/** `valnatt_2303K.xml`. A collection district has no electorate, hence no VALDELTAGANDE. */
export const MUNICIPALITY_GRAMMAR = grammar(
  {
    KOMMUN: [...AREA_ROWS, 'KRETS_KOMMUN'],
    KRETS_KOMMUN: [...AREA_ROWS, 'VALDISTRIKT', 'ONSDAGSDISTRIKT'],
    VALDISTRIKT: AREA_ROWS,
    ONSDAGSDISTRIKT: ROWS,
  },
  'KOMMUN',
);

/** `valnatt_00K.xml`. */
export const NATIONAL_GRAMMAR = grammar(
  {
    NATION: [...AREA_ROWS, 'LÄN'],
    LÄN: [...AREA_ROWS, 'KRETS_RIKSDAG', 'KRETS_LANDSTING'],
    KRETS_RIKSDAG: [...AREA_ROWS, 'KOMMUN'],
    KRETS_LANDSTING: [...AREA_ROWS, 'KOMMUN'],
    KOMMUN: AREA_ROWS,
  },
  'NATION',
);

const elementsOf = ({ children }: Grammar): readonly string[] =>
  [...children].flatMap(([parent, inner]) => [parent, ...inner]);

/** Every element that holds figures, of either kind of file. */
export const FIGURES: ReadonlySet<string> = new Set(
  [MUNICIPALITY_GRAMMAR, NATIONAL_GRAMMAR].flatMap(elementsOf),
);
