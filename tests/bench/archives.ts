/** The archives that are read: the two genuine ones of 2014, and those of the simulator's night of 2018. */
import { openNight } from '../../src/feed/nights/index.ts';
import type { ResultFile } from '../../src/feed/recording.ts';
import { wallClock } from '../../src/feed/swedish-time.ts';
import { ZipWriter, type Member } from '../../src/feed/zip.ts';
import { posixCksum } from '../../src/feed/cksum.ts';
import { readReference, referenceData, WHY_SKIPPED } from '../support/reference.ts';

export const EARLIER = 'night-2014/valnatt-20140914T230952.zip';
export const LATER = 'night-2014/valnatt-20140914T231352.zip';

/** Why the genuine archives cannot be read here, or `null`. */
export const noReference: string | null = referenceData === null ? WHY_SKIPPED : null;

export const genuine = (path: string): Uint8Array => readReference(path);

/** Bytes of the genuine national archive, as near as matters. */
const NATIONAL_SIZE = 4_000_000;

/**
 * The archives of the night of 2018, one a publication.
 * - `riksdag`: those in which the Riksdag's figures changed;
 * - `national`: the same, with a member beside the files that cannot be compressed and makes each as large as the
 *   whole country's;
 * - `all`: every one, the final count's too.
 */
export function archivesOf2018(which: 'riksdag' | 'national' | 'all'): Uint8Array[] {
  const zip = new ZipWriter();
  const found: Uint8Array[] = [];
  let before = '';
  for (const { address, files } of openNight('2018').publications) {
    if (which !== 'all' && address !== 'night') continue;
    const all = files();
    const riksdag = Buffer.concat(all.filter(({ name }) => name.endsWith('R.xml')).map(({ bytes }) => bytes));
    const now = riksdag.toString('latin1');
    const padding = which === 'national' ? found.length : null;
    if (which === 'all' || now !== before) found.push(zip.write(membersOf(all, padding)));
    before = now;
  }
  return found;
}

function membersOf(files: readonly ResultFile[], padding: number | null): Member[] {
  const newest = wallClock(
    files
      .map(({ exportedAt }) => exportedAt)
      .sort()
      .at(-1) ?? '',
  );
  const text = (name: string, content: string): Member => ({
    name,
    bytes: Buffer.from(content, 'latin1'),
    modified: newest,
  });
  return [
    ...files.map(({ name, bytes, exportedAt }) => ({ name, bytes, modified: wallClock(exportedAt) })),
    ...(padding === null
      ? []
      : [{ name: 'Utfyllnad', bytes: noise(NATIONAL_SIZE, padding), modified: newest, stored: true }]),
    text('Filer', files.map(({ name }) => `${name}\n`).join('')),
    text('Cksum', `${posixCksum(files.map(({ bytes }) => bytes))}\n`),
  ];
}

/** Bytes that follow no rule zlib knows, the same for the same seed. */
function noise(length: number, seed: number): Uint8Array {
  const words = new Uint32Array(length / 4);
  let state = seed + 1;
  for (let at = 0; at < words.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    words[at] = state ^ (state >>> 15);
  }
  return new Uint8Array(words.buffer);
}
