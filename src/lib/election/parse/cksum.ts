/**
 * The checksum of POSIX `cksum(1)`: CRC-32 with polynomial 0x04C11DB7, most significant bit first, over the bytes
 * and then over their number (least significant byte first, no leading zeros), complemented.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/cksum.html
 */
const POLYNOMIAL = 0x04c11db7;

/** Bytes taken in one step; the table says what each of them adds when the rest of the step follows it. */
const STEP = 8;
const TABLE = buildTable();

function buildTable(): Int32Array {
  const table = new Int32Array(STEP * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
    table[byte] = crc;
  }
  for (let i = 256; i < table.length; i++) {
    const nearer = table[i - 256] as number;
    table[i] = (nearer << 8) ^ (table[nearer >>> 24] as number);
  }
  return table;
}

/** What `byte` adds to the sum when `following` more bytes of its step come after it. */
const added = (following: number, byte: number): number => TABLE[(following << 8) | (byte & 255)] as number;

/** A running checksum: begin with `cksumOfNothing`, add each piece, read it with `cksumValue`. */
export interface Cksum {
  readonly crc: number;
  readonly bytes: number;
}

export const cksumOfNothing: Cksum = { crc: 0, bytes: 0 };

export function cksumAdd(sum: Cksum, piece: Uint8Array): Cksum {
  const view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
  const end = piece.length - (piece.length % STEP);
  let { crc } = sum;
  for (let i = 0; i < end; i += STEP) {
    const first = view.getInt32(i) ^ crc;
    const second = view.getInt32(i + 4);
    crc = added(7, first >>> 24) ^ added(6, first >>> 16) ^ added(5, first >>> 8) ^ added(4, first);
    crc ^= added(3, second >>> 24) ^ added(2, second >>> 16) ^ added(1, second >>> 8) ^ added(0, second);
  }
  for (let i = end; i < piece.length; i++) crc = (crc << 8) ^ added(0, (crc >>> 24) ^ view.getUint8(i));
  return { crc, bytes: sum.bytes + piece.length };
}

/** The finished checksum as `cksum` prints it: an unsigned number of 32 bits. */
export function cksumValue(sum: Cksum): number {
  let { crc } = sum;
  for (let rest = sum.bytes; rest > 0; rest = Math.floor(rest / 256)) {
    crc = (crc << 8) ^ added(0, (crc >>> 24) ^ rest);
  }
  return ~crc >>> 0;
}
