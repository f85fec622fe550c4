/**
 * The checksum of the POSIX `cksum` command, which the authority's archives carry in their member `Cksum`: CRC-32
 * with the polynomial 0x04C11DB7, most significant bit first, over the bytes and then their number (least
 * significant byte first, without leading zeros), and complemented at the end.
 */
const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1;
  return crc;
});

/** Of all parts one after the other, as the text that the command prints: `930766865 9`. */
export function posixCksum(parts: Iterable<Uint8Array>): string {
  let crc = 0;
  let length = 0;
  for (const part of parts) {
    for (const byte of part) crc = (crc << 8) ^ (TABLE[(crc >>> 24) ^ byte] as number);
    length += part.length;
  }
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) {
    crc = (crc << 8) ^ (TABLE[(crc >>> 24) ^ (rest & 0xff)] as number);
  }
  return `${~crc >>> 0} ${length}`;
}
