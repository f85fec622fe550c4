import { describe, expect, test } from 'vitest';
import type { CurveMark, CurvePoint } from '../election/curve.ts';
import { drawCurve, markGroups, placeLabels } from './night-curve.ts';

const point = (minute: number, share: number | null, counted = 1): CurvePoint => ({
  revision: minute,
  at: new Date(Date.UTC(2030, 8, 8, 19, minute)).toISOString(),
  stage: 'night',
  counted,
  of: 10,
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
          votes95: [0, 1000],
          onlyRecount: false,
        },
});

describe('the drawing', () => {
  test('is nothing while nothing can be said', () => {
    expect(drawCurve({ points: [], marks: [] }, [0.4])).toBeNull();
    expect(drawCurve({ points: [point(0, null), point(9, null)], marks: [] }, [0.4])).toBeNull();
  });

  test('goes from the first counted district to the last point, with the line of last time inside', () => {
    const points = [point(0, null, 0), point(10, null), point(30, 0.34), point(130, 0.33)];
    const drawing = drawCurve({ points, marks: [] }, [0.4]);
    expect(drawing?.x(Date.parse(points[1]?.at ?? ''))).toBe(0);
    expect(drawing?.x(Date.parse(points[3]?.at ?? ''))).toBe(100);
    const [top, bottom] = [drawing?.y(0.4) ?? -1, drawing?.y(0.31) ?? 101];
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(100);
    expect(bottom).toBeGreaterThan(top);
    // What was said stands until something else is: a step, not a slope.
    expect(drawing?.line.match(/L/g)).toHaveLength(2);
  });

  test('has whole hours, finer times in a short night, and whole percents', () => {
    const clock = (last: number) =>
      drawCurve({ points: [point(0, 0.34), point(last, 0.33)], marks: [] }, [0.4])?.times.map((time) =>
        new Date(time).toISOString().slice(11, 16),
      );
    expect(clock(190)).toEqual(['19:00', '20:00', '21:00', '22:00']);
    expect(clock(0)).toEqual(['19:00', '19:15', '19:30', '19:45', '20:00']);
    const shares = drawCurve({ points: [point(0, 0.34), point(9, 0.33)], marks: [] }, [0.4])?.shares;
    expect(shares?.map((share) => Math.round(share * 1000) % 10)).toEqual(shares?.map(() => 0));
  });
});

test('what happened in one revision is one mark, corrections first, then the newest', () => {
  const done = (revision: number, name: string): CurveMark => ({
    kind: 'done',
    revision,
    at: `2030-09-08T22:0${revision}:00+02:00`,
    municipality: name,
    name,
  });
  const districts = [
    { district: '1', name: 'Byn' },
    { district: '2', name: 'Sjön' },
  ];
  const groups = markGroups([
    done(1, 'Norr'),
    done(2, 'Öst'),
    done(2, 'Väst'),
    { kind: 'corrected', revision: 2, at: '2030-09-08T22:02:00+02:00', districts },
  ]);
  expect(groups.map(({ kind, revision, names }) => [kind, revision, names])).toEqual([
    ['corrected', 2, ['Byn', 'Sjön']],
    ['done', 2, ['Öst', 'Väst']],
    ['done', 1, ['Norr']],
  ]);
});

describe('labels', () => {
  test('go beside their mark, below when there is another, and to the left at the edge', () => {
    expect(
      placeLabels(
        [
          { at: 10, width: 20 },
          { at: 40, width: 20 },
          { at: 95, width: 20 },
        ],
        2,
      ),
    ).toEqual([
      { lane: 0, ends: false },
      { lane: 0, ends: false },
      { lane: 0, ends: true },
    ]);
    expect(
      placeLabels(
        [
          { at: 45, width: 60 },
          { at: 40, width: 60 },
        ],
        2,
      ),
    ).toEqual([null, { lane: 0, ends: false }]);
    // A cluster, the rightmost first: each further left goes one row down, its line left of the other words.
    const cluster = [60, 58, 56].map((at) => ({ at, width: 20 }));
    expect(placeLabels(cluster, 3).map((place) => place?.lane)).toEqual([0, 1, 2]);
    // At the edge the leftmost is on top: the others' lines are right of its words.
    const edge = [100, 97, 93].map((at) => ({ at, width: 20 }));
    expect(placeLabels(edge, 3)).toEqual([2, 1, 0].map((lane) => ({ lane, ends: true })));
  });

  test('are left out where there is no room, and never lie on each other or on another’s line', () => {
    const labels = Array.from({ length: 40 }, (_, index) => ({ at: (index * 37) % 100, width: 12 }));
    const lanes = 3;
    const placed = placeLabels(labels, lanes);
    const spans = placed.flatMap((place, index) => {
      const label = labels[index];
      if (!place || !label) return [];
      const text = place.ends ? [label.at - label.width, label.at] : [label.at, label.at + label.width];
      const lines = Array.from({ length: place.lane }, (_, lane) => ({
        lane,
        from: label.at,
        to: label.at,
        index,
      }));
      return [{ lane: place.lane, from: text[0] ?? 0, to: text[1] ?? 0, index }, ...lines];
    });
    expect(placed.filter((place) => place === null).length).toBeGreaterThan(0);
    expect(spans.length).toBeGreaterThan(10);
    for (const a of spans) {
      for (const b of spans) {
        if (a.index === b.index || a.lane !== b.lane) continue;
        expect(a.to <= b.from || b.to <= a.from).toBe(true);
      }
    }
  });
});
