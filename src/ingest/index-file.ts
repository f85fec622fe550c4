import type { Count, ElectionType } from '../lib/election/model.ts';
import type { Plan } from '../lib/election/plan.ts';

/** One archive as the index lists it. */
export interface Listed {
  /** Below the feed's base: `p/kf/Val_2026_preliminar_2303_KF.zip`. */
  readonly path: string;
  /** MD5 of the archive, hexadecimal, in lower case. */
  readonly md5: string;
}

export type IndexFile =
  | { readonly kind: 'listed'; readonly archives: readonly Listed[] }
  /** The form before the first result: one line whose path is `-`. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly problem: string };

const NOTHING = /^[0-9a-f]{32} {2}-$/i;
const LINE = /^([0-9a-f]{32}) {2}\.\/(\S+)$/i;

/** Reads an index (`<md5>  ./<path>` a line, as `md5sum` writes); anything else is a problem, not an empty feed. A line twice is one line. */
export function readIndexFile(bytes: Uint8Array): IndexFile {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const [only = ''] = lines;
  if (lines.length === 1 && NOTHING.test(only)) return { kind: 'nothing' };
  const archives = new Map<string, Listed>();
  for (const [at, line] of lines.entries()) {
    const [, md5, path] = LINE.exec(line) ?? [];
    if (md5 === undefined || path === undefined) return notAnIndex(`line ${at + 1} is no md5 and path`);
    const listed = { path, md5: md5.toLowerCase() };
    if ((archives.get(path)?.md5 ?? listed.md5) !== listed.md5) return notAnIndex('a path with two md5s');
    archives.set(path, listed);
  }
  return archives.size > 0 ? { kind: 'listed', archives: [...archives.values()] } : notAnIndex('empty');
}

const notAnIndex = (why: string): IndexFile => ({ kind: 'problem', problem: `not an index (${why})` });

/** The folder says the count and the election, the name's end the area and the election once more. */
const ARCHIVE = /^([ps])\/(rd|rf|kf)\/([^/]+)_(\d+)_(RD|RF|KF)\.zip$/;
const COUNTS: Readonly<Record<string, Count>> = { p: 'night', s: 'final' };

/**
 * The archives of a plan's areas: RD's is the nation's (`00`), RF's and KF's their own. Preliminary ones first, so that
 * a final count meets the night's, otherwise in the index's order.
 */
export function chooseArchives(
  archives: readonly Listed[],
  plan: Plan,
  prefix: string | null,
): readonly Listed[] {
  const wanted = new Set(
    plan.contests.map(({ type, area }) => areaKey(type, type === 'RD' ? '00' : area.code)),
  );
  const chosen = archives.flatMap((listed) => {
    const [, folder = '', below = '', name = '', area = '', type = ''] = ARCHIVE.exec(listed.path) ?? [];
    const ours = below === type.toLowerCase() && wanted.has(areaKey(type as ElectionType, area));
    return ours && name.startsWith(prefix ?? '') ? [{ listed, count: COUNTS[folder] }] : [];
  });
  const of = (count: Count) => chosen.filter((each) => each.count === count).map(({ listed }) => listed);
  return [...of('night'), ...of('final')];
}

/** Archives of the feed, whatever their area (`OS`: a national sum): as the folders say. */
const OF_THE_FEED = /^[ps]\/(?:rd|rf|kf)\/([^/]+)\.zip$/;

/**
 * Why an index can never have an archive of the plan's; `null`: it may. An index that has only other councils so far is
 * sound, so only this is told: none is named as the feed's archives are, none begins with the prefix, or the prefix
 * leaves out the nation's archive, which all Riksdag programmes share.
 */
export function neverOurs(archives: readonly Listed[], plan: Plan, prefix: string | null): string | null {
  if (chooseArchives(archives, plan, prefix).length > 0) return null;
  const names = archives.flatMap(({ path }) => OF_THE_FEED.exec(path)?.[1] ?? []);
  const none = `none of ${archives.length} archives`;
  if (names.length === 0) return `${none} is named as result archives are`;
  if (!names.some((name) => name.startsWith(prefix ?? ''))) return `${none} begins with ${prefix}`;
  const others = chooseArchives(archives, plan, null);
  return others.some(({ path }) => path.endsWith('_00_RD.zip'))
    ? `${none} is the programme’s and begins with ${prefix}`
    : null;
}

const areaKey = (type: ElectionType, area: string): string => `${type}/${area}`;
