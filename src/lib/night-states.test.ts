import { expect, test } from 'vitest';
import type { ElectionEvent, StoredEvent } from './election/event.ts';
import type { TargetState } from './election/snapshot-shape.ts';
import { eveningOf } from './format.ts';
import { nightAnswer, nightStates, nightTitle, type NightStates, type StateRow } from './night-states.ts';

const DATE = '2030-09-08';
const EVENING = eveningOf(DATE);
const night = (clock: string): string => `${DATE}T${clock}:00+02:00`;
const WEDNESDAY = '2030-09-11T16:12:00+02:00';
const FINAL = '2030-09-23T08:30:00+02:00';

const goal = (id: string, kind: 'share' | 'votes' | 'governing' = 'share') => ({
  id,
  kind,
  label: `Mål ${id}`,
});
const report = (at: string) => ({ at, event: { kind: 'report' } as ElectionEvent });
const said = (
  at: string,
  id: string,
  [from, to]: readonly [TargetState | null, TargetState],
  final = false,
) => ({
  at,
  event: { kind: 'target', contest: null, target: id, label: `Mål ${id}`, from, to, final } as const,
});
const stored = (list: readonly { at: string; event: ElectionEvent }[]): readonly StoredEvent[] =>
  list.map((each, index) => ({ id: index + 1, revision: index + 1, ...each }));

function statesOf(list: Parameters<typeof stored>[0], goals = [goal('a')]): NightStates {
  const states = nightStates(stored(list), goals, DATE);
  if (!states) throw new Error('no night');
  return states;
}
const onlyRow = ({ rows }: NightStates): StateRow => {
  const [row] = rows;
  if (!row) throw new Error('no row');
  return row;
};

const DECIDED = [
  report(night('20:44')),
  said(night('21:31'), 'a', [null, 'leaningMissed']),
  said(night('21:32'), 'a', ['leaningMissed', 'missed']),
  report('2030-09-09T00:40:00+02:00'),
];

test('a row runs from the first report to the last event of the night, past midnight', () => {
  const states = statesOf(DECIDED);
  expect([states.from, states.to, states.over]).toEqual([night('20:44'), '2030-09-09T00:40:00+02:00', false]);
  expect(onlyRow(states).segments).toEqual([
    { state: 'tooEarly', from: night('20:44'), to: night('21:31') },
    { state: 'leaningMissed', from: night('21:31'), to: night('21:32') },
    { state: 'missed', from: night('21:32'), to: '2030-09-09T00:40:00+02:00' },
  ]);
  expect(nightAnswer(onlyRow(states), states.over, EVENING)).toBe('inte nått 21.32');
});

test('what comes after four in the morning is later, and the night ends at its own last event', () => {
  const states = statesOf([
    report(night('20:44')),
    report('2030-09-09T04:00:00+02:00'),
    said('2030-09-09T04:01:00+02:00', 'a', [null, 'leaningMissed']),
    said(WEDNESDAY, 'a', ['leaningMissed', 'missed']),
    said(FINAL, 'a', ['missed', 'missed'], true),
  ]);
  expect([states.to, states.over]).toEqual(['2030-09-09T04:00:00+02:00', true]);
  const row = onlyRow(states);
  expect(row.segments.map(({ state }) => state)).toEqual(['tooEarly']);
  expect(row.later.map(({ at, final }) => [at, final])).toEqual([
    ['2030-09-09T04:01:00+02:00', false],
    [WEDNESDAY, false],
    [FINAL, true],
  ]);
  expect([row.decided, row.final]).toEqual([null, 'missed']);
  expect(nightAnswer(row, true, EVENING)).toBe('avgjordes inte under natten');
  expect(nightAnswer(row, false, EVENING)).toBe('inte avgjort ännu');
});

test('the time of an answer is that of the answer that stood, not of one that was taken back', () => {
  const row = onlyRow(
    statesOf([
      report(night('20:44')),
      said(night('21:00'), 'a', [null, 'reached']),
      said(night('21:20'), 'a', ['reached', 'tooEarly']),
      said(night('22:10'), 'a', ['tooEarly', 'missed']),
      said(night('22:30'), 'a', ['missed', 'missed'], true),
    ]),
  );
  expect(row.segments.map(({ state }) => state)).toEqual(['tooEarly', 'reached', 'tooEarly', 'missed']);
  expect(row.decided).toEqual({ state: 'missed', from: night('22:10'), to: night('22:30') });
  expect(row.wrong).toBe(true);
});

test('only goals of shares and votes, in their order; the table has every change of theirs', () => {
  const states = statesOf(
    [...DECIDED, said(FINAL, 'g', [null, 'missed'], true)],
    [goal('b', 'votes'), goal('g', 'governing'), goal('a')],
  );
  expect(states.rows.map(({ target }) => target)).toEqual(['b', 'a']);
  expect(states.changes.map(({ label, from, to }) => [label, from, to])).toEqual([
    ['Mål a', null, 'leaningMissed'],
    ['Mål a', 'leaningMissed', 'missed'],
  ]);
});

test('there is no picture before the first report, nor without goals', () => {
  expect(nightStates(stored([]), [goal('a')], DATE)).toBeNull();
  expect(nightStates(stored(DECIDED), [goal('g', 'governing')], DATE)).toBeNull();
});

test('the title counts the answers of the night, and judges them only when all are final', () => {
  const goals = [goal('a'), goal('b')];
  expect(nightTitle(statesOf(DECIDED.slice(0, 2), goals))).toBe('Inget av två mål är avgjort hittills');
  expect(nightTitle(statesOf(DECIDED, goals))).toBe('Ett av två mål är avgjort hittills');
  const halfFinal = [...DECIDED, said(FINAL, 'a', ['missed', 'missed'], true)];
  expect(nightTitle(statesOf(halfFinal, goals))).toBe('Ett av två mål avgjordes under natten');
  const right = [...halfFinal, said(FINAL, 'b', [null, 'reached'], true)];
  expect(nightTitle(statesOf(right, goals))).toBe('Ett av två mål avgjordes under natten, inget fel besked');
});

test('a wrong answer is counted, also one of Wednesday; a lean is no answer', () => {
  const goals = [goal('a'), goal('b'), goal('c')];
  const wrong = [
    ...DECIDED,
    said(night('22:00'), 'c', [null, 'leaningMissed']),
    said(night('22:20'), 'c', ['leaningMissed', 'reached']),
    said(WEDNESDAY, 'b', [null, 'reached']),
    said(FINAL, 'a', ['missed', 'reached'], true),
    said(FINAL, 'b', ['reached', 'missed'], true),
    said(FINAL, 'c', ['reached', 'reached'], true),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  expect(nightTitle(statesOf(wrong, goals))).toBe('Två av tre mål avgjordes under natten, två fel besked');
});
