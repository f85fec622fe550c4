import type { KeyObject } from 'node:crypto';
import type { Archive, ArchiveMember } from '../lib/election/parse/archive.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import { combineParts, type ReadPart } from '../lib/election/parse/json/combine.ts';
import { isRead, type JsonExpected } from '../lib/election/parse/json/expected.ts';
import { JsonMemberReader } from '../lib/election/parse/json/member-reader.ts';
import type { ReducedMember } from '../lib/server/store/store.ts';
import { readJsonName, type JsonName } from '../lib/election/parse/json/name.ts';
import type { Reading } from '../lib/election/intake.ts';
import type { Plan } from '../lib/election/plan.ts';
import { inflateMember, inSlices } from '../lib/server/inflate.ts';
import { beginCheck, unsigned } from './signature.ts';

/** How files of the JSON feed are read. */
export interface JsonReading {
  /** Test data may come in. */
  readonly rehearsal: boolean;
  readonly finalDistricts: boolean;
  /** Whose signature every result file must have; `null`: signatures are not checked. */
  readonly key: KeyObject | null;
}

export const jsonExpected = (plan: Plan, reading: Omit<JsonReading, 'key'>): JsonExpected => ({
  electionDate: plan.electionDate,
  rehearsal: reading.rehearsal,
  finalDistricts: reading.finalDistricts,
  contests: plan.contests.map(({ type, area, constituency, municipalities }) => ({
    type,
    area: area.code,
    constituency: constituency ?? null,
    municipalities,
  })),
});

/** A result file of JSON that is wanted. */
export interface JsonMember {
  readonly name: JsonName;
  readonly member: ArchiveMember;
}

/** An archive's result files that tell of the plan's areas, in its order. */
export const jsonMembers = (archive: Archive, expected: JsonExpected): readonly JsonMember[] =>
  archive.members.flatMap((member) => {
    const name = readJsonName(member.name);
    return name && isRead(name, expected) ? [{ name, member }] : [];
  });

/**
 * Reads an archive's members together, each as a stream. With a key every one of them must be signed: without that the
 * archive fails as a whole (`signature`). What is wrong with a member otherwise is that member's own fault.
 */
export async function readJsonMembers(
  members: readonly JsonMember[],
  archive: Archive,
  { expected, key }: { readonly expected: JsonExpected; readonly key: KeyObject | null },
): Promise<Result<readonly Reading[]>> {
  const parts: ReadPart[] = [];
  for (const { name, member } of members) {
    const reader = new JsonMemberReader(member.name, name, expected);
    const streamed = await streamMember(member, archive, key, (chunk) => reader.write(chunk));
    if (!streamed.ok && streamed.error.kind === 'signature') return streamed;
    parts.push({ file: member.name, result: streamed.ok ? reader.end() : streamed });
  }
  return ok(combineParts(parts, expected));
}

/** Whether members are signed, without reading them; the first fault where one is not. */
export async function verifyMembers(
  members: readonly JsonMember[],
  archive: Archive,
  key: KeyObject,
): Promise<FeedError | null> {
  for (const { member } of members) {
    const streamed = await streamMember(member, archive, key, () => undefined);
    if (!streamed.ok && streamed.error.kind === 'signature') return streamed.error;
  }
  return null;
}

async function streamMember(
  member: ArchiveMember,
  archive: Archive,
  key: KeyObject | null,
  take: (chunk: Uint8Array) => void,
): Promise<Result<'whole'>> {
  if (key === null) return inflateMember(member, take);
  const check = beginCheck(member, archive.members, key);
  if (!check.ok) return check;
  const inflated = await inflateMember(member, (chunk) => {
    check.value.add(chunk);
    take(chunk);
  });
  if (!inflated.ok) return inflated;
  const wrong = check.value.end();
  return wrong ? fail(wrong) : inflated;
}

/** Reads a single result file that somebody brought without its archive. */
export async function readBareJson(
  { file, name, bytes }: { readonly file: string; readonly name: JsonName; readonly bytes: Uint8Array },
  { expected, key }: { readonly expected: JsonExpected; readonly key: KeyObject | null },
): Promise<Result<readonly Reading[]>> {
  if (key !== null) return fail(unsigned(file));
  const reader = new JsonMemberReader(file, name, expected);
  await inSlices(bytes, (slice) => reader.write(slice));
  return ok(combineParts([{ file, result: reader.end() }], expected));
}

/** Reads what is kept of an archive without persons; a member that is not kept is refused as it was then. */
export async function readReducedJson(
  members: readonly ReducedMember[],
  kept: ReadonlyMap<string, ArchiveMember>,
  expected: JsonExpected,
): Promise<Result<readonly Reading[]>> {
  const parts: ReadPart[] = [];
  // The record says what was read, the final districts included.
  const all = { ...expected, finalDistricts: true };
  for (const { name: file, fault } of members) {
    const [name, member] = [readJsonName(file), kept.get(file)];
    if (fault) parts.push({ file, result: fail(fault) });
    if (fault || !name || !member) continue;
    const reader = new JsonMemberReader(file, name, all);
    const inflated = await inflateMember(member, (chunk) => reader.write(chunk));
    parts.push({ file, result: inflated.ok ? reader.end() : inflated });
  }
  return ok(combineParts(parts, all));
}
