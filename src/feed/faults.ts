/**
 * What may go wrong at the feed, by name, and the plan of what goes wrong when. A fault strikes the requests to one
 * address: from a night minute on, or from now, and for a number of requests (three unless told otherwise). Then the
 * address recovers by itself. Faults of one address that are due at once strike one after the other, in order.
 */
import type { ArchiveAddress } from './recording.ts';
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

export type AnswerFault = keyof typeof ANSWER_FAULTS;
export type ArchiveFault = keyof typeof ARCHIVE_FAULTS;
export type FaultName = AnswerFault | ArchiveFault;

export const FAULT_NAMES = [...Object.keys(ANSWER_FAULTS), ...Object.keys(ARCHIVE_FAULTS)] as FaultName[];
export const DEFAULT_REQUESTS = 3;
/** With one publication back, a client that has not yet fetched the newest would notice nothing. */
const DEFAULT_BACK = 2;

export interface FaultOrder {
  readonly name: FaultName;
  /** Default: the night archive. */
  readonly address?: ArchiveAddress | undefined;
  /** How many requests it strikes. */
  readonly requests?: number | undefined;
  /** Night time (epoch milliseconds) from which on it strikes; default: at once. */
  readonly at?: number | undefined;
  /** `olderFile`: how many publications back. */
  readonly back?: number | undefined;
}

export interface Fault {
  readonly id: number;
  readonly name: FaultName;
  readonly address: ArchiveAddress;
  readonly at: number | null;
  readonly back: number;
  /** Requests that it will still strike. */
  readonly left: number;
}

export const isAnswerFault = (name: FaultName): name is AnswerFault => name in ANSWER_FAULTS;

export class FaultPlan {
  #faults: Fault[] = [];
  #nextId = 1;

  constructor(orders: readonly FaultOrder[] = []) {
    for (const order of orders) this.add(order);
  }

  add({ name, address = 'night', requests = DEFAULT_REQUESTS, at, back = DEFAULT_BACK }: FaultOrder): Fault {
    const fault = { id: this.#nextId, name, address, at: at ?? null, back, left: requests };
    this.#nextId += 1;
    this.#faults.push(fault);
    return fault;
  }

  /** The fault that strikes a request to this address now, if any. */
  due(address: ArchiveAddress, nightMs: number): Fault | null {
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
export function parseFault(text: string, electionDate: string): { order: FaultOrder } | { error: string } {
  const [name = '', minute, ...rest] = text.split('@');
  if (!isFaultName(name))
    return { error: `No fault is called "${name}". There are: ${FAULT_NAMES.join(', ')}.` };
  if (minute === undefined) return { order: { name } };
  const at = rest.length === 0 ? minuteOfNight(electionDate, minute) : null;
  if (at === null)
    return { error: `"${text}": after @ comes a minute of the night as HH:MM, such as 22:31.` };
  return { order: { name, at } };
}

const isFaultName = (name: string): name is FaultName => FAULT_NAMES.some((known) => known === name);
