/** Orders in which a past night's districts may come. */
import type { Report } from '../lib/election/model.ts';
import { isCounted, votesOf } from '../lib/election/tally.ts';
import { districtsOf, type Trial } from './trial.ts';

/** The same sequence of numbers between 0 and 1 for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

export type Order = 'random' | 'smallFirst' | 'weakFirst' | 'strongFirst' | 'oneLast';
export const FIXED_ORDERS = ['smallFirst', 'weakFirst', 'strongFirst'] as const;

/** District codes in the order asked for; `seed` tells random orders and last municipalities apart. */
export function ordered(trial: Trial, order: Order, seed: number): readonly string[] {
  const districts = districtsOf(trial);
  const codes = (list: readonly Report[]) => list.map(({ district }) => district);
  const by = (value: (report: Report) => number) =>
    codes([...districts].sort((a, b) => value(a) - value(b) || (a.district < b.district ? -1 : 1)));
  const share = (report: Report) =>
    isCounted(report) ? votesOf(report.votes.parties, trial.plan.party.code) / (report.votes.valid || 1) : 0;
  if (order === 'smallFirst') return by(({ eligible }) => eligible ?? 0);
  if (order === 'weakFirst') return by(share);
  if (order === 'strongFirst') return by((report) => -share(report));
  const mixed = shuffled(districts, seeded(seed));
  if (order === 'random') return codes(mixed);
  const last = trial.places[seed % trial.places.length]?.municipality;
  return codes([
    ...mixed.filter(({ municipality }) => municipality !== last),
    ...mixed.filter(({ municipality }) => municipality === last),
  ]);
}

/** How many of so many districts are in at a part of the count: at least one. */
export const countAt = (of: number, part: number): number => Math.max(1, Math.round(of * part));
