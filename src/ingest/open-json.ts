import type { Archive, ArchiveMember } from '../lib/election/parse/archive.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import type { Reading } from '../lib/election/intake.ts';
import { isRead } from '../lib/election/parse/json/expected.ts';
import { feedError } from '../lib/election/parse/faults.ts';
import { readJsonArchiveName, type JsonName } from '../lib/election/parse/json/name.ts';
import type { Reduced } from '../lib/server/store/store.ts';
import {
  jsonMembers,
  readBareJson,
  readJsonMembers,
  readReducedJson,
  verifyMembers,
  type JsonMember,
} from './json-file.ts';
import {
  notFromTheFuture,
  notOurs,
  refusedBefore,
  toldBefore,
  type Member,
  type Opened,
  type Wanted,
} from './opened.ts';

/** A single result file of JSON, brought without its archive. */
export function openBareJson(
  file: string,
  name: JsonName,
  bytes: Uint8Array,
  { json }: Wanted,
): Result<Opened> {
  if (!isRead(name, json.expected)) return fail(notOurs(file, 'this file'));
  const size = bytes.byteLength;
  return ok({
    members: [{ name: file, crc32: -1, size, refusedBefore: null, read: () => ok(bytes) }],
    checksum: 'signatureNotChecked',
    read: async (receivedAt) => received(await readBareJson({ file, name, bytes }, json), receivedAt),
  });
}

/** An archive of JSON. Its members tell one state together, so one that differs has all of them read. */
export function openJson(name: string, archive: Archive, wanted: Wanted): Result<Opened> {
  const { key, expected } = wanted.json;
  const ours = jsonMembers(archive, expected);
  if (ours.length === 0) return fail(notOurs(name, `${archive.members.length} members`));
  const stray = ours.find((each) => !belongs(each, name));
  if (stray) return fail(strayFault(name, stray));
  const members = ours.map(({ member }): Member => {
    return { ...member, refusedBefore: refusedBefore(member, wanted) };
  });
  const checksum = key ? 'signed' : 'signatureNotChecked';
  const readAll = () => readJsonMembers(ours, archive, wanted.json);
  if (differs(members, wanted)) return ok({ members, checksum, read: readTogether(members, readAll) });
  const refused = members.filter((member) => member.refusedBefore);
  const read = async (): Promise<Result<readonly Reading[]>> => {
    const wrong = key && (await verifyMembers(ours, archive, key));
    return wrong ? fail(wrong) : ok(refused.flatMap(toldBefore));
  };
  return ok({ members: refused, checksum, read });
}

/** Whether a member tells of what the archive's name says; a name that says nothing (files by hand) will do for any. */
function belongs({ name: { count, type, area } }: JsonMember, archive: string): boolean {
  const said = readJsonArchiveName(archive);
  return !said || (said.count === count && said.type === type && said.area === (area ?? said.area));
}

const strayFault = (file: string, { member }: JsonMember): FeedError =>
  feedError({
    kind: 'wrongType',
    file,
    place: 'archive',
    found: member.name,
    expected: 'what its name says',
  });

/** The reduced form of an archive of JSON: what was read of it, with the original's checksums. */
export function openReducedJson(
  mark: Reduced,
  kept: ReadonlyMap<string, ArchiveMember>,
  wanted: Wanted,
): Opened {
  const members = mark.members.map(({ fault, ...member }): Member => {
    const read = () => kept.get(member.name)?.read() ?? fail(fault ?? notOurs(member.name, 'nothing'));
    return { ...member, read, refusedBefore: refusedBefore(member, wanted) };
  });
  const checksum = mark.checksum ?? 'signatureNotChecked';
  const readAll = () => readReducedJson(mark.members, kept, wanted.json.expected);
  if (differs(members, wanted)) return { members, checksum, read: readTogether(members, readAll) };
  const refused = members.filter((member) => member.refusedBefore);
  return { members: refused, checksum, read: () => Promise.resolve(ok(refused.flatMap(toldBefore))) };
}

/** Whether any member is neither the one held nor the one that was refused last. */
const differs = (members: readonly Member[], { held }: Wanted): boolean =>
  members.some((member) => !member.refusedBefore && held.get(member.name)?.crc32 !== member.crc32);

const readTogether =
  (members: readonly Member[], readAll: () => Promise<Result<readonly Reading[]>>): Opened['read'] =>
  async (receivedAt) => {
    const readings = received(await readAll(), receivedAt);
    const before = new Set(members.flatMap((member) => (member.refusedBefore ? member.name : [])));
    const marked = (reading: Reading): Reading =>
      before.has(reading.file) ? { ...reading, toldBefore: true } : reading;
    return readings.ok ? ok(readings.value.map(marked)) : readings;
  };

/** JSON as it was read, without what says to come from the future. */
const received = (readings: Result<readonly Reading[]>, receivedAt: string): Result<readonly Reading[]> =>
  readings.ok
    ? ok(
        readings.value.map((reading) => ({
          ...reading,
          result: notFromTheFuture(reading, receivedAt, 'senasteUppdateringstid'),
        })),
      )
    : readings;
