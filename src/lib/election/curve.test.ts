import { describe, expect, test } from 'vitest';
import { baseline, CONTEST, plan, report, result, type Sketch } from '../../../tests/support/results.ts';
import {
  splitCourse,
  thinned,
  until,
  withRevision,
  type Courses,
  type CurveMark,
  type CurvePart,
  type CurvePoint,
  type StoredChange,
} from './curve.ts';
import type { CorrectionEvent } from './event.ts';
import { nothingKnown } from './known.ts';

const EVENING = '2030-09-08T21:00:00+02:00';
const nothing: Omit<StoredChange, 'revision'> = {
  at: EVENING,
  municipalities: [],
  reports: [],
  removed: [],
  entries: [],
  corrections: [],
};
const place = plan(baseline({ '99010101': [30, 70], '99010102': [30, 70] }));
const start: Courses = { known: nothingKnown, parts: new Map() };
/** The course after these revisions, one for each list of districts. */
function after(...nights: readonly (readonly Sketch[] | Partial<StoredChange>)[]): CurvePart {
  let courses = start;
  nights.forEach((night, index) => {
    const rows = 'length' in night ? { reports: night.map((sketch) => report(sketch)) } : night;
    const municipalities = 'length' in night ? [result([])] : [];
    courses = withRevision(courses, { ...nothing, municipalities, ...rows, revision: index + 1 }, place);
  });
  return courses.parts.get(CONTEST) ?? { points: [], marks: [] };
}

describe('a course', () => {
  const first = { code: '99010101', before: [30, 70], now: [40, 60] } as const;
  const second = { code: '99010102', before: [30, 70], now: [20, 80] } as const;

  test('has a point where figures changed, and a mark where the last district came in', () => {
    const { points, marks } = after([{ code: '99010101' }, { code: '99010102' }], [first], [], [second]);
    expect(points.map(({ revision, counted, own, valid }) => [revision, counted, own, valid])).toEqual([
      [1, 0, 0, 0],
      [2, 1, 40, 100],
      [4, 2, 60, 200],
    ]);
    expect(points[1]?.compared).toEqual({ share: 0.4, shareBefore: 0.3 });
    expect(marks).toEqual([
      { kind: 'done', revision: 4, at: EVENING, municipality: '9901', name: 'Provkommun' },
    ]);
  });

  test('has a mark with every district that was corrected, and none of another contest', () => {
    const correction = (contest: string, districtName: string) =>
      ({ kind: 'correction', contest, district: '99010101', districtName }) as CorrectionEvent;
    const corrected = { ...first, now: [39, 60] as const };
    const { marks } = after([first, { code: '99010102' }], {
      reports: [report(corrected)],
      corrections: [correction(CONTEST, 'Byn'), correction('RD-99', 'Staden')],
    });
    expect(marks).toEqual([
      { kind: 'corrected', revision: 2, at: EVENING, districts: [{ district: '99010101', name: 'Byn' }] },
    ]);
  });

  test('loses a district that was taken back, and is done again when it is there again', () => {
    const { points, marks } = after([first, second], { removed: [report(second)] }, [second]);
    expect(points.map(({ counted, of }) => [counted, of])).toEqual([
      [2, 2],
      [1, 1],
      [2, 2],
    ]);
    expect(marks.map(({ kind, revision }) => [kind, revision])).toEqual([['done', 1]]);
  });

  test('does not move by what is entered about something else', () => {
    const { points } = after([first], {
      at: '2030-09-08T22:00:00+02:00',
      entries: [{ kind: 'count', key: 'x/2030-09-08', value: null }],
    });
    expect(points.map(({ revision }) => revision)).toEqual([1]);
  });

  test('up to a revision has nothing of later ones', () => {
    const whole = after([first, { code: '99010102' }], [second]);
    expect(until(whole, 1).points.map(({ revision }) => revision)).toEqual([1]);
    expect(until(whole, 1).marks).toEqual([]);
    expect(until(whole, 2)).toEqual(whole);
  });
});

const pointAt = (revision: number, at = EVENING, more: Partial<CurvePoint> = {}): CurvePoint => ({
  revision,
  at,
  stage: 'night',
  counted: revision,
  of: 1000,
  collection: 0,
  own: revision,
  valid: 2 * revision,
  compared: null,
  projection: {
    share: 0.5,
    band80: [0.4, 0.6],
    band95: [0.3, 0.7],
    votes: 500,
    votes95: [300, 700],
    onlyRecount: false,
  },
  ...more,
});
const markAt = (revision: number): CurveMark => ({
  kind: 'done',
  revision,
  at: EVENING,
  municipality: '9901',
  name: 'Provkommun',
});

describe('the night', () => {
  test('ends at noon, or with the first collection district; what is later goes there with its marks', () => {
    const points = [
      pointAt(1, '2030-09-09T11:59:00+02:00'),
      pointAt(2, '2030-09-09T12:00:00+02:00'),
      pointAt(3, '2030-09-11T16:00:00+02:00', { stage: 'wednesday' }),
    ];
    const { night, later } = splitCourse({ points, marks: [markAt(1), markAt(3)] }, '2030-09-08');
    expect(night.points.map(({ revision }) => revision)).toEqual([1]);
    expect(later.points.map(({ revision }) => revision)).toEqual([2, 3]);
    expect([night.marks, later.marks]).toEqual([[markAt(1)], [markAt(3)]]);
    const early = [pointAt(1), pointAt(2, EVENING, { stage: 'wednesday' })];
    expect(splitCourse({ points: early, marks: [] }, '2030-09-08').night.points).toHaveLength(1);
  });
});

describe('thinning', () => {
  const many = Array.from({ length: 1000 }, (_, index) => pointAt(index + 1));

  test('leaves a short course as it is', () => {
    expect(thinned({ points: many.slice(0, 10), marks: [] }, 10)).toEqual(many.slice(0, 10));
  });

  test('keeps the first, the last and the marked, and as many as asked for, without large gaps', () => {
    const shown = thinned({ points: many, marks: [markAt(333), markAt(334)] }, 100);
    const revisions = shown.map(({ revision }) => revision);
    expect(shown).toHaveLength(100);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(revisions).toEqual(expect.arrayContaining([1, 333, 334, 1000]));
    const gaps = revisions.slice(1).map((revision, index) => revision - (revisions[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(11);
  });

  test('keeps where a projection began and where it ended', () => {
    const points = many.map((point) =>
      point.revision >= 401 && point.revision < 601 ? point : { ...point, projection: null },
    );
    const revisions = thinned({ points, marks: [] }, 20).map(({ revision }) => revision);
    expect(revisions).toEqual(expect.arrayContaining([401, 601]));
    expect(revisions).toHaveLength(20);
  });

  test('drops no mark’s point even where there are more of them than room', () => {
    const marks = many.slice(0, 50).map(({ revision }) => markAt(revision));
    expect(thinned({ points: many, marks }, 10)).toHaveLength(51);
  });
});
