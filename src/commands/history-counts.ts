/** The county's preliminary counts of the Riksdag: the polling districts of the night, then with Wednesday's votes. */
import type { HistoryFile } from '../lib/programme/history.ts';

type Counts = NonNullable<HistoryFile['elections'][number]['counts']>;
type Votes = Readonly<Record<string, number>>;

/** County 23 is the Riksdag's constituency 27. */
const CONSTITUENCY = '27';

/** The county of 2022: `{ ordinary, collection }`. */
export function counts2022(text: string): Counts {
  const { ordinary, collection } = JSON.parse(text) as Record<'ordinary' | 'collection', Votes>;
  return countsOf(ordinary, collection, 'preliminär räkning (genom yingwang/riksdag-forecast)');
}

/** The county of 2026: `{ 27: { counted, collection_counted } }`. */
export function counts2026(text: string): Counts {
  const file = JSON.parse(text) as Record<string, Record<'counted' | 'collection_counted', Votes>>;
  const county = file[CONSTITUENCY];
  if (!county) throw new Error(`no constituency ${CONSTITUENCY} in the preliminary count`);
  const origin = 'preliminär räkning, läget 17 september 2026 (genom yingwang/riksdag-forecast)';
  return countsOf(county.counted, county.collection_counted, origin);
}

function countsOf(ordinary: Votes, collection: Votes, origin: string): Counts {
  const labels = [...new Set([...Object.keys(ordinary), ...Object.keys(collection)])];
  const both = labels.map((label) => [label, (ordinary[label] ?? 0) + (collection[label] ?? 0)] as const);
  return { night: counted(ordinary), wednesday: counted(Object.fromEntries(both)), origin };
}

/** The file has every valid vote under a label, so they make the valid ones. */
const counted = (votes: Votes) => ({
  valid: Object.values(votes).reduce((all, count) => all + count, 0),
  votes,
});
