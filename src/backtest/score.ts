/** How the projection did at moments of past nights, beside the raw share and the plain swing. */
import { gateShare, latched } from '../lib/election/projection/gate.ts';
import { isEstimate } from '../lib/election/projection/contest.ts';
import { Z80, Z95 } from '../lib/election/projection/parameters.ts';
import {
  shareBand,
  votesBand,
  type Band,
  type ContestEstimate,
} from '../lib/election/projection/projection.ts';
import type { TargetState } from '../lib/election/snapshot-shape.ts';
import { estimateAt, rawAt, type In, type Trial } from './trial.ts';

/** What was said at one moment, against how it ended. Shares are fractions. */
export interface Sample {
  /** Distance of the raw, the plain like-for-like and the assisted share of the night from how the night ended. */
  readonly raw: number;
  readonly swing: number;
  readonly assisted: number;
  /** Distance of the expected final share and votes from the final count. */
  readonly final: number;
  readonly votes: number;
  /** `null`: too little was in for a band. */
  readonly bands: {
    readonly share80: Hit;
    readonly share95: Hit;
    readonly votes80: Hit;
    readonly votes95: Hit;
  } | null;
  /** The goal of more than last time's share: by the gate, as it is shown after the latch, and by the raw share. */
  readonly state: TargetState;
  readonly shown: TargetState;
  readonly truth: 'reached' | 'missed';
  readonly rawRight: boolean;
}

export interface Hit {
  readonly width: number;
  readonly inside: boolean;
}

/** What was shown one report earlier, and what the gate said then. */
export type Earlier = Pick<Sample, 'state' | 'shown'> | null;

const statesOf = (state: TargetState, earlier: Earlier): Pick<Sample, 'state' | 'shown'> => ({
  state,
  shown: latched(earlier?.shown ?? null, earlier?.state ?? 'tooEarly', state),
});

/** Scores one moment; `null`: nothing is projected yet. */
export function sampleAt(trial: Trial, now: In, earlier: Earlier = null): Sample | null {
  const found = estimateAt(trial, now);
  if (!isEstimate(found)) return null;
  const plain = now.riksdag === null ? found : estimateAt(trial, { ...now, riksdag: null });
  const raw = rawAt(trial, now.own);
  const { final, night, before } = trial;
  const share = final.own / final.valid;
  const nightShare = night.own / night.valid;
  const goal = before.own / before.valid;
  const truth = final.own * before.valid > before.own * final.valid;
  return {
    raw: Math.abs(raw.own / raw.valid - nightShare),
    swing: isEstimate(plain) ? Math.abs(plain.nightShare - nightShare) : Number.NaN,
    assisted: Math.abs(found.nightShare - nightShare),
    final: Math.abs(found.share - share),
    votes: Math.abs(found.own - final.own),
    bands: found.enough ? bandsOf(found, share, final.own) : null,
    ...statesOf(gateShare(found, goal), earlier),
    truth: truth ? 'reached' : 'missed',
    rawRight: raw.own * before.valid > before.own * raw.valid === truth,
  };
}

function bandsOf(found: ContestEstimate, share: number, votes: number): Sample['bands'] {
  return {
    share80: hit(shareBand(found, Z80), share),
    share95: hit(shareBand(found, Z95), share),
    votes80: hit(votesBand(found, Z80), votes),
    votes95: hit(votesBand(found, Z95), votes),
  };
}

const hit = ([low, high]: Band, value: number): Hit => ({
  width: high - low,
  inside: value >= low && value <= high,
});

export const isDecided = (state: TargetState): state is 'reached' | 'missed' =>
  state === 'reached' || state === 'missed';

/** Means over many samples; parts are fractions of what they are parts of. */
export interface Summary {
  readonly samples: number;
  /** Moments without any estimate. */
  readonly none: number;
  readonly raw: number;
  readonly swing: number;
  readonly assisted: number;
  readonly final: number;
  readonly votes: number;
  /** Of all samples: how many had a band; of those: how many held the result. */
  readonly banded: number;
  readonly cover80: number;
  readonly cover95: number;
  readonly votesCover80: number;
  readonly votesCover95: number;
  readonly width80: number;
  readonly width95: number;
  /** Of all states. */
  readonly decided: number;
  readonly wrong: number;
  /** Of all states shown after the latch; where moments stand alone, there is none before. */
  readonly shownWrong: number;
  readonly leaning: number;
  /** Of the leaning ones. */
  readonly leaningWrong: number;
  readonly rawWrong: number;
}

export function summaryOf(all: readonly (Sample | null)[]): Summary {
  const samples = all.filter((sample) => sample !== null);
  const banded = samples.flatMap(({ bands }) => bands ?? []);
  const decided = samples.filter(({ state }) => isDecided(state));
  const leaning = samples.filter(({ state }) => state.startsWith('leaning'));
  const leansRight = ({ state, truth }: Sample) =>
    state === (truth === 'reached' ? 'leaningReached' : 'leaningMissed');
  return {
    samples: samples.length,
    none: all.length - samples.length,
    raw: mean(samples, ({ raw }) => raw),
    swing: mean(samples, ({ swing }) => swing),
    assisted: mean(samples, ({ assisted }) => assisted),
    final: mean(samples, ({ final }) => final),
    votes: mean(samples, ({ votes }) => votes),
    banded: banded.length / samples.length,
    cover80: mean(banded, ({ share80 }) => Number(share80.inside)),
    cover95: mean(banded, ({ share95 }) => Number(share95.inside)),
    votesCover80: mean(banded, ({ votes80 }) => Number(votes80.inside)),
    votesCover95: mean(banded, ({ votes95 }) => Number(votes95.inside)),
    width80: mean(banded, ({ share80 }) => share80.width),
    width95: mean(banded, ({ share95 }) => share95.width),
    decided: decided.length / samples.length,
    wrong: decided.filter(({ state, truth }) => state !== truth).length / samples.length,
    shownWrong: mean(samples, ({ shown, truth }) => Number(isDecided(shown) && shown !== truth)),
    leaning: leaning.length / samples.length,
    leaningWrong: mean(leaning, (sample) => Number(!leansRight(sample))),
    rawWrong: mean(samples, ({ rawRight }) => Number(!rawRight)),
  };
}

function mean<T>(items: readonly T[], value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return items.length > 0 ? total / items.length : Number.NaN;
}
