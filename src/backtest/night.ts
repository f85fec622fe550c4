/** A past night played report by report, as the board would have shown it. */
import { sampleAt, isDecided, type Sample } from './score.ts';
import { districtsOf, rawAt, type In, type Trial } from './trial.ts';

/** A whole night of one goal. */
export interface PlayedNight {
  /** After each report: how many of how many were in, and what was said. */
  readonly moments: readonly { readonly part: number; readonly sample: Sample | null }[];
  /** How often a decided state was taken back or turned, and how often the raw share changed sides. */
  readonly flips: number;
  readonly rawFlips: number;
  /** Part of the districts in when the goal was decided for good; `null`: it never was. */
  readonly decidedAt: number | null;
}

/** Plays a night, or what is on record of it; `riksdagAt` says which Riksdag districts are in after so many of the trial's own reports. */
export function playNight(
  trial: Trial,
  order: readonly string[],
  riksdagAt: (reports: number) => In['riksdag'],
): PlayedNight {
  const own = new Set<string>();
  const of = districtsOf(trial).length;
  const moments: { part: number; sample: Sample | null }[] = [];
  const raws: boolean[] = [];
  let earlier: Sample | null = null;
  for (const district of order) {
    own.add(district);
    const sample = sampleAt(trial, { own, riksdag: riksdagAt(own.size) }, earlier);
    const raw = rawAt(trial, own);
    raws.push(raw.own * trial.before.valid > trial.before.own * raw.valid);
    moments.push({ part: own.size / of, sample });
    earlier = sample;
  }
  return {
    moments,
    flips: flipsOf(moments.map(({ sample }) => sample?.shown ?? 'tooEarly')),
    rawFlips: raws.filter((above, at) => at > 0 && above !== raws[at - 1]).length,
    decidedAt: decidedAt(moments),
  };
}

const flipsOf = (states: readonly Sample['shown'][]): number =>
  states.filter((state, at) => {
    const earlier = states[at - 1];
    return earlier !== undefined && isDecided(earlier) && state !== earlier;
  }).length;

function decidedAt(moments: PlayedNight['moments']): number | null {
  const last = moments.findLastIndex(({ sample }) => !sample || !isDecided(sample.shown));
  return moments[last + 1]?.part ?? null;
}
