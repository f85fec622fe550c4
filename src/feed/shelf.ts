/**
 * What stands at the two addresses: the newest publication (or what a fault makes of it) with the validators that a
 * web server would give the file.
 *
 * The ETag follows from the bytes. Last-Modified is the publication's time, but when a fault begins, changes or ends
 * it is the moment of that, and always later than before: as when the authority puts a repaired file in place.
 * Otherwise a client that asks with If-Modified-Since would never get rid of the faulty file.
 */
import { createHash } from 'node:crypto';
import { Archiver } from './archive.ts';
import { isAnswerFault, type Fault } from './faults.ts';
import { faultyArchive, filesAt } from './faulty-archive.ts';
import type { ArchiveAddress, Night, Publication } from './recording.ts';

export interface Standing {
  readonly bytes: Buffer;
  /** Strong, with its quotes. */
  readonly etag: string;
  /** Epoch milliseconds, whole seconds. */
  readonly modified: number;
}

interface Placed extends Standing {
  /** Which publication of the address, and the fault that struck it (0: none). */
  readonly index: number;
  readonly faultId: number;
}

const SECOND = 1000;

export class Shelf {
  readonly #archiver = new Archiver();
  readonly #publications: Readonly<Record<ArchiveAddress, readonly Publication[]>>;
  readonly #placed: Partial<Record<ArchiveAddress, Placed>> = {};

  constructor(night: Night) {
    const at = (address: ArchiveAddress): Publication[] =>
      night.publications.filter((each) => each.address === address);
    this.#publications = { night: at('night'), final: at('final') };
  }

  /** Is anything published there yet? */
  isFilled(address: ArchiveAddress, nightMs: number): boolean {
    return this.#index(address, nightMs) >= 0;
  }

  /** Null before the first publication. */
  stands(address: ArchiveAddress, nightMs: number, fault: Fault | null): Standing | null {
    const index = this.#index(address, nightMs);
    if (index < 0) return null;
    const before = this.#placed[address];
    const faultId = fault === null || isAnswerFault(fault.name) ? 0 : fault.id;
    if (before?.index === index && before.faultId === faultId) return before;
    const bytes = this.#bytes(address, index, fault);
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const placed = {
      bytes,
      etag,
      index,
      faultId,
      modified: this.#modified(address, { index, faultId }, nightMs),
    };
    this.#placed[address] = placed;
    return placed;
  }

  #index(address: ArchiveAddress, nightMs: number): number {
    return this.#publications[address].findLastIndex(({ at }) => Date.parse(at) <= nightMs);
  }

  #modified(address: ArchiveAddress, next: Pick<Placed, 'index' | 'faultId'>, nightMs: number): number {
    const before = this.#placed[address];
    const published = wholeSecond(Date.parse(this.#publications[address][next.index]?.at ?? ''));
    const struck = next.faultId !== 0 || (before !== undefined && before.faultId !== 0);
    if (before === undefined) return struck ? wholeSecond(nightMs) : published;
    if (struck) return Math.max(wholeSecond(nightMs), before.modified + SECOND);
    return next.index > before.index ? Math.max(published, before.modified + SECOND) : published;
  }

  #bytes(address: ArchiveAddress, index: number, fault: Fault | null): Buffer {
    const publications = this.#publications[address];
    const archiver = this.#archiver;
    if (fault === null || isAnswerFault(fault.name)) return archiver.build(filesAt(publications, index));
    return faultyArchive(fault.name, { archiver, publications, index }, fault.back);
  }
}

const wholeSecond = (ms: number): number => Math.floor(ms / SECOND) * SECOND;
