/** Recalls of what is no plain sum of votes: places, goals, seats, figures counted by hand. */
import { describe, expect, test } from 'vitest';
import type { ElectionEvent, StoredEvent } from '../src/lib/election/event.ts';
import { recall, type Remembered } from '../src/lib/press/recall.ts';
import {
  BEFORE,
  copy,
  corrected,
  FALL,
  GOAL,
  GROWN,
  KF,
  nowIn,
  outcome,
  reported,
  stored,
} from './support/press-copies.ts';
import { target, type ContestSketch } from './support/press-samples.ts';

describe('a copied place', () => {
  const ranked = (s: number, c: number, m: number): ContestSketch => ({
    ...BEFORE,
    votes: { S: s, C: c, M: m },
  });
  const plats = (length: Remembered['length']) =>
    copy('KF-2326.plats', length, { sketch: ranked(702, 700, 500) });
  const shift = (s: number, c: number, m = 0) =>
    stored(corrected('23260101', [300, 700], [300 + s, 700 + s + c + m], { C: c, M: m }));

  test('holds bare while the order holds, and is recalled in words that tell the distance', () => {
    const now = nowIn(ranked(702, 701, 500), 'KF-2326.plats');
    expect(outcome(plats('bare'), now, [shift(0, 1)])).toBe('holds');
    expect(outcome(plats('compared'), now, [shift(0, 1)])).toBe('corrected');
  });

  test('turns by a correction: second, shared, third', () => {
    expect(recall(plats('bare'), nowIn(ranked(702, 703, 500), 'KF-2326.plats'), [shift(0, 3)])).toMatchObject(
      {
        outcome: 'corrected',
        then: 'största',
        now: 'näst största',
        should: 'näst största',
      },
    );
    expect(recall(plats('bare'), nowIn(ranked(702, 702, 500), 'KF-2326.plats'), [shift(0, 2)])).toMatchObject(
      {
        should: 'största (delat)',
      },
    );
    expect(
      recall(plats('bare'), nowIn(ranked(702, 703, 704), 'KF-2326.plats'), [shift(0, 3, 204)]),
    ).toMatchObject({
      should: 'tredje största',
    });
  });

  test('that turns by growth alone is no correction', () => {
    const now = nowIn({ ...ranked(800, 900, 500), counted: [4, 5] }, 'KF-2326.plats');
    expect(outcome(plats('bare'), now, [stored(reported('23260104', 98, 400))])).toBe('grown');
  });
});

describe('a copied goal', () => {
  const mal = copy('mal.lage');
  const turnedTo = (state: 'missed' | 'leaningReached', more: ContestSketch = {}) =>
    nowIn({ ...BEFORE, ...more }, 'mal.lage', [{ ...GOAL, state }]);
  const turn = (because?: readonly string[]): StoredEvent =>
    stored({
      kind: 'target',
      contest: KF,
      target: 'mal',
      label: GOAL.label,
      from: 'reached',
      to: 'missed',
      final: false,
      ...(because ? { because } : {}),
    });

  test('that turned with a correction is recalled with its place', () => {
    expect(recall(mal, turnedTo('missed'), [stored(FALL), turn(['Distrikt 23260101'])])).toMatchObject({
      outcome: 'corrected',
      then: 'Nått',
      now: 'Inte nått',
      places: ['Distrikt 23260101'],
    });
  });

  test('whose answer is taken back by the count alone is recalled too: it was sent as an answer', () => {
    const since = [stored(reported('23260104', 100, 500)), turn()];
    expect(recall(mal, turnedTo('leaningReached', { counted: [4, 5] }), since)).toMatchObject({
      outcome: 'corrected',
      places: [],
      now: 'Lutar åt nått',
    });
  });

  test('that had no answer yet goes on without alarm', () => {
    const early = { ...GOAL, state: 'tooEarly' } as const;
    const copied = { ...mal, figure: nowIn(BEFORE, 'mal.lage', [early]) };
    const now = turnedTo('leaningReached', { counted: [4, 5] });
    expect(outcome(copied, now, [stored(reported('23260104', 200, 500))])).toBe('grown');
  });

  test('holds when what is needed moves and the answer does not', () => {
    const since = [stored(reported('23260104', 200, 500))];
    expect(outcome(mal, nowIn(GROWN, 'mal.lage'), since)).toBe('holds');
    expect(
      outcome(
        copy('mal.lage', 'compared'),
        nowIn({ ...GROWN, compared: [[720, 1800], [668, 1700], 3] }, 'mal.lage'),
        since,
      ),
    ).toBe('grown');
  });
});

describe('copied seats', () => {
  const withSeats = (own: number, official = false): ContestSketch => ({
    ...BEFORE,
    counted: [5, 5],
    seats: { of: 31, majority: 16, official, parties: [{ code: 'S', seats: own }], lot: null },
  });
  const seats = copy('KF-2326.mandat', 'bare', { sketch: withSeats(13) });
  const moved: ElectionEvent = { kind: 'seats', contest: KF, area: 'Berg', changes: [], official: false };

  test('that moved in the revision of a correction are recalled', () => {
    const since = [stored(FALL), stored(moved)];
    expect(recall(seats, nowIn(withSeats(12), 'KF-2326.mandat'), since)).toMatchObject({
      outcome: 'corrected',
      then: '13\u00a0mandat',
      now: '12\u00a0mandat',
      should: null,
      places: ['Distrikt 23260101'],
    });
  });

  test('hold through a correction that moves none', () => {
    expect(outcome(seats, nowIn(withSeats(13), 'KF-2326.mandat'), [stored(FALL)])).toBe('holds');
  });

  test('that the authority allots otherwise are recalled without a place; the same ones are not', () => {
    expect(recall(seats, nowIn(withSeats(12, true), 'KF-2326.mandat'), [])).toMatchObject({
      outcome: 'corrected',
      places: [],
    });
    expect(outcome(seats, nowIn(withSeats(13, true), 'KF-2326.mandat'), [])).toBe('holds');
  });

  test('and with Wednesday’s votes it is another stage', () => {
    const now = nowIn({ ...withSeats(12), stage: 'wednesday', counted: [5, 5, 1] }, 'KF-2326.mandat');
    expect(outcome(seats, now, [stored(reported('232601', 40, 150)), stored(moved)])).toBe('stage');
  });
});

describe('a figure that people count', () => {
  const counted = (value: number) => ({
    ...target({
      id: 'hand',
      kind: 'count',
      label: 'Personer',
      goal: 155,
      unit: 'personer',
      value,
      counted: { date: '2018-09-08', source: 'Valledningen' },
    }),
  });
  const of = (value: number) => nowIn(BEFORE, 'hand.lage', [counted(value)]);
  const copied = { ...copy('KF-2326.andel'), figure: of(150) };

  test('grows, or is taken back', () => {
    expect(outcome(copied, of(150), [])).toBe('holds');
    expect(outcome(copied, of(151), [])).toBe('grown');
    expect(outcome(copied, of(149), [])).toBe('corrected');
  });
});
