import type { Archive, ArchiveMember } from './archive.ts';
import { cksumAdd, cksumOfNothing, cksumValue } from './cksum.ts';
import { fail, ok, type Result } from './error.ts';
import { feedError } from './faults.ts';

/** Member with the names of the XML files, one a line. */
const NAMES = 'Filer';
/** Member with `cksum`'s output for those files, joined in that order: `1057903322 32037789`. */
const SUM = 'Cksum';

/**
 * Whether the archive's XML files are those that the authority summed (`Filer` and `Cksum`): every `.xml` member is
 * listed exactly once, and the POSIX checksum meets. Unpacks every listed member; a member's own fault is handed on,
 * everything else is `archiveChecksum`. It says nothing about who made the archive (that is `Signatur`, unread).
 */
export function verifyChecksum(archive: Archive): Result<'verified'> {
  const steps = verifyChecksumInSteps(archive);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, with a pause after each member, so that a caller may let other work in between. */
export function* verifyChecksumInSteps(archive: Archive): Generator<void, Result<'verified'>> {
  const byName = new Map(archive.members.map((member) => [member.name, member]));
  const names = readText(byName.get(NAMES), NAMES);
  if (!names.ok) return names;
  const stated = readText(byName.get(SUM), SUM);
  if (!stated.ok) return stated;
  const listed = names.value.split(/\r?\n/).filter((name) => name !== '');
  const unlisted = firstUnlisted(archive.members, listed);
  if (unlisted !== null) return mismatch(NAMES, unlisted, 'every XML member once');
  let sum = cksumOfNothing;
  for (const name of listed) {
    const member = byName.get(name);
    if (member === undefined) return mismatch(NAMES, `no member ${name}`, 'every listed file');
    const bytes = member.read();
    if (!bytes.ok) return bytes;
    sum = cksumAdd(sum, bytes.value);
    yield;
  }
  const found = `${cksumValue(sum)} ${sum.bytes}`;
  return stated.value.trim() === found ? ok('verified') : mismatch(SUM, found, stated.value.trim());
}

function firstUnlisted(members: readonly ArchiveMember[], listed: readonly string[]): string | null {
  const names = new Set(listed);
  if (names.size !== listed.length) return 'a name twice';
  return members.find(({ name }) => name.endsWith('.xml') && !names.has(name))?.name ?? null;
}

function readText(member: ArchiveMember | undefined, name: string): Result<string> {
  if (member === undefined) return mismatch(name, 'no such member', `a member ${name}`);
  const bytes = member.read();
  return bytes.ok ? ok(Buffer.from(bytes.value).toString('latin1')) : bytes;
}

const mismatch = (file: string, found: string, expected: string): Result<never> =>
  fail(feedError({ kind: 'archiveChecksum', file, place: 'checksum', found, expected }));
