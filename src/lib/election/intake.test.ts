import { describe, expect, test } from 'vitest';
import { baseline, knownOf, plan, result, type Sketch } from '../../../tests/support/results.ts';
import { nothingKnown, type Known } from './known.ts';
import type { MunicipalityResult } from './model.ts';
import { fail, ok } from './parse/error.ts';
import { takeIn, type Reading } from './intake.ts';
import { countContests } from './snapshot.ts';

const programme = plan(baseline({ '99010101': [40, 60], '99010102': [30, 70] }));
const reading = (value: MunicipalityResult, file = 'valnatt_9901K.xml'): Reading => ({
  file,
  result: ok(value),
});
const take = (known: Known, ...readings: readonly Reading[]) => takeIn(known, readings, programme, new Map());

const first: Sketch = { code: '99010101', now: [50, 50], before: [40, 60] };
const open: Sketch = { code: '99010102' };
const later = { publishedAt: '2030-09-08T21:10:00+02:00' };

describe('taking in a file', () => {
  test('tells of a district counted for the first time, with the same district last time', () => {
    const intake = take(nothingKnown, reading(result([first, open])));
    expect(intake.events).toMatchObject([
      { kind: 'report', district: '99010101', own: 50, valid: 100, before: { own: 40, valid: 100 } },
    ]);
    expect(intake.reports).toHaveLength(2);
    expect(intake.changed).toBe(true);
  });

  test('the same file again changes nothing', () => {
    const known = knownOf(result([first, open]));
    expect(take(known, reading(result([first, open])))).toMatchObject({
      changed: false,
      reports: [],
      events: [],
    });
  });

  test('a re-report with only a new time is stored and not told (F5)', () => {
    const known = knownOf(result([first]));
    const intake = take(known, reading(result([{ ...first, at: '2030-09-08T21:09:00+02:00' }], later)));
    expect(intake.reports).toHaveLength(1);
    expect(intake.events).toEqual([]);
  });

  test('a re-report with only other invalid ballots is stored and not told (F5: Svansjö)', () => {
    const known = knownOf(result([{ ...first, invalid: 9 }]));
    const intake = take(known, reading(result([{ ...first, invalid: 1 }], later)));
    expect(intake.reports).toMatchObject([{ votes: { invalid: 1, cast: 101 } }]);
    expect(intake.events).toEqual([]);
  });

  test('a file with the same bytes as one refused before is refused again, and not told again', () => {
    const { verdicts, events } = take(nothingKnown, {
      file: 'valnatt_9901K.xml',
      result: fail({
        kind: 'negative',
        file: 'valnatt_9901K.xml',
        place: 'x',
        found: '-1',
        expected: '>= 0',
      }),
      toldBefore: true,
    });
    expect(verdicts).toMatchObject([{ outcome: 'refused', error: { kind: 'negative' } }]);
    expect(events).toEqual([]);
  });

  test('a correction downward is told party by party', () => {
    const known = knownOf(result([first]));
    const intake = take(known, reading(result([{ ...first, now: [46, 54] }], later)));
    expect(intake.events).toMatchObject([
      {
        kind: 'correction',
        before: { own: 50, valid: 100 },
        after: { own: 46, valid: 100 },
        changes: [
          ['A', -4],
          ['B', 4],
        ],
      },
    ]);
  });

  test('a district that was counted and is no longer is told as withdrawn', () => {
    const known = knownOf(result([first, open]));
    const intake = take(known, reading(result([{ code: '99010101' }, open], later)));
    expect(intake.events).toMatchObject([
      { kind: 'correction', after: null },
      { kind: 'finding', about: 'found', figures: { check: 'fall', before: 100, after: null } },
    ]);
  });

  test('a district that the file no longer lists is removed (F20)', () => {
    const known = knownOf(result([first, open]));
    const intake = take(known, reading(result([first], later)));
    expect(intake.removed).toMatchObject([{ district: '99010102' }]);
    expect(intake.known.reports.size).toBe(1);
  });

  test('an older export than the one held is refused with both times', () => {
    const known = knownOf(result([first], later));
    const intake = take(known, reading(result([open])));
    expect(intake.changed).toBe(false);
    expect(intake.verdicts).toMatchObject([{ outcome: 'refused', error: { kind: 'olderState' } }]);
    expect(intake.events).toMatchObject([
      { kind: 'notice', notice: { about: 'refused', error: { kind: 'olderState' } } },
    ]);
  });

  test('a faulty neighbour is refused and stops nothing (F26)', () => {
    const bad: Reading = {
      file: 'valnatt_9902K.xml',
      result: fail({
        kind: 'negative',
        file: 'valnatt_9902K.xml',
        place: 'x',
        found: '-1',
        expected: '>= 0',
      }),
    };
    const intake = take(nothingKnown, bad, reading(result([first])));
    expect(intake.verdicts.map(({ outcome }) => outcome)).toEqual(['accepted', 'refused']);
    expect(intake.known.reports.size).toBe(1);
  });

  test('the order of the files changes nothing', () => {
    const night = reading(result([first, open]));
    const region = reading(result([first], { type: 'RF' }), 'valnatt_9901L.xml');
    expect(take(nothingKnown, night, region)).toEqual(take(nothingKnown, region, night));
  });

  test('the first final file is one event for the municipality, and its counts stand before the night’s', () => {
    const known = knownOf(result([first, open]));
    const final = result(
      [
        { ...first, now: [48, 52] },
        { ...open, now: [10, 20], before: [12, 28] },
      ],
      { count: 'final', ...later },
    );
    const intake = take(known, reading(final, 'slutresultat_9901K.xml'));
    expect(intake.events).toMatchObject([
      { kind: 'final', own: 58, valid: 130 },
      { kind: 'target', target: 'share', to: 'reached', final: true },
      { kind: 'target', target: 'votes', to: 'missed', final: true },
    ]);
  });

  test('a stated total that lies is a notice, and the districts’ sum stands (F9, F18, F19)', () => {
    const lying: MunicipalityResult = {
      ...result([first, open]),
      stated: [
        {
          area: '9901',
          level: 'municipality',
          valid: 100,
          cast: 800,
          eligible: 2000,
          counted: 2,
          of: 2,
          parties: [['A' as never, 50]],
        },
      ],
    };
    const intake = take(nothingKnown, reading(lying));
    expect(intake.changed).toBe(true);
    expect(intake.events.filter(({ kind }) => kind === 'notice')).toMatchObject([
      { notice: { about: 'totals', field: 'cast', stated: 800, summed: 100 } },
      { notice: { about: 'totals', field: 'counted', stated: 2, summed: 1 } },
    ]);
  });

  test('a goal that is reached and then not is told both ways (F1, F22)', () => {
    const rest: Sketch = { code: '99010102', now: [80, 20], before: [30, 70], eligible: 100 };
    const reached = takeIn(
      nothingKnown,
      [reading(result([{ ...first, eligible: 100 }, rest]))],
      programme,
      new Map(),
    );
    expect(reached.events.filter(({ kind }) => kind === 'target')).toMatchObject([
      { target: 'share', to: 'reached' },
      { target: 'votes', to: 'reached' },
    ]);
    const history = new Map(
      reached.events.flatMap((event) =>
        event.kind === 'target'
          ? [[event.target, { state: event.to, since: 'x', final: event.final }] as const]
          : [],
      ),
    );
    const corrected = result(
      [
        { ...first, eligible: 100 },
        { ...rest, now: [8, 92] },
      ],
      later,
    );
    const turned = takeIn(reached.known, [reading(corrected)], programme, history);
    expect(turned.events.filter(({ kind }) => kind === 'target')).toMatchObject([
      { target: 'share', from: 'reached', to: 'missed' },
      { target: 'votes', from: 'reached', to: 'missed' },
    ]);
  });
});

