/**
 * Writes zip archives the way the authority's look: Unix entries, members deflated, no data descriptors.
 *
 * Written by hand over node:zlib instead of with adm-zip, which is at hand: that stamps members through the
 * machine's own time zone and deflates every member anew, while a night is some hundred archives of which each
 * differs from the last in a few members, and it cannot state a wrong checksum, which one of the faults needs. Equal
 * input gives equal bytes on one version of zlib; another version may deflate otherwise.
 */
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import type { WallClock } from './swedish-time.ts';

export interface Member {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Local time without zone, as zip keeps it, in steps of two seconds. */
  readonly modified: WallClock;
  readonly stored?: boolean;
  /** A fault: the checksum stated for this member instead of the true one. */
  readonly claimedCrc?: number;
}

interface Packed {
  readonly crc: number;
  readonly deflated: Uint8Array;
}

/** Deflated members by content, oldest first; a whole night of one county has about two thousand. */
const KEPT_MEMBERS = 4096;
const UNIX_FILE = (0o100664 << 16) >>> 0;
const METHOD = { stored: 0, deflated: 8 } as const;

export class ZipWriter {
  readonly #packed = new Map<string, Packed>();

  write(members: readonly Member[]): Buffer {
    const body: Uint8Array[] = [];
    const directory: Uint8Array[] = [];
    let offset = 0;
    for (const member of members) {
      const { crc, deflated } = this.#pack(member.bytes);
      const data = member.stored ? member.bytes : deflated;
      const shared = sharedHeader(member, member.claimedCrc ?? crc, data.length);
      const local = localHeader(shared, member.name);
      directory.push(directoryHeader(shared, member.name, offset));
      body.push(local, data);
      offset += local.length + data.length;
    }
    const size = directory.reduce((sum, entry) => sum + entry.length, 0);
    return Buffer.concat([...body, ...directory, endRecord(members.length, size, offset)]);
  }

  #pack(bytes: Uint8Array): Packed {
    const key = createHash('sha1').update(bytes).digest('base64');
    const known = this.#packed.get(key);
    if (known) return known;
    const packed = { crc: crc32(bytes), deflated: deflateRawSync(bytes) };
    this.#packed.set(key, packed);
    const [oldest] = this.#packed.keys();
    if (this.#packed.size > KEPT_MEMBERS && oldest !== undefined) this.#packed.delete(oldest);
    return packed;
  }
}

/** The 26 bytes that local and directory header share, from "version needed" to "extra field length". */
function sharedHeader(member: Member, crc: number, packedLength: number): Buffer {
  const { year, month, day, hour, minute, second } = member.modified;
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(member.stored ? METHOD.stored : METHOD.deflated, 4);
  header.writeUInt16LE((hour << 11) | (minute << 5) | (second >> 1), 6);
  header.writeUInt16LE(((year - 1980) << 9) | (month << 5) | day, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packedLength, 14);
  header.writeUInt32LE(member.bytes.length, 18);
  header.writeUInt16LE(member.name.length, 22);
  return header;
}

function localHeader(shared: Buffer, name: string): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name, 'latin1')]);
}

function directoryHeader(shared: Buffer, name: string, offset: number): Buffer {
  const madeBy = Buffer.from([30, 3]); // version 3.0, Unix
  const rest = Buffer.alloc(14); // comment, disk and internal attributes are 0
  rest.writeUInt32LE(UNIX_FILE, 6);
  rest.writeUInt32LE(offset, 10);
  const start = Buffer.from('PK\x01\x02', 'latin1');
  return Buffer.concat([start, madeBy, shared, rest, Buffer.from(name, 'latin1')]);
}

function endRecord(members: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(members, 8);
  record.writeUInt16LE(members, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
