/** Wrong figures and their corrections, on small results made by hand: what is found, what is told, what turns back. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../src/lib/election/findings.ts';
import { takeIn, type Intake } from '../src/lib/election/intake.ts';
import { nothingKnown } from '../src/lib/election/known.ts';
import { contestId, type ElectionType, type MunicipalityResult } from '../src/lib/election/model.ts';
import { ok } from '../src/lib/election/parse/error.ts';
import { placeKey, type Plan } from '../src/lib/election/plan.ts';
import { countContests } from '../src/lib/election/snapshot.ts';
import {
  baseline,
  PLACE,
  plan as planOfOne,
  result,
  SHARE_AND_VOTES,
  type Sketch,
} from './support/results.ts';

/** A place that votes in two elections, five Riksdag seats for two parties. */
function twoElections(): Plan {
  const goal = SHARE_AND_VOTES.filter(({ kind }) => kind === 'share');
  const last = baseline({ '99010101': [50, 50], '99010102': [50, 50] });
  const one = planOfOne(last, []);
  const contest = (type: ElectionType) => ({
    id: contestId(type, '99'),
    type,
    area: { code: '99', name: 'Provlandet' },
    municipalities: [PLACE],
    seats: type === 'RD' ? { of: 5, constituencies: null } : null,
  });
  return {
    ...one,
    contests: [contest('RD'), contest('RF')],
    goals: goal.map((share) => ({ ...share, contest: contestId('RD', '99') }) as (typeof goal)[number]),
    baselines: new Map([[placeKey('RD', PLACE), last]]),
  };
}

describe('F1: the region’s figures entered as the Riksdag’s', () => {
  const plan = twoElections();
  const before = [50, 50] as const;
  const sketch = (code: string, now: readonly [number, number]): Sketch => ({ code, now, before });
  const file = (type: ElectionType, sketches: readonly Sketch[], hour: number): MunicipalityResult =>
    result(sketches, { type, count: 'final', publishedAt: `2030-09-${hour}T12:00:00+02:00` });
  const region = file('RF', [sketch('99010101', [60, 40]), sketch('99010102', [47, 53])], 10);
  const riksdag = (first: readonly [number, number], day: number) =>
    file('RD', [sketch('99010101', first), sketch('99010102', [52, 48])], day);
  const take = (
    step: Pick<Intake, 'known'>,
    history: Parameters<typeof takeIn>[3],
    ...files: MunicipalityResult[]
  ) =>
    takeIn(
      step.known,
      files.map((value, index) => ({ file: `${index}.xml`, result: ok(value) })),
      plan,
      history,
    );

  test('flagged; after the correction the flag, the seat and the goal turn back, told and dated', () => {
    const wrong = take({ known: nothingKnown }, new Map(), region, riksdag([60, 40], 11));
    // 112 of 200 where 100 of 200 was last time.
    expect(findingsOf(wrong.known, plan).map(({ id, held }) => [id, held])).toEqual([
      ['mixup/RD-RF/9901/99010101', true],
    ]);
    expect(seatsIn(wrong)).toEqual([3, 2]);
    const reached = wrong.events.find(({ kind }) => kind === 'target');
    expect(reached).toMatchObject({ to: 'reached', final: true });

    const history = new Map([['share', { state: 'reached', since: '2030-09-11', final: true }]] as const);
    const right = take(wrong, history, riksdag([40, 60], 13));
    expect(findingsOf(right.known, plan)).toEqual([]);
    expect(seatsIn(right)).toEqual([2, 3]);
    expect(right.events).toMatchObject([
      { kind: 'correction', districtName: 'Distrikt 99010101', before: { own: 60 }, after: { own: 40 } },
      {
        kind: 'seats',
        changes: [
          ['A', 3, 2],
          ['B', 2, 3],
        ],
      },
      { kind: 'finding', about: 'gone', finding: 'mixup/RD-RF/9901/99010101' },
      { kind: 'target', from: 'reached', to: 'missed', because: ['Distrikt 99010101'] },
    ]);
  });

  const seatsIn = ({ known }: Intake) => {
    const [riksdagContest] = countContests(known, plan);
    const seats = riksdagContest?.contest.seats?.parties ?? [];
    return ['A', 'B'].map((code) => seats.find((party) => party.code === code)?.seats);
  };
});

describe('a fall in votes', () => {
  const first: Sketch = { code: '99010101', now: [60, 140], before: [60, 140] };
  const second: Sketch = { code: '99010102', now: [50, 50], before: [50, 50] };
  const plan = planOfOne(baseline({ '99010101': [60, 140], '99010102': [50, 50] }));
  const take = (known: Intake['known'], sketches: readonly Sketch[], minute: number) =>
    takeIn(
      known,
      [
        {
          file: 'valnatt_9901K.xml',
          result: ok(result(sketches, { publishedAt: `2030-09-08T21:${minute}:00+02:00` })),
        },
      ],
      plan,
      new Map(),
    );
  const start = take(nothingKnown, [first, second], 10);
  const after = (now: readonly [number, number]) => take(start.known, [{ ...first, now }, second], 11);

  test('of 49 votes is the night’s routine, of 50 the desk is told', () => {
    expect(findingsOf(after([60, 91]).known, plan)).toEqual([]);
    const [fall] = findingsOf(after([60, 90]).known, plan);
    expect(fall).toMatchObject({
      id: 'fall/KF/9901/99010101',
      held: false,
      figures: { before: 200, after: 150, changes: [['B', -50]] },
    });
  });

  test('of one party counts too, with as many votes in all (F3)', () => {
    expect(findingsOf(after([0, 200]).known, plan)).toMatchObject([
      { figures: { before: 200, after: 200, changes: [['A', -60]] } },
    ]);
  });

  test('stands while nothing else comes, and is over with the next report of its district', () => {
    const fallen = after([60, 90]);
    const elsewhere = take(
      fallen.known,
      [
        { ...first, now: [60, 90] },
        { ...second, now: [51, 50] },
      ],
      12,
    );
    expect(findingsOf(elsewhere.known, plan)).toHaveLength(1);
    const again = take(
      elsewhere.known,
      [
        { ...first, now: [60, 139] },
        { ...second, now: [51, 50] },
      ],
      13,
    );
    expect(findingsOf(again.known, plan)).toEqual([]);
    expect(again.events.filter(({ kind }) => kind === 'finding')).toMatchObject([{ about: 'gone' }]);
  });

  test('of a district that is withdrawn, or no longer listed, keeps its name', () => {
    for (const rest of [[{ code: '99010101' }, second], [second]]) {
      expect(findingsOf(take(start.known, rest, 11).known, plan)).toMatchObject([
        { districtName: 'Distrikt 99010101', figures: { before: 200, after: null } },
      ]);
    }
  });

  test('that answers a finding is the correction that was waited for, and no new one', () => {
    const council = result([first, second]);
    const region = result([{ ...first, now: [100, 100] }, second], { type: 'RF' });
    const both = { ...plan, contests: [...plan.contests, ...twoElections().contests.slice(1)] };
    const takeBoth = (known: Intake['known'], ...files: MunicipalityResult[]) =>
      takeIn(
        known,
        files.map((value, index) => ({ file: `${index}.xml`, result: ok(value) })),
        both,
        new Map(),
      ).known;
    const mixed = takeBoth(nothingKnown, result([{ ...first, now: [100, 100] }, second]), region);
    expect(findingsOf(mixed, both).map(({ check }) => check)).toContain('mixup');
    expect(findingsOf(takeBoth(mixed, council), both).map(({ id }) => id)).toEqual([
      'mixup/KF-RF/9901/99010102',
    ]);
  });
});
