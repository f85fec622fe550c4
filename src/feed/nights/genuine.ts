/**
 * Reads the authority's genuine municipality files into plain data: for the script that builds our tables and for the
 * tests that compare. It is no part of the running simulator, and knows nothing of the product's own reader.
 */
import { SaxesParser } from 'saxes';
import type {
  Area,
  Constituency,
  District,
  Division,
  ElectionLetter,
  InvalidRow,
  MunicipalityFile,
  OtherRow,
  ParentArea,
  PartyHead,
  PartyRow,
  Row,
  Turnout,
} from '../result-data.ts';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** Elements and attributes that hold or sum personal votes: read past, never kept. */
const PERSONAL = ['PARTISEDEL', 'VALSEDEL', 'PERSONVAL', 'GRUPP_VALDA', 'SAMMANFATTNING_VALDA'];
const PERSONAL_ATTRIBUTES = ['PERSONKRYSS', 'KRYSSANDEL'];

/** The element tree of a result file, without whatever is about persons. */
export function readElements(bytes: Uint8Array): Element {
  const stack: Element[] = [{ name: '', attributes: {}, children: [] }];
  let skipping = 0;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (skipping > 0 || PERSONAL.includes(name)) return void skipping++;
    const kept = Object.entries(attributes).filter(([key]) => !PERSONAL_ATTRIBUTES.includes(key));
    const element: Element = { name, attributes: Object.fromEntries(kept), children: [] };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => (skipping > 0 ? void skipping-- : void stack.pop()));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(Buffer.from(bytes).toString('latin1')).close();
  const root = stack[0]?.children[0];
  if (!root) throw new Error('The file has no root element.');
  return root;
}

/** A genuine municipality file as plain data. */
export function readMunicipalityFile(bytes: Uint8Array): MunicipalityFile {
  const root = readElements(bytes);
  const municipality = only(root, 'KOMMUN');
  const dtd = /\/\/DTD [^/]* ([\d.]+)\/\/SV/.exec(Buffer.from(bytes.subarray(0, 500)).toString('latin1'));
  const fileName = text(root, 'FILNAMN');
  return {
    phase: fileName.startsWith('valnatt') ? 'night' : 'final',
    letter: fileName.slice(-5, -4) as ElectionLetter,
    exportedAt: text(root, 'TID_RAPPORT'),
    occasion: text(root, 'TILLFÄLLE'),
    electionDay: text(root, 'VALDAG'),
    previousElectionDay: text(root, 'VALDAG_FGVAL'),
    dtd: dtd?.[1] ?? '',
    heads: children(root, 'PARTI').map(head),
    municipality: {
      ...parent(municipality, 'MANDAT_VALOMRÅDE'),
      constituencies: children(municipality, 'KRETS_KOMMUN').map(constituency),
    },
  };
}

function head(element: Element): PartyHead {
  const { FÖRKORTNING, BETECKNING, FÄRG } = element.attributes;
  return FÄRG === undefined
    ? [FÖRKORTNING ?? '', BETECKNING ?? '']
    : [FÖRKORTNING ?? '', BETECKNING ?? '', FÄRG];
}

function constituency(element: Element): Constituency {
  return defined({
    ...parent(element, 'MANDAT_VALKRETS'),
    regionConstituency: element.attributes.KRETS_LANDSTING,
    districts: element.children.filter(({ name }) => name.endsWith('DISTRIKT')).map(district),
  });
}

function district(element: Element): District {
  return { kind: element.name === 'VALDISTRIKT' ? 'ordinary' : 'collection', ...area(element) };
}

function parent(element: Element, seats: string): ParentArea {
  return defined({
    ...area(element),
    role: text(element, 'TYP') as ParentArea['role'],
    seatsTotal: count(element, seats),
    counted: required(element, 'KLARA_VALDISTRIKT'),
    of: required(element, 'ALLA_VALDISTRIKT'),
    seatsAt: element.attributes.TID_MANDAT,
  });
}

function area(element: Element): Area {
  const [turnout] = children(element, 'VALDELTAGANDE');
  return defined({
    code: text(element, 'KOD'),
    name: text(element, 'NAMN'),
    division: element.attributes.INDELNING as Division | undefined,
    valid: required(element, 'RÖSTER'),
    previousValid: count(element, 'RÖSTER_FGVAL'),
    reportedAt: text(element, 'TID_RAPPORT'),
    serial: count(element, 'MODNR'),
    parties: children(element, 'GILTIGA').map(partyRow),
    other: otherRow(only(element, 'ÖVRIGA_GILTIGA')),
    invalid: children(element, 'OGILTIGA').map((row): InvalidRow => ({
      text: text(row, 'TEXT') as InvalidRow['text'],
      ...votes(row),
    })),
    turnout: turnout && turnoutOf(turnout),
  });
}

function turnoutOf(element: Element): Turnout {
  return defined({
    eligible: required(element, 'RÖSTBERÄTTIGADE'),
    eligibleCounted: count(element, 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT'),
    previousEligible: count(element, 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT_FGVAL'),
    cast: required(element, 'SUMMA_RÖSTER'),
    previousCast: count(element, 'SUMMA_RÖSTER_FGVAL'),
  });
}

function otherRow(element: Element): OtherRow {
  const parties = children(element, 'GILTIGA').map(partyRow);
  const [handwritten] = children(element, 'HANDSKRIVNA');
  const [formerOthers] = children(element, 'ÖVRIGA_FGVAL');
  return defined({
    ...votes(element),
    parties: parties.length > 0 ? parties : undefined,
    handwritten: handwritten && votes(handwritten),
    formerOthers: formerOthers && votes(formerOthers),
  });
}

function partyRow(element: Element): PartyRow {
  return { party: text(element, 'PARTI'), ...votes(element) };
}

function votes(element: Element): Row {
  const { attributes } = element;
  const changeless = attributes.PROCENT_FGVAL !== undefined && attributes.PROCENT_ÄNDRING === undefined;
  return defined({
    votes: required(element, 'RÖSTER'),
    previous: count(element, 'RÖSTER_FGVAL'),
    seats: count(element, 'MANDAT'),
    previousSeats: count(element, 'MANDAT_FGVAL'),
    changeless: changeless || undefined,
  });
}

function children(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

function only(element: Element, name: string): Element {
  const [found, ...more] = children(element, name);
  if (!found || more.length > 0) throw new Error(`${element.name} should have one ${name}.`);
  return found;
}

function text(element: Element, name: string): string {
  const value = element.attributes[name];
  if (value === undefined) throw new Error(`${element.name} has no ${name}.`);
  return value;
}

function count(element: Element, name: string): number | undefined {
  const value = element.attributes[name];
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`${element.name}/${name} is no count: ${value}`);
  return Number(value);
}

function required(element: Element, name: string): number {
  const value = count(element, name);
  if (value === undefined) throw new Error(`${element.name} has no ${name}.`);
  return value;
}

/** Drops undefined members, so that two readings compare as equal. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
