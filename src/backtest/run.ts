/** The protocol: which nights are played in which orders, and what is summed up of them (projection.md §7). */
import { ELECTION_TYPES, type ElectionType } from '../lib/election/model.ts';
import { isEstimate } from '../lib/election/projection/contest.ts';
import type { Arrival } from './arrivals.ts';
import { playNight, type PlayedNight } from './night.ts';
import { countAt, FIXED_ORDERS, ordered, type Order } from './orders.ts';
import { sampleAt, summaryOf, type Sample, type Summary } from './score.ts';
import type { PastElection, Sources } from './sources.ts';
import { districtsOf, estimateAt, rawAt, type In, type Trial } from './trial.ts';

export const PARTS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9] as const;
/** Where bands and states are pooled. */
const MIDDLE = PARTS.slice(1);
export const RANDOM_ORDERS = 20;

/** One line of the record. */
export interface Row {
  readonly pair: string;
  readonly area: string;
  readonly order: Order | 'real';
  readonly type: ElectionType;
  /** Part of the districts in; `null`: 10 to 90 % together. */
  readonly part: number | null;
  readonly summary: Summary;
}

export interface NightRow {
  readonly pair: string;
  readonly area: string;
  readonly order: Order | 'real';
  readonly type: ElectionType;
  readonly nights: number;
  readonly flips: number;
  readonly rawFlips: number;
  /** Part of the nights in which the goal was decided before the last district, and when on the average. */
  readonly decided: number;
  readonly decidedAt: number;
}

export interface ClockRow {
  readonly at: string;
  readonly districts: number;
  readonly raw: number;
  readonly night: number;
  readonly truth: number;
}

const seedOf = (trial: Trial, run: number): number => run * 7919 + Number(trial.contest.area.code);

/** In the councils' and the region's nights all of the Riksdag is in. */
const assistOf = (trial: Trial): In['riksdag'] => (trial.contest.type === 'RD' ? null : 'all');

/** Every trial at a part of its count, in each order. */
export function samplesAt(
  trials: readonly Trial[],
  part: number,
  order: Order,
  runs = order === 'random' ? RANDOM_ORDERS : 1,
): readonly (Sample | null)[] {
  return trials.flatMap((trial) =>
    Array.from({ length: runs }, (_, run) => {
      const codes = ordered(trial, order, seedOf(trial, run));
      const own = new Set(codes.slice(0, countAt(codes.length, part)));
      return sampleAt(trial, { own, riksdag: assistOf(trial) });
    }),
  );
}

type Head = { readonly pair: string; readonly area: string; readonly order: Order };

/** Moments at parts of the count, each trial alike: one row a part, and one of them all. They stand alone: no latch. */
export function partRows(trials: readonly Trial[], head: Head, runs?: number): readonly Row[] {
  return ELECTION_TYPES.flatMap((type) => {
    const own = trials.filter(({ contest }) => contest.type === type);
    if (own.length === 0) return [];
    const samples = new Map(PARTS.map((part) => [part, samplesAt(own, part, head.order, runs)]));
    const row = (part: number | null, all: readonly (Sample | null)[]): Row => ({
      ...head,
      type,
      part,
      summary: { ...summaryOf(all), shownWrong: Number.NaN },
    });
    const pooled = MIDDLE.flatMap((part) => samples.get(part) ?? []);
    return [...PARTS.map((part) => row(part, samples.get(part) ?? [])), row(null, pooled)];
  });
}

/** Whole nights: every report counts alike, by the part of the count that it is nearest to. */
function nightRows(
  trials: readonly Trial[],
  head: Omit<Head, 'order'> & { readonly order: Row['order'] },
  play: (trial: Trial) => readonly PlayedNight[],
): { readonly rows: readonly Row[]; readonly nights: readonly NightRow[] } {
  const rows: Row[] = [];
  const nights: NightRow[] = [];
  for (const type of ELECTION_TYPES) {
    const played = trials.filter(({ contest }) => contest.type === type).flatMap(play);
    if (played.length === 0) continue;
    const moments = played.flatMap((night) => night.moments).filter(({ part }) => part < 1);
    for (const part of MIDDLE) {
      const near = moments.filter((moment) => nearest(moment.part) === part);
      if (near.length > 0)
        rows.push({ ...head, type, part, summary: summaryOf(near.map(({ sample }) => sample)) });
    }
    const middle = moments.filter(({ part }) => part >= 0.1 && part <= 0.9);
    rows.push({ ...head, type, part: null, summary: summaryOf(middle.map(({ sample }) => sample)) });
    nights.push({ ...head, type, ...flipsOf(played) });
  }
  return { rows, nights };
}

