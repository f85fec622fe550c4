/**
 * A second reading of the authority's XML for tests, with another library and none of our own reader: what a
 * municipality's file says of itself, and of its districts.
 */
import AdmZip from 'adm-zip';
import { XMLParser } from 'fast-xml-parser';
import { readReference } from './reference.ts';

interface Element {
  readonly [name: string]: string | Element | readonly Element[] | undefined;
}

const LISTS = [
  'GILTIGA',
  'OGILTIGA',
  'LÄN',
  'KRETS_RIKSDAG',
  'KOMMUN',
  'KRETS_KOMMUN',
  'VALDISTRIKT',
  'ONSDAGSDISTRIKT',
];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  isArray: (name) => LISTS.includes(name),
});

const child = (element: Element, name: string): Element => (element[name] ?? {}) as Element;
const children = (element: Element, name: string): readonly Element[] =>
  (element[name] ?? []) as readonly Element[];
const text = (element: Element, name: string): string => String(element[`@${name}`] ?? '');
const count = (element: Element, name: string): number => Number(element[`@${name}`] ?? 0);

export interface PlainArea {
  readonly code: string;
  readonly valid: number;
  readonly cast: number;
  readonly eligible: number;
  readonly eligibleCounted: number;
  readonly counted: number;
  readonly of: number;
  /** Valid votes for no party that is told apart. */
  readonly other: number;
  readonly parties: ReadonlyMap<string, number>;
}

export interface PlainDistrict {
  readonly code: string;
  readonly reported: boolean;
  readonly valid: number;
  /** `null`: the file gives no previous figures. */
  readonly validBefore: number | null;
  readonly votes: (party: string) => number;
  readonly votesBefore: (party: string) => number;
}

export interface PlainFile {
  readonly exportedAt: string;
  readonly area: PlainArea;
  /** Ordinary districts. */
  readonly districts: readonly PlainDistrict[];
  readonly collection: readonly PlainDistrict[];
}

/** Members of a genuine archive by their bare names. */
export function membersOf(path: string): ReadonlyMap<string, Buffer> {
  const entries = new AdmZip(readReference(path)).getEntries();
  return new Map(entries.map((entry) => [entry.entryName.replace(/.*\//, ''), entry.getData()]));
}

const rootOf = (bytes: Buffer): Element => child(parser.parse(bytes.toString('latin1')) as Element, 'VAL');

export function readPlainly(bytes: Buffer): PlainFile {
  const root = rootOf(bytes);
  const [municipality = {}] = children(root, 'KOMMUN');
  const constituencies = children(municipality, 'KRETS_KOMMUN');
  return {
    exportedAt: text(root, 'TID_RAPPORT'),
    area: areaOf(municipality),
    districts: constituencies.flatMap((each) => children(each, 'VALDISTRIKT')).map(districtOf),
    collection: constituencies.flatMap((each) => children(each, 'ONSDAGSDISTRIKT')).map(districtOf),
  };
}

/** What a national file states of the nation, of its counties and of its municipalities, by code. */
export function readNationPlainly(bytes: Buffer) {
  const nation = child(rootOf(bytes), 'NATION');
  const counties = children(nation, 'LÄN');
  const municipalities = counties
    .flatMap((county) => children(county, 'KRETS_RIKSDAG'))
    .flatMap((constituency) => children(constituency, 'KOMMUN'));
  const byCode = (elements: readonly Element[]) =>
    new Map(
      elements.map((each) => [text(each, 'KOD'), { name: text(each, 'NAMN'), ...areaOf(each) }] as const),
    );
  return { nation: areaOf(nation), counties: byCode(counties), municipalities: byCode(municipalities) };
}

function areaOf(element: Element): PlainArea {
  const turnout = child(element, 'VALDELTAGANDE');
  const others = child(element, 'ÖVRIGA_GILTIGA');
  // Final files tell the small parties apart, inside the row of all others.
  const small = children(others, 'GILTIGA');
  return {
    code: text(element, 'KOD'),
    valid: count(element, 'RÖSTER'),
    cast: count(turnout, 'SUMMA_RÖSTER'),
    eligible: count(turnout, 'RÖSTBERÄTTIGADE'),
    eligibleCounted: count(turnout, 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT'),
    counted: count(element, 'KLARA_VALDISTRIKT'),
    of: count(element, 'ALLA_VALDISTRIKT'),
    other: count(others, 'RÖSTER') - small.reduce((sum, row) => sum + count(row, 'RÖSTER'), 0),
    parties: new Map(
      [...children(element, 'GILTIGA'), ...small].map(
        (row) => [text(row, 'PARTI'), count(row, 'RÖSTER')] as const,
      ),
    ),
  };
}

function districtOf(element: Element): PlainDistrict {
  const rows = new Map(children(element, 'GILTIGA').map((row) => [text(row, 'PARTI'), row] as const));
  return {
    code: text(element, 'KOD'),
    reported: text(element, 'TID_RAPPORT') !== '',
    valid: count(element, 'RÖSTER'),
    validBefore: element['@RÖSTER_FGVAL'] === undefined ? null : count(element, 'RÖSTER_FGVAL'),
    votes: (party) => count(rows.get(party) ?? {}, 'RÖSTER'),
    votesBefore: (party) => count(rows.get(party) ?? {}, 'RÖSTER_FGVAL'),
  };
}

/** The files of one contest added up: votes by party, and what else the areas state. */
export function addUpPlainly(files: readonly PlainFile[]) {
  const add = (pick: (area: PlainArea) => number) => files.reduce((sum, { area }) => sum + pick(area), 0);
  const parties: Record<string, number> = {};
  for (const { area } of files)
    for (const [party, votes] of area.parties) if (votes > 0) parties[party] = (parties[party] ?? 0) + votes;
  return {
    valid: add(({ valid }) => valid),
    cast: add(({ cast }) => cast),
    other: add(({ other }) => other),
    districts: add(({ counted }) => counted),
    of: add(({ of }) => of),
    eligible: add(({ eligibleCounted }) => eligibleCounted),
    eligibleOf: add(({ eligible }) => eligible),
    parties,
  };
}

/** Like for like by the feed's own previous figures: the reported districts that have them. */
export function likeForLikePlainly(files: readonly PlainFile[], party: string) {
  const rows = files
    .flatMap(({ districts }) => districts)
    .filter(({ reported, validBefore }) => reported && validBefore !== null);
  const add = (pick: (district: PlainDistrict) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  return {
    districts: rows.length,
    own: add((row) => row.votes(party)),
    valid: add((row) => row.valid),
    ownBefore: add((row) => row.votesBefore(party)),
    validBefore: add((row) => row.validBefore ?? 0),
  };
}
