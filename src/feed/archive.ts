/**
 * The archive of a publication as the authority lays it out: the XML files, then `Filer` (their names, one a line,
 * in their order), then `Cksum` (POSIX checksum and size of the XML concatenated in that order).
 *
 * The genuine archive has `Signatur` between the last two, the authority's OpenPGP signature of the same bytes.
 * Nobody else can sign, so ours has none: that alone tells a simulated archive from a genuine one.
 */
import { posixCksum } from './cksum.ts';
import type { ResultFile } from './recording.ts';
import { wallClock, type WallClock } from './swedish-time.ts';
import { ZipWriter, type Member } from './zip.ts';

/** Faults in the archive around sound files. */
export interface ArchiveDamage {
  /** State a wrong checksum in `Cksum`. */
  readonly wrongCksum?: boolean;
  /** The member of this name gets a wrong CRC in the zip. */
  readonly wrongCrcOf?: string;
}

export class Archiver {
  readonly #zip = new ZipWriter();

  /** Equal files give equal bytes. */
  build(files: readonly ResultFile[], damage: ArchiveDamage = {}): Buffer {
    const newest = latest(files);
    if (newest === null) return this.#zip.write([]);
    const members = files.map((file) => asMember(file, damage.wrongCrcOf === file.name));
    const names = files.map(({ name }) => `${name}\n`).join('');
    const text = (name: string, content: string): Member => ({
      name,
      bytes: Buffer.from(content, 'latin1'),
      modified: newest,
    });
    const cksum = cksumOf(files, damage.wrongCksum ?? false);
    return this.#zip.write([...members, text('Filer', names), { ...text('Cksum', cksum), stored: true }]);
  }
}

function asMember({ name, bytes, exportedAt }: ResultFile, wrongCrc: boolean): Member {
  const member: Member = { name, bytes, modified: wallClock(exportedAt) };
  return wrongCrc ? { ...member, claimedCrc: 0x0bad_0bad } : member;
}

function cksumOf(files: readonly ResultFile[], wrong: boolean): string {
  const [sum = '', size = ''] = posixCksum(files.map(({ bytes }) => bytes)).split(' ');
  return `${wrong ? (Number(sum) + 1) % 2 ** 32 : sum} ${size}\n`;
}

/** When the last file was written: the lists at the end were written then. */
function latest(files: readonly ResultFile[]): WallClock | null {
  const times = files.map(({ exportedAt }) => exportedAt);
  const newest = times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return newest === undefined ? null : wallClock(newest);
}
