import { describe, expect, test } from 'vitest';
import {
  bandOf,
  goalNights,
  goalSentence,
  isBare,
  leadSentence,
  measure,
  stateAt,
  type GoalNight,
} from './goal-nights.ts';
import type { CurvePoint } from './election/curve.ts';
import type { Contest, Snapshot, Target } from './election/snapshot-shape.ts';
import type { NightStates } from './night-states.ts';

const EVENING = '2030-09-08T21:00:00+02:00';
const at = (clock: string): string => `2030-09-08T${clock}:00+02:00`;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const goal: GoalNight = {
  target: 'a',
  label: 'Bättre resultat',
  kind: 'share',
  goal: 0.4,
  points: [],
  segments: [
    { state: 'tooEarly', from: at('20:40'), to: at('21:32') },
    { state: 'missed', from: at('21:32'), to: at('23:50') },
  ],
  call: { state: 'missed', from: at('21:32'), to: at('23:50') },
  wrong: false,
  allIn: at('23:17'),
  final: { state: 'missed', at: '2030-09-20T10:00:00+02:00' },
  truth: 0.336,
};
const sentence = (more: Partial<GoalNight>, over = true): string =>
  plain(goalSentence({ ...goal, ...more }, over, EVENING));

describe('What a goal’s night says in a sentence', () => {
  test('the first answer, how long before the last district, and whether it held', () => {
    expect(sentence({})).toBe('Inte nått 21.32, 1 tim 45 min före det sista valdistriktet, och det höll');
    expect(sentence({ wrong: true, final: { state: 'reached', at: at('23:59') } })).toBe(
      'Inte nått 21.32, 1 tim 45 min före det sista valdistriktet, men det höll inte: slutligt nått',
    );
    expect(sentence({ final: null, truth: null, allIn: null })).toBe(
      'Inte nått 21.32; facit finns inte ännu',
    );
    expect(sentence({ allIn: at('21:20') })).toBe(
      'Inte nått 21.32, 12 min efter det sista valdistriktet, och det höll',
    );
    expect(sentence({ allIn: at('21:32') })).toBe(
      'Inte nått 21.32, med det sista valdistriktet, och det höll',
    );
  });

  test('nothing pointed and nothing said is nothing to draw', () => {
    const early = { state: 'tooEarly', from: at('20:40'), to: at('23:50') } as const;
    const point = { time: 0, value: 0.4, band95: [0.3, 0.5], band80: null, counted: 1, of: 2 } as const;
    expect(isBare({ points: [], segments: [early] })).toBe(true);
    expect(isBare({ points: [point], segments: [early] })).toBe(false);
    expect(isBare(goal)).toBe(false);
  });

  test('no answer in the night', () => {
    expect(sentence({ call: null })).toBe('Avgjordes inte under natten; slutligt inte nått fre 20 sep 10.00');
    expect(sentence({ call: null, final: null })).toBe(
      'Avgjordes inte under natten, och facit finns inte ännu',
    );
    expect(sentence({ call: null, final: null }, false)).toBe('Inte avgjort ännu');
  });

  test('the page tells of the first goal that was answered and held', () => {
    const wrong = { ...goal, label: 'Fel besked', wrong: true };
    expect(plain(leadSentence([{ ...goal, call: null }, wrong, goal]) ?? '')).toBe(
      'Bättre resultat var avgjort 21.32, 1 tim 45 min före det sista valdistriktet: inte nått.',
    );
    expect(leadSentence([{ ...goal, call: null }, wrong])).toBeNull();
  });

  test('shares and votes in their own measure', () => {
    expect(plain(measure({ kind: 'share' }, 0.3978))).toBe('39,78 %');
    expect(plain(measure({ kind: 'votes' }, 35051))).toBe('35 051 röster');
    expect(plain(bandOf({ kind: 'share' }, [0.332, 0.337]))).toBe('33,2–33,7 %');
    expect(plain(bandOf({ kind: 'votes' }, [28100.4, 28900]))).toBe('28 100–28 900 röster');
  });

  test('what was said at a moment', () => {
    expect(stateAt(goal, Date.parse(at('21:31')))).toBe('tooEarly');
    expect(stateAt(goal, Date.parse(at('21:32')))).toBe('missed');
    expect(stateAt(goal, Date.parse(at('20:00')))).toBe('tooEarly');
  });
});

describe('The goals of a night', () => {
  const point = (clock: string, counted: number, share: number | null): CurvePoint => ({
    revision: counted,
    at: at(clock),
    stage: 'night',
    counted,
    of: 3,
    collection: 0,
    own: 0,
    valid: 0,
    compared: null,
    projection:
      share === null
        ? null
        : {
            share,
            band80: [share - 0.01, share + 0.01],
            band95: [share - 0.02, share + 0.02],
            votes: 1000 * share,
            votes95: [1000 * share - 20, 1000 * share + 20],
            onlyRecount: false,
          },
  });
  const night = {
    points: [point('20:50', 1, null), point('21:30', 2, 0.3), point('22:10', 3, 0.31)],
    marks: [],
  };
  const contest = (stage: Contest['stage']) =>
    ({ id: 'RD-1', stage, own: { votes: 320, share: 0.32 } }) as unknown as Contest;
  const target = (id: string, kind: Target['kind'], value: number | null) =>
    ({ id, kind, label: id, contest: 'RD-1', goal: value }) as unknown as Target;
  const targets = [
    target('share', 'share', 0.4),
    target('votes', 'votes', 400),
    target('none', 'share', null),
  ];
  const row = (id: string) => ({
    target: id,
    label: id,
    segments: goal.segments,
    decided: goal.call,
    later: [],
    final: null,
    wrong: false,
  });
  const states: NightStates = {
    from: at('20:40'),
    to: at('23:50'),
    over: true,
    rows: targets.map(({ id }) => row(id)),
    changes: [],
  };
  const of = (stage: Contest['stage']) =>
    goalNights(
      { targets, contests: [contest(stage)] } as unknown as Snapshot,
      states,
      new Map([['RD-1', night]]),
    );

  test('have where the count pointed in their own measure, and when all was in', () => {
    const [share, votes, ...more] = of('night');
    expect(more).toEqual([]);
    expect(share?.points.map(({ value, counted }) => [value, counted])).toEqual([
      [0.3, 2],
      [0.31, 3],
    ]);
    expect(votes?.points.map(({ value, band80 }) => [value, band80])).toEqual([
      [300, null],
      [310, null],
    ]);
    expect([share?.allIn, share?.call?.from]).toEqual([at('22:10'), at('21:32')]);
  });

  test('know what was true only when the count is final', () => {
    expect(of('night').map(({ truth }) => truth)).toEqual([null, null]);
    expect(of('final').map(({ truth }) => truth)).toEqual([0.32, 320]);
  });
});
