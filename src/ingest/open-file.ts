import { setImmediate as yieldToOthers } from 'node:timers/promises';
import {
  openArchive,
  verifyChecksumInSteps,
  type Archive,
  type ArchiveMember,
} from '../lib/election/parse/archive.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFileInSteps } from '../lib/election/parse/result-file.ts';
import type { Reading } from '../lib/election/intake.ts';
import { contestOf, type Plan } from '../lib/election/plan.ts';
import type { Checksum, HeldMember, Reduced } from '../lib/server/store/store.ts';
import type { RefusedMember } from './register.ts';

/** A result file inside a received file, not read yet. */
export interface Member {
  readonly name: string;
  readonly crc32: number;
  readonly size: number;
  /** Why the same bytes were refused before; they are not read again. */
  readonly refusedBefore: FeedError | null;
  read(): Result<Uint8Array>;
}

export interface Opened {
  /** Result files of the plan's areas whose checksum is not the one held. */
  readonly members: readonly Member[];
  readonly checksum: Checksum;
}

/** What decides which members are worth reading. */
export interface Wanted {
  readonly plan: Plan;
  readonly held: ReadonlyMap<string, HeldMember>;
  readonly refused: ReadonlyMap<string, RefusedMember>;
  /** Verify the archive's own checksum although not all of it is the plan's (files by hand). */
  readonly verifyAll: boolean;
}

/** Opens a received file: an archive by its central directory, or a single result file. Nothing wanted is a fault. */
export async function openFile(name: string, bytes: Uint8Array, wanted: Wanted): Promise<Result<Opened>> {
  if (readMemberName(name)) {
    const size = bytes.byteLength;
    const single: Member = { name, crc32: -1, size, refusedBefore: null, read: () => ok(bytes) };
    return isWanted(name, wanted.plan)
      ? ok({ members: [single], checksum: 'notChecked' })
      : fail(notOurs(name, 'this file'));
  }
  if (!looksLikeArchive(name, bytes)) return fail(neither(name, bytes));
  const archive = openArchive(bytes, name);
  if (!archive.ok) return archive;
  const results = archive.value.members.filter((member) => readMemberName(member.name));
  const ours = results.filter((member) => isWanted(member.name, wanted.plan));
  if (ours.length === 0) return fail(notOurs(name, `${results.length} result files`));
  const checksum = await checksumOf(archive.value, wanted.verifyAll || ours.length === results.length);
  if (!checksum.ok) return checksum;
  const members = ours.filter(({ name, crc32 }) => wanted.held.get(name)?.crc32 !== crc32);
  return ok({
    members: members.map((member) => ({ ...member, refusedBefore: refusedBefore(member, wanted) })),
    checksum: checksum.value,
  });
}

/**
 * Opens the reduced form of a file: its members have the original's checksums, those that were refused their reasons.
 * What the original's own checksum said is taken from the mark, which only a restored archive can make.
 */
export function openReduced(name: string, mark: Reduced, bytes: Uint8Array, wanted: Wanted): Result<Opened> {
  if (mark.fault) return fail(mark.fault);
  const archive = bytes.byteLength > 0 ? openArchive(bytes, name) : ok({ members: [] });
  if (!archive.ok) return archive;
  const kept = new Map(archive.value.members.map((member) => [member.name, member]));
  const members = mark.members
    .filter(({ name: each, crc32 }) => wanted.held.get(each)?.crc32 !== crc32)
    .map(({ fault, ...member }): Member => {
      const read = () => {
        const own = kept.get(member.name);
        return own && !fault ? own.read() : fail(fault ?? notOurs(member.name, 'nothing'));
      };
      return { ...member, read, refusedBefore: refusedBefore(member, wanted) };
    });
  return ok({ members, checksum: mark.checksum ?? 'notChecked' });
}

/** The plan's municipalities; the national files only as the cross-check that they are. */
function isWanted(name: string, plan: Plan): boolean {
  const member = readMemberName(name);
  if (!member) return false;
  if (member.area === '00') return plan.contests.some((contest) => contest.type === member.type);
  return contestOf(plan, member.type, member.area) !== null;
}

function refusedBefore(
  { name, crc32 }: Pick<ArchiveMember, 'name' | 'crc32'>,
  { refused }: Wanted,
): FeedError | null {
  const last = refused.get(name);
  return last?.crc32 === crc32 ? last.error : null;
}

/** A member whose own CRC is wrong is that member's fault, told when it is read; the whole is then not checked. */
async function checksumOf(archive: Archive, verify: boolean): Promise<Result<Checksum>> {
  // Somebody repacked it (a stick, an old collection): nothing to check against, which the record says.
  const bare = !archive.members.some(({ name }) => name === 'Filer' || name === 'Cksum');
  if (!verify || bare) return ok('notChecked');
  const verified = await slowly(verifyChecksumInSteps(archive));
  if (verified.ok) return ok('verified');
  return verified.error.kind === 'archiveChecksum' ? verified : ok('notChecked');
}

/** By its name, or by how every zip begins: then what is wrong with it is told as an archive's fault. */
const looksLikeArchive = (name: string, bytes: Uint8Array): boolean =>
  /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b);

const neither = (file: string, bytes: Uint8Array): FeedError => ({
  kind: 'unknownFile',
  file,
  place: 'file',
  found: `${bytes.byteLength} bytes that are no zip`,
  expected: 'an archive (.zip) or a result file (valnatt_2303K.xml or the like)',
});

const notOurs = (file: string, found: string): FeedError => ({
  kind: 'unknownFile',
  file,
  place: 'file',
  found,
  expected: 'at least one result file of the programme’s areas',
});

export interface Expected {
  readonly electionDate: string;
  /** ISO 8601 with offset. */
  readonly receivedAt: string;
}

/** The authority's clock may be ahead of ours by so much, milliseconds. */
const CLOCKS_DIFFER_BY = 10 * 60_000;

/** Reads the members one after the other, letting others run in between and inside large ones. */
export async function readMembers(
  members: readonly Member[],
  expected: Expected,
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const member of members) {
    if (member.refusedBefore) {
      readings.push({ file: member.name, result: fail(member.refusedBefore), toldBefore: true });
      continue;
    }
    const bytes = member.read();
    readings.push({
      file: member.name,
      result: bytes.ok ? await readMember(member.name, bytes.value, expected) : bytes,
    });
    await yieldToOthers();
  }
  return readings;
}

async function readMember(name: string, bytes: Uint8Array, expected: Expected): Promise<Reading['result']> {
  const result = await slowly(readResultFileInSteps(name, bytes, { electionDate: expected.electionDate }));
  if (!result.ok) return result;
  const { publishedAt } = result.value;
  const ahead = Date.parse(publishedAt) - Date.parse(expected.receivedAt);
  return ahead > CLOCKS_DIFFER_BY ? fail(fromTheFuture(name, publishedAt, expected.receivedAt)) : result;
}

/** An export time from the future would make every later file an older state. */
const fromTheFuture = (file: string, found: string, receivedAt: string): FeedError => ({
  kind: 'invalidValue',
  file,
  place: 'VAL TID_RAPPORT',
  found,
  expected: `not after ${receivedAt}, when it was received`,
});

/** Runs work that pauses, letting others in at each pause. */
async function slowly<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await yieldToOthers();
  }
}
