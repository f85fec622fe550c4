/**
 * What may go wrong at the feed, by name, and the plan of what goes wrong when. A fault strikes the requests to one
 * address: from a night minute on, or from now, and for a number of requests (three unless told otherwise). Then the
 * address recovers by itself. Faults of one address that are due at once strike one after the other, in order.
 *
 * A JSON night has three addresses: `index`, and the archives of the night and of the final count. Faults of the
 * answer strike the index unless told otherwise. `indexAhead` strikes the index. `truncated` and `missingZip` strike
 * requests for archives. The others are in an archive that is published with its fault, so they come with the index:
 * they strike its requests, which state the faulty archive's md5, and that archive is served until the index is asked
 * for anew. They are in the archive that is news, the one of their address that changed last.
 */
import type { ArchiveAddress, Night } from './recording.ts';
import { minuteOfNight } from './swedish-time.ts';

/** Faults of the connection or the answer; the archive behind it stays as it is. */
export const ANSWER_FAULTS = {
  timeout: 'the request is taken and never answered',
  reset: 'the connection breaks in the middle of the archive',
  forbidden: '403',
  tooManyRequests: '429 with Retry-After',
  serverError: '500',
  html: 'an error page as text/html with status 200',
} as const;

/** Faults of the archive; each is served with an ETag and Last-Modified of its own, so that no cache hides it. */
export const ARCHIVE_FAULTS = {
  truncated: 'the archive is cut off; its Content-Length fits what is left',
  wrongMemberChecksum: 'one member has a wrong CRC in the zip',
  wrongArchiveChecksum: 'the member Cksum states a wrong checksum',
  badMember: "one municipality's XML breaks off; the zip is sound",
  negativeVotes: 'a party has negative votes in one district; the zip is sound',
  doubleDistrict: 'one district stands twice in a file, the second time with a vote more',
  testData: 'every file says that it is from a rehearsal (TILLFÄLLE="Genrep …")',
  wrongElectionDate: "every file has the previous election's date as VALDAG",
  olderFile: 'an earlier publication again (two earlier unless told otherwise)',
  emptyArchive: 'a zip without members',
} as const;

/** Faults of a JSON night's index and archives. */
export const JSON_FAULTS = {
  indexAhead: 'the index states the md5 of the next archive while the old one still stands',
  missingZip: 'the index lists an archive that is answered with 404',
  truncated:
    'the archive is cut off; its Content-Length fits what is left, the index states the md5 of the whole',
  wrongMemberChecksum: 'one member has a wrong CRC in the zip',
  badMember: 'one JSON file breaks off; the zip is sound',
  negativeVotes: 'a party has negative votes in one area; the zip is sound',
  doubleDistrict: 'one district stands twice in a file, the second time with a vote more',
  voteSums: 'a party has a vote more in one area than its sum allows',
  textNumbers: 'votes and numbers of districts are texts',
  zonedTime: 'the times have a zone',
  testData: 'every file says that it is from a rehearsal (test: true, Genrep_2026)',
  wrongElectionDate: "every file has the previous election's date as valdatum",
  wrongArea: 'the files are about another area than their names say',
  unsigned: 'the files have no signatures',
  wrongSignature: 'the signatures are those of other bytes',
  olderFile: 'an earlier archive again (two earlier unless told otherwise)',
} as const;

export type AnswerFault = keyof typeof ANSWER_FAULTS;
export type ArchiveFault = keyof typeof ARCHIVE_FAULTS;
export type JsonFault = keyof typeof JSON_FAULTS;
/** Faults of an XML night, of a JSON night, of either. */
export type FaultName = AnswerFault | ArchiveFault;
export type JsonFaultName = AnswerFault | JsonFault;
export type AnyFaultName = FaultName | JsonFaultName;
export type FaultAddress = ArchiveAddress | 'index';

const namesOf = (...tables: object[]): string[] => tables.flatMap((table) => Object.keys(table));
export const FAULT_NAMES = namesOf(ANSWER_FAULTS, ARCHIVE_FAULTS) as FaultName[];
export const JSON_FAULT_NAMES = namesOf(ANSWER_FAULTS, JSON_FAULTS) as JsonFaultName[];
export const DEFAULT_REQUESTS = 3;
/** With one publication back, a client that has not yet fetched the newest would notice nothing. */
const DEFAULT_BACK = 2;

