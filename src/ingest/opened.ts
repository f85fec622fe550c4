import type { KeyObject } from 'node:crypto';
import { fail, type FeedError, type Result } from '../lib/election/parse/error.ts';
import type { ArchiveMember } from '../lib/election/parse/archive.ts';
import type { JsonExpected } from '../lib/election/parse/json/expected.ts';
import type { Reading } from '../lib/election/intake.ts';
import type { Plan } from '../lib/election/plan.ts';
import type { Checksum, HeldMember } from '../lib/server/store/store.ts';
import type { RefusedMember } from './register.ts';

/** A received file, opened: which result files in it are wanted, and how they are read. */
export interface Opened {
  /** Result files of the plan's areas whose checksum is not the one held; of JSON all, where one of them is not. */
  readonly members: readonly Member[];
  readonly checksum: Checksum;
  /** Reads them, letting others run in between. It fails where the archive is refused as a whole (`signature`). */
  read(receivedAt: string): Promise<Result<readonly Reading[]>>;
}

/** What decides which members are worth reading, and how. */
export interface Wanted {
  readonly plan: Plan;
  readonly held: ReadonlyMap<string, HeldMember>;
  readonly refused: ReadonlyMap<string, RefusedMember>;
  /** Verify the archive's own checksum although not all of it is the plan's (files by hand). */
  readonly verifyAll: boolean;
  readonly json: {
    readonly expected: JsonExpected;
    /** Whose signature JSON must have; `null`: signatures are not checked. */
    readonly key: KeyObject | null;
  };
}

/** A result file inside a received file, not read yet. */
export interface Member {
  readonly name: string;
  readonly crc32: number;
  readonly size: number;
  /** Why the same bytes were refused before; they are not read again. */
  readonly refusedBefore: FeedError | null;
  read(): Result<Uint8Array>;
}

/** Why the same bytes were refused before, if they were. */
export function refusedBefore(
  { name, crc32 }: Pick<ArchiveMember, 'name' | 'crc32'>,
  { refused }: Wanted,
): FeedError | null {
  const last = refused.get(name);
  return last?.crc32 === crc32 ? last.error : null;
}

/** A member that was refused before is refused again with the same reason, and not told again. */
export const toldBefore = ({ name, refusedBefore }: Member): readonly Reading[] =>
  refusedBefore ? [{ file: name, result: fail(refusedBefore), toldBefore: true }] : [];

export const notOurs = (file: string, found: string): FeedError => ({
  kind: 'unknownFile',
  file,
  place: 'file',
  found,
  expected: 'at least one result file of the programme’s areas',
});

/** The authority's clock may be ahead of ours by so much, milliseconds. */
const CLOCKS_DIFFER_BY = 10 * 60_000;

/**
 * What was read, unless its export time lies in the future: that would make every later file an older state. `place` is
 * where the file states it, `receivedAt` ISO 8601 with offset.
 */
export function notFromTheFuture(
  { file, result }: Pick<Reading, 'file' | 'result'>,
  receivedAt: string,
  place: string,
): Reading['result'] {
  if (!result.ok) return result;
  const { publishedAt } = result.value;
  if (Date.parse(publishedAt) - Date.parse(receivedAt) <= CLOCKS_DIFFER_BY) return result;
  const expected = `not after ${receivedAt}, when it was received`;
  return fail({ kind: 'invalidValue', file, place, found: publishedAt, expected });
}