describe('a final file that is not all counted (a re-count under way, or a broken export)', () => {
  const night = result([first, { ...open, now: [10, 20], before: [30, 70] }]);
  const part = result([{ ...first, now: [48, 52] }, open], { count: 'final', ...later });

  test('does not replace the night’s count, settles nothing, and is told', () => {
    const intake = take(knownOf(night), reading(part, 'slutresultat_9901K.xml'));
    expect(intake.events).toMatchObject([
      { kind: 'notice', notice: { about: 'incompleteFinal', counted: 1, of: 2 } },
    ]);
    const [counted] = countContests(intake.known, programme);
    expect(counted?.contest).toMatchObject({ stage: 'night', valid: 130, own: { votes: 60 } });
    expect(counted?.standing).toMatchObject({ final: false });
  });

  test('gives way to the whole final count, which is told once', () => {
    const known = take(knownOf(night), reading(part, 'slutresultat_9901K.xml')).known;
    const whole = result(
      [
        { ...first, now: [48, 52] },
        { ...open, now: [11, 20], before: [30, 70] },
      ],
      {
        count: 'final',
        publishedAt: '2030-09-08T21:20:00+02:00',
      },
    );
    const intake = take(known, reading(whole, 'slutresultat_9901K.xml'));
    expect(intake.events[0]).toMatchObject({ kind: 'final', own: 59, valid: 131 });
    expect(countContests(intake.known, programme)[0]?.contest.stage).toBe('final');
  });
});

test('a goal settled on the night is told again when the answer has become final', () => {
  const small: Sketch = { code: '99010102', now: [80, 20], before: [30, 70], eligible: 100 };
  const night = takeIn(
    nothingKnown,
    [reading(result([{ ...first, eligible: 100 }, small]))],
    programme,
    new Map(),
  );
  const history = new Map(
    night.events.flatMap((event) =>
      event.kind === 'target'
        ? [[event.target, { state: event.to, since: 'x', final: event.final }] as const]
        : [],
    ),
  );
  const final = result([{ ...first, eligible: 100 }, small], { count: 'final', ...later });
  const told = takeIn(night.known, [reading(final, 'slutresultat_9901K.xml')], programme, history);
  expect(told.events.filter(({ kind }) => kind === 'target')).toMatchObject([
    { target: 'share', from: 'reached', to: 'reached', final: true },
    { target: 'votes', from: 'reached', to: 'reached', final: true },
  ]);
});