const nearest = (part: number): number =>
  MIDDLE.reduce((best, one) => (Math.abs(one - part) < Math.abs(best - part) ? one : best), MIDDLE[0] ?? 0);

function flipsOf(played: readonly PlayedNight[]) {
  const times = played.flatMap(({ decidedAt }) => (decidedAt === null || decidedAt === 1 ? [] : decidedAt));
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return {
    nights: played.length,
    flips: mean(played.map(({ flips }) => flips)),
    rawFlips: mean(played.map(({ rawFlips }) => rawFlips)),
    decided: times.length / played.length,
    decidedAt: mean(times),
  };
}

const inOrder =
  (order: Order, runs: number) =>
  (trial: Trial): readonly PlayedNight[] =>
    Array.from({ length: runs }, (_, run) =>
      playNight(trial, ordered(trial, order, seedOf(trial, run)), () => assistOf(trial)),
    );

/** Whole nights of any trials in one order. */
export const nightsOf = (trials: readonly Trial[], head: Head, runs: number) =>
  nightRows(trials, head, inOrder(head.order, runs));

/** The area's own nights: random orders, one municipality last, and the fixed ones. */
export function areaRows(election: PastElection, area: string) {
  const municipal = election.municipal.filter(({ contest }) => contest.area.code.startsWith(area));
  const of = (order: Order, runs: number) => [
    nightsOf(municipal, { pair: election.pair, area: 'municipal', order }, runs),
    nightsOf(election.county, { pair: election.pair, area: 'county', order }, runs),
  ];
  const parts = [
    ...of('random', RANDOM_ORDERS),
    ...FIXED_ORDERS.flatMap((order) => of(order, 1)),
    nightsOf(election.county, { pair: election.pair, area: 'county', order: 'oneLast' }, RANDOM_ORDERS),
  ];
  return { rows: parts.flatMap(({ rows }) => rows), nights: parts.flatMap(({ nights }) => nights) };
}

/** The real order of a night, as far as it is on record, with the Riksdag's reports between the others. */
export function realRows({ national, arrivals, area }: Sources) {
  const municipal = national.municipal.filter(({ contest }) => contest.area.code.startsWith(area));
  const play = (trial: Trial): readonly PlayedNight[] => [playReal(trial, arrivals)];
  const head = { pair: national.pair, order: 'real' } as const;
  const parts = [
    nightRows(municipal, { ...head, area: 'municipal' }, play),
    nightRows(national.county, { ...head, area: 'county' }, play),
  ];
  return { rows: parts.flatMap(({ rows }) => rows), nights: parts.flatMap(({ nights }) => nights) };
}

function playReal(trial: Trial, arrivals: readonly Arrival[]): PlayedNight {
  const all = new Set<string>(districtsOf(trial).map(({ district }) => district));
  const timed = (type: ElectionType) =>
    arrivals
      .filter((arrival) => arrival.type === type && all.has(arrival.district))
      .flatMap(({ district, minutes }) => (minutes === null ? [] : [{ district, minutes }]))
      .sort((a, b) => a.minutes - b.minutes);
  const own = timed(trial.contest.type);
  const riksdag = timed('RD');
  return playNight(
    trial,
    own.map(({ district }) => district),
    (reports) => {
      if (trial.contest.type === 'RD') return null;
      const now = own[reports - 1]?.minutes ?? 0;
      return new Set(riksdag.filter(({ minutes }) => minutes <= now).map(({ district }) => district));
    },
  );
}

/** A Riksdag night by the clock: the night's share, without the collection count. */
export function clockRows(
  { riksdag: { trial, order } }: Sources,
  times: readonly string[],
): readonly ClockRow[] {
  const truth = trial.night.own / trial.night.valid;
  return times.flatMap((at) => {
    const own = new Set(order.filter((report) => report.at <= at).map(({ district }) => district));
    const found = estimateAt(trial, { own, riksdag: null });
    const raw = rawAt(trial, own);
    return isEstimate(found)
      ? [{ at, districts: own.size, raw: raw.own / raw.valid, night: found.nightShare, truth }]
      : [];
  });
}
