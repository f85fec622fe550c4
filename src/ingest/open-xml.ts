import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { verifyChecksumInSteps, type Archive } from '../lib/election/parse/archive.ts';
import { fail, ok, type Result } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFileInSteps } from '../lib/election/parse/result-file.ts';
import type { Reading } from '../lib/election/intake.ts';
import { contestOf, type Plan } from '../lib/election/plan.ts';
import type { Checksum } from '../lib/server/store/store.ts';
import {
  notFromTheFuture,
  notOurs,
  refusedBefore,
  toldBefore,
  type Member,
  type Opened,
  type Wanted,
} from './opened.ts';

/** A single result file of XML, brought without its archive. */
export function openBareXml(name: string, bytes: Uint8Array, wanted: Wanted): Result<Opened> {
  if (!isWanted(name, wanted.plan)) return fail(notOurs(name, 'this file'));
  const size = bytes.byteLength;
  const single: Member = { name, crc32: -1, size, refusedBefore: null, read: () => ok(bytes) };
  return ok(openedXml([single], 'notChecked', wanted));
}

/** An archive of XML. */
export async function openXml(name: string, archive: Archive, wanted: Wanted): Promise<Result<Opened>> {
  const results = archive.members.filter((member) => readMemberName(member.name));
  const ours = results.filter((member) => isWanted(member.name, wanted.plan));
  if (ours.length === 0) return fail(notOurs(name, `${results.length} result files`));
  const checksum = await checksumOf(archive, wanted.verifyAll || ours.length === results.length);
  if (!checksum.ok) return checksum;
  const members = ours
    .filter(({ name, crc32 }) => wanted.held.get(name)?.crc32 !== crc32)
    .map((member) => ({ ...member, refusedBefore: refusedBefore(member, wanted) }));
  return ok(openedXml(members, checksum.value, wanted));
}

/** Members of XML, to be read one by one. */
export const openedXml = (members: readonly Member[], checksum: Checksum, { plan }: Wanted): Opened => ({
  members,
  checksum,
  read: async (receivedAt) => ok(await readMembers(members, plan.electionDate, receivedAt)),
});

/** The plan's municipalities; the national files only as the cross-check that they are. */
function isWanted(name: string, plan: Plan): boolean {
  const member = readMemberName(name);
  if (!member) return false;
  if (member.area === '00') return plan.contests.some((contest) => contest.type === member.type);
  return contestOf(plan, member.type, member.area) !== null;
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

/** Reads the members one after the other, letting others run in between and inside large ones. */
async function readMembers(
  members: readonly Member[],
  electionDate: string,
  receivedAt: string,
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const member of members) {
    if (member.refusedBefore) {
      readings.push(...toldBefore(member));
      continue;
    }
    const { name: file } = member;
    const bytes = member.read();
    const result = bytes.ok
      ? await slowly(readResultFileInSteps(file, bytes.value, { electionDate }))
      : bytes;
    readings.push({ file, result: notFromTheFuture({ file, result }, receivedAt, 'VAL TID_RAPPORT') });
    await yieldToOthers();
  }
  return readings;
}

/** Runs work that pauses, letting others in at each pause. */
async function slowly<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await yieldToOthers();
  }
}
