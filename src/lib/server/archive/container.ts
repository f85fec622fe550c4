/**
 * The zip that an archive is: members stored as they are, one after the other, with fixed times and nothing between,
 * before or behind them. So the same members are the same bytes on every machine, any program can unpack it, and each of
 * its bytes follows from the members: a flipped one is found wherever it lies.
 * PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16.
 */
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

export interface Entry {
  /** ASCII. */
  readonly name: string;
  readonly crc32: number;
  readonly size: number;
  /** Bytes as they lie in the zip. */
  readonly packed: number;
  readonly deflated: boolean;
}

/** 1 January 1980, midnight: the zip's zero. */
const EPOCH_DAY = (1 << 5) | 1;
const VERSION = 20;
const DEFLATED = 8;
const UNIX_FILE = (0o100644 << 16) >>> 0;
const SIGNATURE = { local: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
export const END_LENGTH = 22;
/** What zip numbers with four and two bytes. */
export const MOST = { bytes: 0xffff_fffe, members: 0xfffe };

export const storedEntry = (name: string, bytes: Uint8Array): Entry => ({
  name,
  crc32: crc32(bytes),
  size: bytes.byteLength,
  packed: bytes.byteLength,
  deflated: false,
});

/** The 26 bytes that both headers share, from "version needed" to "extra field length". */
function sharedHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(entry.deflated ? DEFLATED : 0, 4);
  header.writeUInt16LE(EPOCH_DAY, 8);
  header.writeUInt32LE(entry.crc32, 10);
  header.writeUInt32LE(entry.packed, 14);
  header.writeUInt32LE(entry.size, 18);
  header.writeUInt16LE(entry.name.length, 22);
  return header;
}

/** What stands before a member's bytes. */
export function localHeader(entry: Entry): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(SIGNATURE.local);
  return Buffer.concat([signature, sharedHeader(entry), Buffer.from(entry.name, 'latin1')]);
}

export const localLength = ({ name, packed }: Entry): number => 30 + name.length + packed;

/** The directory of members that lie one after the other from the beginning, and the zip's end. */
export function directoryOf(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const start = Buffer.alloc(6);
    start.writeUInt32LE(SIGNATURE.directory, 0);
    start.writeUInt16LE((3 << 8) | VERSION, 4);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(UNIX_FILE, 6);
    rest.writeUInt32LE(offset, 10);
    parts.push(start, sharedHeader(entry), rest, Buffer.from(entry.name, 'latin1'));
    offset += localLength(entry);
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, endOf(entries.length, length, offset)]);
}

function endOf(members: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(END_LENGTH);
  end.writeUInt32LE(SIGNATURE.end, 0);
  end.writeUInt16LE(members, 8);
  end.writeUInt16LE(members, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A thread beside ours does it; in one go, so that equal members give equal bytes on one version of zlib. */
const deflated = promisify<Uint8Array, Buffer>(deflateRaw);

/** A zip in memory, its members deflated: equal members give equal bytes on one version of zlib. */
export async function deflatedZip(
  members: readonly (readonly [name: string, bytes: Uint8Array])[],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const entries: Entry[] = [];
  for (const [name, bytes] of members) {
    const packed = await deflated(bytes);
    const entry = { ...storedEntry(name, bytes), packed: packed.byteLength, deflated: true };
    entries.push(entry);
    parts.push(localHeader(entry), packed);
  }
  return Buffer.concat([...parts, directoryOf(entries)]);
}

/** Where a zip's directory lies, as its last bytes say; `null` where they are no end of a zip of ours. */
export function readEnd(end: Buffer): { readonly offset: number; readonly length: number } | null {
  if (end.length !== END_LENGTH || end.readUInt32LE(0) !== SIGNATURE.end) return null;
  return { length: end.readUInt32LE(12), offset: end.readUInt32LE(16) };
}

/** The entries of a directory as far as they can be told apart; whether they are right shows when it is written anew. */
export function readEntries(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('latin1', at + 46, at + 46 + nameLength),
      crc32: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      deflated: false,
    });
    at += 46 + nameLength;
  }
  return entries;
}
