/** What the night said, what Wednesday added and what the final count changed, where all three are on record. */
import { table, type Columns } from './aftermath-tables.ts';
import { creditsOf } from './election/credit.ts';
import { listWords } from './council.ts';
import { pastVotes, type PastCount, type PastElection } from './election/history.ts';
import { changeBetween, count, points, share, text, type FiguresTable, type Part } from './figures-table.ts';
import { capitalise, formatPoints } from './format.ts';
import { CONTEST_WORDS } from './words.ts';

/** One election's three counts, each with all that was counted by then. */
export interface CountSteps {
  readonly year: string;
  readonly contest: string;
  readonly night: Part;
  readonly wednesday: Part;
  readonly final: Part;
}

type Row = CountSteps & { readonly past: PastElection };

/** Elections with a whole night, its Wednesday and a final count of the party, in the record's order. */
export function countSteps(elections: readonly PastElection[], code: string): readonly Row[] {
  return elections.flatMap((past) => {
    const { counts, stage, year, contest } = past;
    const part = (counted: PastCount | undefined) => {
      const own = counted ? pastVotes(counted, code) : null;
      return counted && own !== null ? { own, valid: counted.valid } : null;
    };
    const [night, wednesday] = [part(counts?.night), part(counts?.wednesday)];
    const final = stage === 'final' ? part(past) : null;
    return night && wednesday && final ? [{ year, contest, night, wednesday, final, past }] : [];
  });
}

/** `Riksdagsvalet: onsdagen sänkte andelen för S varje gång (2022 −0,17, …)`, and what the final count changed. */
export function countStepsTitle(name: string, steps: readonly CountSteps[], code: string): string {
  const told = (change: (step: CountSteps) => number | null) =>
    steps.map((step) => `${step.year} ${formatPoints(change(step) ?? 0, 2)}`).join(', ');
  const added = ({ night, wednesday }: CountSteps) => changeBetween(wednesday, night);
  const corrected = ({ wednesday, final }: CountSteps) => changeBetween(final, wednesday);
  const signs = new Set(steps.map((step) => Math.sign(added(step) ?? 0)));
  const often = steps.length > 1 && signs.size === 1 ? ' varje gång' : '';
  const verb = (signs.size === 1 && VERBS[[...signs][0] ?? 0]) || 'ändrade';
  return `${name}: onsdagen ${verb} andelen för ${code}${often} (${told(added)}), det slutliga ändrade den sedan (${told(corrected)}), i procentenheter`;
}

const VERBS: Readonly<Record<number, string>> = { [-1]: 'sänkte', 0: 'ändrade inte', 1: 'höjde' };

/** The elections that the steps leave out: a night that was not kept, or only in part; empty where none is. */
export function nightsMissing(elections: readonly PastElection[], steps: readonly CountSteps[]): string {
  const has = ({ contest, year }: PastElection) =>
    steps.some((step) => step.contest === contest && step.year === year);
  const groups = (['RD', 'RF', 'KF'] as const).flatMap((type) => {
    const all = elections.filter((past) => past.type === type);
    const missing = all.filter((past) => !has(past));
    if (missing.length === 0) return [];
    const name = `${CONTEST_WORDS[type]}${type === 'KF' ? 'en' : 'et'}`;
    const years = listWords([...new Set(missing.map(({ year }) => year))].sort());
    return [`${name} ${missing.length === all.length ? 'alla år' : years}`];
  });
  return groups.length === 0
    ? ''
    : `Valnattens och onsdagens räkningar finns inte bevarade i sin helhet för ${groups.join('; ')}.`;
}

/** What the three counts are of. */
export const COUNTS_ARE =
  'Valnatten är vallokalernas distrikt i den preliminära räkningen, onsdagen räknar uppsamlingsdistrikten till dem.';

/** Every election with all three counts, one row each. */
export function countStepsTable(elections: readonly PastElection[], code: string): FiguresTable {
  const rows = countSteps(elections, code);
  const columns: Columns<Row> = [
    ['år', ({ year }) => text(year)],
    ['val', ({ past }) => text(capitalise(CONTEST_WORDS[past.type]))],
    ['område', ({ past }) => text(past.area.name)],
    [`röster ${code}, valnatten`, ({ night }) => count(night.own)],
    ['giltiga, valnatten', ({ night }) => count(night.valid)],
    ['andel valnatten, %', ({ night }) => share(night)],
    [`röster ${code}, onsdagen`, ({ wednesday }) => count(wednesday.own)],
    ['giltiga, onsdagen', ({ wednesday }) => count(wednesday.valid)],
    ['andel onsdagen, %', ({ wednesday }) => share(wednesday)],
    ['onsdagen ändrade, procentenheter', ({ night, wednesday }) => points(wednesday, night)],
    [`röster ${code}, slutligt`, ({ final }) => count(final.own)],
    ['giltiga, slutligt', ({ final }) => count(final.valid)],
    ['andel slutligt, %', ({ final }) => share(final)],
    ['det slutliga ändrade, procentenheter', ({ wednesday, final }) => points(final, wednesday)],
    ['källa', ({ past }) => text(past.credit)],
    ['valnattens och onsdagens uppgift', ({ past }) => text(past.counts?.origin ?? null)],
  ];
  const source = creditsOf(rows.map(({ past }) => past));
  return table({ id: 'rakningarna', title: 'Valnatten, onsdagen, slutligt', source }, columns, rows);
}
