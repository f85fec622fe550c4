/** Finding what to copy: places, contests, goals, districts and parties by the beginnings of their words. */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { capitalise } from '../format.ts';
import { districtFigureId } from './districts.ts';
import { contestPhrase } from './phrases.ts';
import { inContest } from './figure.ts';

export type EntryKind = 'contest' | 'place' | 'goal' | 'district' | 'party';

export interface SearchEntry {
  readonly kind: EntryKind;
  /** Unique among the entries. */
  readonly id: string;
  /** What a list shows: `Kommunvalet i Berg`. */
  readonly label: string;
  /** What else it is found by: `C`, `Berg`. */
  readonly words: string;
  /** The contest that it opens; `null`: a goal that people count by hand. */
  readonly contest: string | null;
  /** The figure that comes first there, by id; it may not be told yet. */
  readonly figure: string;
}

/** A district as any list of districts names it. */
export interface SearchedDistrict {
  readonly contest: string;
  readonly district: string;
  readonly name: string;
  readonly municipality: string;
}

/** Everything that can be found, in the order in which equals are listed. */
export function searchEntries(
  snapshot: Snapshot,
  districts: readonly SearchedDistrict[] = [],
): readonly SearchEntry[] {
  return [
    ...contestEntries(snapshot),
    ...placeEntries(snapshot),
    ...goalEntries(snapshot),
    ...districtEntries(snapshot, districts),
    ...partyEntries(snapshot),
  ];
}

const contestEntries = ({ contests }: Snapshot): readonly SearchEntry[] =>
  contests.map((contest) => ({
    kind: 'contest',
    id: contest.id,
    label: capitalise(contestPhrase(inContest(contest))),
    words: contest.area.name,
    contest: contest.id,
    figure: `${contest.id}.andel`,
  }));

/** A municipality: where its council's contest is, and the districts that belong to it. */
const placeEntries = ({ contests }: Snapshot): readonly SearchEntry[] =>
  contests
    .filter(({ type }) => type === 'KF')
    .map(({ id, area }) => ({
      kind: 'place',
      id: area.code,
      label: area.name,
      words: 'kommun',
      contest: id,
      figure: `${id}.andel`,
    }));

const goalEntries = ({ targets }: Snapshot): readonly SearchEntry[] =>
  targets.map(({ id, label, contest }) => ({
    kind: 'goal',
    id,
    label,
    words: 'mål',
    contest,
    figure: `${id}.lage`,
  }));

function districtEntries(
  { contests }: Snapshot,
  districts: readonly SearchedDistrict[],
): readonly SearchEntry[] {
  const municipalities = new Map(
    contests.filter(({ type }) => type === 'KF').map(({ area }) => [area.code, area.name]),
  );
  return districts.flatMap(({ contest: id, district, name, municipality }): readonly SearchEntry[] => {
    const contest = contests.find((each) => each.id === id);
    if (!contest) return [];
    const figure = districtFigureId(id, district);
    const label = `${name}, ${contestPhrase(inContest(contest))}`;
    const words = municipalities.get(municipality) ?? '';
    return [{ kind: 'district', id: figure, label, words, contest: id, figure }];
  });
}

const partyEntries = ({ contests, programme }: Snapshot): readonly SearchEntry[] =>
  contests.flatMap((contest) =>
    contest.parties.map(({ code, name }) => ({
      kind: 'party' as const,
      id: `${contest.id}.${code}`,
      label: `${name}, ${contestPhrase(inContest(contest))}`,
      words: code,
      contest: contest.id,
      figure: code === programme.party.code ? `${contest.id}.andel` : `${contest.id}.${code}.andel`,
    })),
  );

const KIND_ORDER: readonly EntryKind[] = ['contest', 'place', 'goal', 'district', 'party'];
export const MOST_FOUND = 20;

/**
 * Entries in which every word that was typed begins a word, then those that have one of them inside a word only;
 * contests before places, goals, districts, parties; whole words before beginnings; then as the entries stand.
 */
export function search(
  entries: readonly SearchEntry[],
  typed: string,
  limit = MOST_FOUND,
): readonly SearchEntry[] {
  const asked = wordsOf(typed);
  if (asked.length === 0) return [];
  return entries
    .flatMap((entry) => {
      const fit = fitOf(entry, asked);
      return fit === null ? [] : [{ entry, fit }];
    })
    .toSorted(
      (a, b) =>
        a.fit.inside - b.fit.inside ||
        KIND_ORDER.indexOf(a.entry.kind) - KIND_ORDER.indexOf(b.entry.kind) ||
        a.fit.begun - b.fit.begun,
    )
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** Lower case, without accents: `öster` and `oster` are the same, as on a keyboard that has no ö. */
export const plainText = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

const wordsOf = (text: string): readonly string[] => plainText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many of the words are found inside a word only, and how many at a word's beginning; `null`: one is not found. */
function fitOf({ label, words }: SearchEntry, asked: readonly string[]) {
  const own = wordsOf(`${label} ${words}`);
  const found = asked.map((word) => {
    if (own.includes(word)) return 'whole';
    if (own.some((each) => each.startsWith(word))) return 'begun';
    return own.some((each) => each.includes(word)) ? 'inside' : null;
  });
  if (found.includes(null)) return null;
  const count = (kind: string): number => found.filter((each) => each === kind).length;
  return { inside: count('inside'), begun: count('begun') };
}
