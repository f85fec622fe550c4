/** Laws of every press text: its figures follow from the snapshot's integers, and no part stands beside a whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contest, Snapshot, Target } from '../src/lib/election/snapshot-shape.ts';
import { eveningOf } from '../src/lib/format.ts';
import { bareValue } from '../src/lib/press/bare.ts';
import type { Figure } from '../src/lib/press/figure.ts';
import { figuresOf } from '../src/lib/press/figures.ts';
import { groundWords } from '../src/lib/press/ground.ts';
import { lengthsOf, sentence, type Decimals } from '../src/lib/press/sentence.ts';
import { creditOf } from '../src/lib/words.ts';
import { contest, need, NIGHT, projected, snapshot, target } from './support/press-samples.ts';

// ———— Snapshots: integers first, everything else from them.

const count = (max: number, min = 0) => fc.integer({ min, max });
const fraction = (max: number) =>
  count(max, 1).chain((valid) => count(valid).map((own) => ({ own, valid }) as const));

const stages = fc.constantFrom('night', 'wednesday', 'final', 'finalWhole');
const ids = fc.constantFrom('KF-2326', 'RD-23', 'RF-23');

const parts = fc.record({
  id: ids,
  stage: stages,
  own: count(40_000),
  others: fc.record({ C: count(40_000), M: count(40_000), KD: count(9) }),
  other: count(500),
  /** The compared part of what is counted. */
  part: fraction(70_000),
  before: fraction(70_000),
  baseline: fraction(90_000),
  districts: count(82),
  of: count(82, 1),
  compared: count(82, 1),
  collection: count(8),
  heldBack: count(3),
  seats: fc.record({ of: count(61, 1), own: count(61), official: fc.boolean(), lot: fc.boolean() }),
  turnout: fraction(100_000),
});

const needs = fc.record({
  votesOfRest: fc.integer({ min: -500, max: 9000 }),
  rest: fc.option(count(9000)),
  by: fc.constantFrom('expected', 'lastTime'),
  restBefore: fc.option(fraction(9000)),
  settled: fc.constantFrom(null, null, 'reached', 'missed'),
});

const goals = fc.record({
  state: fc.constantFrom('reached', 'missed', 'leaningReached', 'leaningMissed', 'tooEarly'),
  needs,
  votes: count(50_000, 1),
  projection: fc.option(fc.tuple(fraction(1000), fraction(1000), fraction(1000), fc.boolean(), fc.boolean())),
});

type Of<Made> = Made extends fc.Arbitrary<infer Value> ? Value : never;
type Parts = Of<typeof parts>;
type Goals = Of<typeof goals>;

function contestOf(made: Parts, { projection }: Goals): Contest {
  const { own, others, part, before, baseline, seats, districts, of, collection, turnout } = made;
  const isWhole = made.stage === 'finalWhole';
  const valid = own + others.C + others.M + others.KD + made.other;
  const whole = isWhole && valid > 0;
  const compared = whole
    ? ([
        [own, valid],
        [baseline.own, baseline.valid],
      ] as const)
    : ([
        [part.own, part.valid],
        [before.own, before.valid],
      ] as const);
  return {
    ...contest({
      id: made.id,
      stage: made.stage === 'finalWhole' ? 'final' : made.stage,
      votes: { S: own, ...others },
      other: made.other,
      counted: [Math.min(districts, of), of, collection, 8],
      compared: [...compared, made.compared, collection],
      baseline: [baseline.own, baseline.valid],
      heldBack: made.heldBack,
      cast: turnout.own,
      eligible: turnout.valid,
      seats: {
        of: seats.of,
        majority: Math.floor(seats.of / 2) + 1,
        official: seats.official,
        parties: [{ code: 'S', seats: Math.min(seats.own, seats.of) }],
        lot: seats.lot ? ['S', 'C'] : null,
      },
    }),
    projection: projection
      ? projected({
          share: projection[0].own / projection[0].valid,
          band80: [projection[1].own / projection[1].valid, projection[2].own / projection[2].valid],
          collectionOut: projection[3],
          onlyRecount: projection[4],
        })
      : { unavailable: 'tooFew' },
  };
}

