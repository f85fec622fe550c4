import {
  ARCHIVE_LIMITS,
  JSON_ARCHIVE_LIMITS,
  memberNames,
  openArchive,
} from '../lib/election/parse/archive.ts';
import { fail, ok, type FeedError, type Result } from '../lib/election/parse/error.ts';
import { readJsonName } from '../lib/election/parse/json/name.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import type { Reduced } from '../lib/server/store/store.ts';
import { openBareJson, openJson, openReducedJson } from './open-json.ts';
import { openBareXml, openedXml, openXml } from './open-xml.ts';
import { notOurs, refusedBefore, type Member, type Opened, type Wanted } from './opened.ts';

export type { Member, Opened, Wanted } from './opened.ts';

/** Opens a received file: an archive by its central directory, or a single result file. Nothing wanted is a fault. */
export async function openFile(name: string, bytes: Uint8Array, wanted: Wanted): Promise<Result<Opened>> {
  const json = readJsonName(name);
  if (json) return openBareJson(name, json, bytes, wanted);
  if (readMemberName(name)) return openBareXml(name, bytes, wanted);
  if (!looksLikeArchive(name, bytes)) return fail(neither(name, bytes));
  const ofJson = memberNames(bytes).some((each) => readJsonName(each));
  const archive = openArchive(bytes, name, ofJson ? JSON_ARCHIVE_LIMITS : ARCHIVE_LIMITS);
  if (!archive.ok) return archive;
  return ofJson ? openJson(name, archive.value, wanted) : openXml(name, archive.value, wanted);
}

/**
 * Opens the reduced form of a file: its members have the original's checksums, those that were refused their reasons.
 * What the original's own checksum said is taken from the mark, which only a restored archive can make.
 */
export function openReduced(name: string, mark: Reduced, bytes: Uint8Array, wanted: Wanted): Result<Opened> {
  if (mark.fault) return fail(mark.fault);
  const limits = { ...JSON_ARCHIVE_LIMITS, members: ARCHIVE_LIMITS.members };
  const archive = bytes.byteLength > 0 ? openArchive(bytes, name, limits) : ok({ members: [] });
  if (!archive.ok) return archive;
  const kept = new Map(archive.value.members.map((member) => [member.name, member]));
  if (mark.members.some((member) => readJsonName(member.name)))
    return ok(openReducedJson(mark, kept, wanted));
  const members = mark.members
    .filter(({ name: each, crc32 }) => wanted.held.get(each)?.crc32 !== crc32)
    .map(({ fault, ...member }): Member => {
      const read = () => {
        const own = kept.get(member.name);
        return own && !fault ? own.read() : fail(fault ?? notOurs(member.name, 'nothing'));
      };
      return { ...member, read, refusedBefore: refusedBefore(member, wanted) };
    });
  return ok(openedXml(members, mark.checksum ?? 'notChecked', wanted));
}

/** By its name, or by how every zip begins: then what is wrong with it is told as an archive's fault. */
const looksLikeArchive = (name: string, bytes: Uint8Array): boolean =>
  /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b);

const neither = (file: string, bytes: Uint8Array): FeedError => ({
  kind: 'unknownFile',
  file,
  place: 'file',
  found: `${bytes.byteLength} bytes that are no zip`,
  expected:
    'an archive (.zip) or a result file (valnatt_2303K.xml, Val_2026_preliminar_rostfordelning_2303_KF.json or the like)',
});
