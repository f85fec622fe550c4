import { setImmediate as breathe } from 'node:timers/promises';
import {
  ARCHIVE_LIMITS,
  JSON_ARCHIVE_LIMITS,
  memberNames,
  openArchive,
  type ArchiveMember,
} from '../../election/parse/archive.ts';
import { ok, type FeedError, type Result } from '../../election/parse/error.ts';
import { JsonFiguresCheck } from '../../election/parse/json/figures-only.ts';
import { readJsonName } from '../../election/parse/json/name.ts';
import { JsonReduction } from '../../election/parse/json/reduce.ts';
import { readMemberName } from '../../election/parse/member-name.ts';
import { holdsFiguresOnly, reduceInSteps } from '../../election/parse/reduce.ts';
import { hashInSlices } from '../hash-in-slices.ts';
import { inflateMember, inSlices } from '../inflate.ts';
import type { LedgerFile, MemberRow, Reduced, ReducedMember } from '../store/store.ts';
import { deflatedZip } from './container.ts';

/** A received file as it goes into an archive. */
export interface KeptForm {
  readonly bytes: Uint8Array;
  /** `null`: the bytes are those that were received. */
  readonly reduced: Reduced | null;
}

/** Members of the authority's archives beside their result files: names, checksum, signatures. */
const isList = (name: string): boolean =>
  name === 'Filer' || name === 'Cksum' || name === 'Signatur' || name.endsWith('_sign.sha256');
/** What gives a final file, or a person in it, away in a file that cannot be opened. */
const PERSONS =
  /slutresultat|slutlig|<(PARTISEDEL|VALSEDEL|PERSONVAL|GRUPP_VALDA|VALD|ERSÄTTARE|SAMMANFATTNING_VALDA)[\s/>]|"(listRoster|summeradePersonroster|valda|kvalificeradeForPersonvalLista)"/i;

interface KeptMember extends Pick<ArchiveMember, 'name' | 'crc32' | 'size' | 'read'> {
  /** Its unpacked bytes piece by piece, letting others run in between; they count for nothing where it fails. */
  pieces(take: (piece: Uint8Array) => void): Promise<Result<'whole'>>;
}

export type KeepForm = (file: LedgerFile, bytes: Uint8Array) => Promise<KeptForm>;

/**
 * Which form files go in. As received, where all that is in them is known to be figures: night files, and what a poll
 * got in their place and could not be opened (a web page, half an archive). Everything else is reduced: the result files
 * that were read, without persons, and the reason where they were refused. Members that were looked at once are not
 * looked at again.
 */
export function createKeepForm(): KeepForm {
  const figuresOnly = new Map<string, boolean>();
  const isFigures = async (member: KeptMember): Promise<boolean> => {
    const key = `${member.name}/${member.crc32}/${member.size}`;
    const known = figuresOnly.get(key) ?? (await isNightFile(member));
    figuresOnly.set(key, known);
    return known;
  };
  return async (file, bytes) => {
    if (file.reduced) return { bytes, reduced: file.reduced };
    const opened = membersOf(file.name, bytes);
    if (!opened.ok) return mayStay(file, bytes) ? { bytes, reduced: null } : reducedForm(file, []);
    let figures = opened.value.length > 0;
    for (const member of opened.value) {
      figures &&= await isFigures(member);
      await breathe();
    }
    return figures ? { bytes, reduced: null } : reducedForm(file, opened.value);
  };
}

/** An archive's members, or the one that a bare result file is. */
function membersOf(name: string, bytes: Uint8Array): Result<readonly KeptMember[]> {
  if (readMemberName(name) ?? readJsonName(name)) return ok([bareMember(name, bytes)]);
  const limits = memberNames(bytes).some((each) => readJsonName(each)) ? JSON_ARCHIVE_LIMITS : ARCHIVE_LIMITS;
  const archive = openArchive(bytes, name, limits);
  if (!archive.ok) return archive;
  return ok(
    archive.value.members.map((member): KeptMember => {
      return { ...member, pieces: (take) => inflateMember(member, take) };
    }),
  );
}

const bareMember = (name: string, bytes: Uint8Array): KeptMember => ({
  name,
  crc32: -1,
  size: bytes.byteLength,
  read: () => ok(bytes),
  async pieces(take) {
    await inSlices(bytes, take);
    return ok('whole');
  },
});

async function isNightFile(member: KeptMember): Promise<boolean> {
  if (isList(member.name)) return true;
  const json = readJsonName(member.name);
  if ((json ?? readMemberName(member.name))?.count !== 'night') return false;
  if (json) {
    const check = new JsonFiguresCheck();
    const whole = await member.pieces((piece) => void check.write(piece));
    return whole.ok && check.end();
  }
  const bytes = member.read();
  return bytes.ok && holdsFiguresOnly(bytes.value);
}

/** What could not be opened stays when a poll got it, and nothing in it speaks of a final file. */
const mayStay = ({ via }: LedgerFile, bytes: Uint8Array): boolean =>
  via === 'poll' && !PERSONS.test(Buffer.from(bytes).toString('latin1'));

async function reducedForm(file: LedgerFile, members: readonly KeptMember[]): Promise<KeptForm> {
  const byName = new Map(members.map((member) => [member.name, member]));
  const marks: ReducedMember[] = [];
  const kept: [string, Uint8Array][] = [];
  for (const row of file.members) {
    const figures = await figuresOf(row, byName.get(row.name));
    if (figures.ok) kept.push([row.name, figures.value]);
    const { name, crc32, size } = row;
    marks.push({ name, crc32, size, fault: figures.ok ? null : (row.reason ?? figures.error) });
  }
  const bytes = kept.length > 0 ? await deflatedZip(kept) : new Uint8Array();
  const reduced: Reduced = {
    sha256: await hashInSlices('sha256', bytes),
    original: { sha256: file.sha256, size: file.size },
    checksum: file.checksum,
    fault: file.members.length === 0 ? file.reason : null,
    members: marks,
  };
  return { bytes, reduced };
}

const MISSING: Omit<FeedError, 'file'> = {
  kind: 'archive',
  place: 'member',
  found: 'nothing',
  expected: 'the member that was read',
};

/** A member's figures; its fault where it cannot be read as what it is (then the reader could not read it either). */
async function figuresOf(row: MemberRow, member: KeptMember | undefined): Promise<Result<Uint8Array>> {
  if (!member) return { ok: false, error: { ...MISSING, file: row.name } };
  if (readJsonName(row.name)) {
    const reduction = new JsonReduction(row.name);
    const whole = await member.pieces((piece) => reduction.write(piece));
    return whole.ok ? reduction.end() : whole;
  }
  const bytes = member.read();
  if (!bytes.ok) return bytes;
  const steps = reduceInSteps(row.name, bytes.value);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}