function targetsOf(shown: Contest, { baseline }: Parts, { state, needs: needed, votes }: Goals): Target[] {
  const { votesOfRest, rest, by, restBefore, settled } = needed;
  const common = {
    contest: shown.id,
    state,
    final: shown.stage === 'final',
    needed: need({
      votesOfRest,
      restVotes: rest,
      restBy: by,
      shareOfRest: rest ? votesOfRest / rest : null,
      restShareBefore: restBefore && restBefore.own / restBefore.valid,
      settled,
    }),
  } as const;
  const { own, valid } = { own: shown.own.votes, valid: shown.valid };
  const goal = baseline.own / baseline.valid;
  return [
    target({
      id: 's',
      kind: 'share',
      label: 'Andel',
      ...common,
      goal,
      value: own / valid,
      gap: own / valid - goal,
    }),
    target({ id: 'v', kind: 'votes', label: 'Röster', ...common, goal: votes, value: own, gap: own - votes }),
  ];
}

const made = fc.tuple(parts, goals).map(([one, aims]) => {
  const shown = contestOf(one, aims);
  const shownSnapshot = snapshot([shown], targetsOf(shown, one, aims));
  return { one, aims, shown, snapshot: shownSnapshot };
});
type Made = Of<typeof made>;

// ———— Reckoning of our own: integers, half up, Swedish digits.

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
const whole = (value: number): string => grouped(String(Math.abs(value)));
/** n/d in percent, half up. */
function percent(n: bigint, d: bigint, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const units = (200n * scale * n + d) / (2n * d);
  return `${grouped(String(units / scale))},${String(units % scale).padStart(decimals, '0')}`;
}
const big = ({ own, valid }: { own: number; valid: number }) => [BigInt(own), BigInt(valid)] as const;

/** The compared places now and then. */
function comparedIn({ likeForLike }: Contest) {
  if (!likeForLike) throw new Error('every sample compares');
  const { own, valid, ownBefore, validBefore } = likeForLike;
  return { now: { own, valid }, then: { own: ownBefore, valid: validBefore }, likeForLike };
}

/** Every figure that may stand in a text of this snapshot. */
const allowed = (sample: Made, decimals: Decimals): Set<string> =>
  new Set([
    ...['2014', '0,1', '0,0001'],
    ...countsOf(sample).map(whole),
    ...exactOf(sample).map((each) => percent(...big(each), decimals)),
    // One decimal always: what a rest must give, and estimates.
    ...roughOf(sample).map((each) => percent(...big(each), 1)),
    ...closeOf(sample, decimals),
  ]);

function countsOf({ one, aims, shown }: Made): readonly number[] {
  const { now, then, likeForLike } = comparedIn(shown);
  const own = shown.own.votes;
  const { counted, seats } = shown;
  return [
    ...shown.parties.flatMap(({ votes }) => [votes, votes - own]),
    ...[now.own, then.own, now.own - then.own, likeForLike.districts, likeForLike.collection],
    ...[aims.votes, own - aims.votes, aims.needs.votesOfRest, aims.needs.rest ?? 0],
    ...[counted.districts, counted.of, counted.collection, counted.collectionOf, one.heldBack],
    ...(seats ? [seats.of, seats.majority, ...seats.parties.map((party) => party.seats)] : []),
    ...[one.turnout.own, one.turnout.valid],
  ];
}

const exactOf = ({ one, shown }: Made) => [
  ...shown.parties.map(({ votes }) => ({ own: votes, valid: shown.valid })),
  ...[comparedIn(shown).now, comparedIn(shown).then, one.turnout],
];

function roughOf({ aims: { needs: needed, projection } }: Made) {
  const { rest, votesOfRest, restBefore } = needed;
  return [
    ...(rest && votesOfRest > 0 ? [{ own: votesOfRest, valid: rest }] : []),
    ...(restBefore ? [restBefore] : []),
    ...(projection ? [projection[0], projection[1], projection[2]] : []),
  ];
}

