import { encode } from 'uqr';

/** The way from the screen to a phone: a code to point the camera at, and the same address in words. */
export interface PhoneCode {
  /** What the code says. */
  readonly url: string;
  /** The address as people type it: `valkvall.example.se`. */
  readonly words: string;
  /** Modules on a side, the quiet zone included. */
  readonly size: number;
  /** The dark modules as an SVG path, one unit a module. */
  readonly path: string;
}

/** Light modules around the code (ISO/IEC 18004 asks for four). */
const QUIET = 4;

/** The code of an address; it survives the loss of 15 % of its modules, as on a washed-out projector. */
export function phoneCode(publicUrl: string): PhoneCode {
  const { origin, host, pathname } = new URL(publicUrl);
  const path = pathname.replace(/\/$/, '');
  const url = origin + path;
  const { data, size } = encode(url, { ecc: 'M', border: QUIET });
  return { url, words: host + path, size, path: data.flatMap(rowPath).join('') };
}

/** One row of modules: every run of dark ones as a bar. */
function rowPath(row: readonly boolean[], y: number): readonly string[] {
  const bars: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const end = row.indexOf(false, x);
    const width = (end < 0 ? row.length : end) - x;
    bars.push(`M${x} ${y}h${width}v1h-${width}z`);
    x += width;
  }
  return bars;
}