export interface FaultOrder {
  readonly name: AnyFaultName;
  /** Default: the night archive; of a JSON night the index, where the fault is there. */
  readonly address?: FaultAddress | undefined;
  /** How many requests it strikes. */
  readonly requests?: number | undefined;
  /** Night time (epoch milliseconds) from which on it strikes; default: at once. */
  readonly at?: number | undefined;
  /** `olderFile`: how many publications back. */
  readonly back?: number | undefined;
}

export interface Fault {
  readonly id: number;
  readonly name: AnyFaultName;
  readonly address: FaultAddress;
  readonly at: number | null;
  readonly back: number;
  /** Requests that it will still strike. */
  readonly left: number;
}

export const isAnswerFault = (name: AnyFaultName): name is AnswerFault => name in ANSWER_FAULTS;

type Format = Night['format'];

/** Why a night of this format cannot have that fault at that address; null: it can. */
export function impossible(
  { name, address }: Pick<FaultOrder, 'name' | 'address'>,
  format: Format,
): string | null {
  const names: readonly string[] = format === 'xml' ? FAULT_NAMES : JSON_FAULT_NAMES;
  if (!names.includes(name)) {
    return `A night in ${format === 'xml' ? 'XML' : 'JSON'} has no fault "${name}". There are: ${names.join(', ')}.`;
  }
  if (address === undefined || isAnswerFault(name)) {
    return address === 'index' && format === 'xml' ? 'Only a night in JSON has an index.' : null;
  }
  const hasIndex = name === 'indexAhead';
  return hasIndex === (address === 'index') ? null : `"${name}" does not strike the address "${address}".`;
}

function usualAddress(name: AnyFaultName, format: Format): FaultAddress {
  return format === 'json' && (isAnswerFault(name) || name === 'indexAhead') ? 'index' : 'night';
}

export class FaultPlan {
  #faults: Fault[] = [];
  #nextId = 1;
  readonly #format: Format;

  constructor(orders: readonly FaultOrder[] = [], format: Format = 'xml') {
    this.#format = format;
    for (const order of orders) this.add(order);
  }

  /** Throws when the night's format has no such fault. */
  add(order: FaultOrder): Fault {
    const reason = impossible(order, this.#format);
    if (reason !== null) throw new Error(reason);
    const { name, requests = DEFAULT_REQUESTS, at, back = DEFAULT_BACK } = order;
    const address = order.address ?? usualAddress(name, this.#format);
    const fault = { id: this.#nextId, name, address, at: at ?? null, back, left: requests };
    this.#nextId += 1;
    this.#faults.push(fault);
    return fault;
  }

  /** The fault that strikes a request to this address now, if any. */
  due(address: FaultAddress, nightMs: number): Fault | null {
    const fits = (fault: Fault): boolean =>
      fault.address === address && (fault.at === null || fault.at <= nightMs);
    return this.#faults.find(fits) ?? null;
  }

  /** One request fewer. */
  spend({ id }: Fault): void {
    const spent = this.#faults.map((fault) => (fault.id === id ? { ...fault, left: fault.left - 1 } : fault));
    this.#faults = spent.filter(({ left }) => left > 0);
  }

  /** What is planned or strikes now. */
  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }
}

/** `badMember` or `badMember@22:31`, a minute of the election's night (see `minuteOfNight`). */
export function parseFault(
  text: string,
  { electionDate, format }: Pick<Night, 'electionDate' | 'format'>,
): { order: FaultOrder } | { error: string } {
  const [name = '', minute, ...rest] = text.split('@');
  const reason = impossible({ name: name as AnyFaultName }, format);
  if (reason !== null || !isFaultName(name)) return { error: reason ?? '' };
  if (minute === undefined) return { order: { name } };
  const at = rest.length === 0 ? minuteOfNight(electionDate, minute) : null;
  if (at === null)
    return { error: `"${text}": after @ comes a minute of the night as HH:MM, such as 22:31.` };
  return { order: { name, at } };
}

const isFaultName = (name: string): name is AnyFaultName =>
  [...FAULT_NAMES, ...JSON_FAULT_NAMES].some((known) => known === name);