/** What gets decimals until it shows: the difference, and a final share beside its goal. */
function closeOf({ shown }: Made, decimals: Decimals): readonly string[] {
  const { now, then } = comparedIn(shown);
  const [a, b, c, d] = [...big(now), ...big(then)];
  const difference = a * d - c * b;
  const own = { own: shown.own.votes, valid: shown.valid };
  return [1, 2, 3, 4]
    .filter((more) => more >= decimals)
    .flatMap((more) => [
      percent(difference < 0n ? -difference : difference, b * d, more),
      ...(shown.stage === 'final' ? [percent(...big(own), more)] : []),
    ]);
}

/** The goal is the whole election of last time: stated with two decimals or more. */
const goalTexts = ({ one }: Made): string[] => [2, 3, 4].map((more) => percent(...big(one.baseline), more));

const NUMBER = /\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|\d+(?:,\d+)?/g;
/** Clock and calendar, which are no figures of the count. */
const TIMES = /kl\. \d\d\.\d\d|den \d+ \w+ \d{4}/g;

const textsOf = (figure: Figure, decimals: Decimals): string[] => [
  bareValue(figure, decimals),
  ...lengthsOf(figure).map((length) => sentence(figure, length, decimals) ?? ''),
];
const EVENING = eveningOf(NIGHT.electionDate);
const groundOf = (figure: Figure): string =>
  groundWords(figure, { evening: EVENING, lostSince: null, credit: creditOf({}) });

const eachText = (shown: Snapshot, decimals: Decimals) =>
  figuresOf(shown).flatMap((figure) =>
    [...textsOf(figure, decimals), groundOf(figure)].map((text) => ({ id: figure.id, text })),
  );

describe('every text of any snapshot', () => {
  test('has only figures that follow from the snapshot’s integers', () => {
    fc.assert(
      fc.property(made, fc.constantFrom(1 as const, 2 as const), (sample, decimals) => {
        fc.pre(sample.shown.valid > 0);
        const numbers = allowed(sample, decimals);
        for (const goal of goalTexts(sample)) numbers.add(goal);
        for (const { id, text } of eachText(sample.snapshot, decimals)) {
          const found = text.replaceAll(TIMES, '').match(NUMBER) ?? [];
          const strange = found.filter((number) => !numbers.has(number));
          expect(strange, `${id}: ${text}`).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('never sets a part of the count beside last time’s whole: that stands as the goal alone', () => {
    fc.assert(
      fc.property(made, fc.constantFrom(1 as const, 2 as const), (sample, decimals) => {
        const { one, shown } = sample;
        fc.pre(shown.valid > 0 && one.stage !== 'finalWhole');
        const others = allowed(sample, decimals);
        const wholes = [
          percent(...big(one.baseline), decimals),
          ...goalTexts(sample),
          whole(one.baseline.own),
        ]
          // Told apart from every figure that may stand there of its own right.
          .filter((text) => !others.has(text) && text.length > 2);
        for (const { id, text } of eachText(sample.snapshot, decimals)) {
          const besideGoals = text.replaceAll(/mer än \d+,\d+/g, '');
          const found: string[] = besideGoals.match(NUMBER) ?? [];
          expect(
            wholes.filter((each) => found.includes(each)),
            `${id}: ${text}`,
          ).toEqual([]);
          // And the words for it are never those of a whole comparison.
          if (/mer än 2014|mindre än 2014|jämfört med 2014|fler än 2014|färre än 2014/.test(text))
            expect.fail(`${id}: ${text}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('has no brace, no gap, no word for a value that is missing', () => {
    fc.assert(
      fc.property(made, (sample) => {
        for (const { id, text } of eachText(sample.snapshot, 2))
          expect(text, id).not.toMatch(/[{}]|\s\s|^\s|\s$|undefined|null|NaN|Infinity|–\s*$/);
      }),
      { numRuns: 200 },
    );
  });
});
