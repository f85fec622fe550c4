import { expect, test } from 'vitest';
import type { StoredEvent } from '../election/event.ts';
import type { ShownFinding } from '../election/snapshot-shape.ts';
import { arrivalsOf } from './arrivals.ts';

const came = (id: number, revision: number, clock: string, kind = 'report') =>
  ({
    id,
    revision,
    at: '2018-09-09T23:00:00+02:00',
    event: { kind, contest: 'RD-23', district: `d${id}`, reportedAt: `2018-09-09T${clock}:00+02:00` },
  }) as unknown as StoredEvent;
const doubt = (contest: string, district: string) =>
  ({ contest, contests: [contest], district }) as unknown as ShownFinding;
const ids = (events: readonly StoredEvent[], most = 8) => arrivalsOf(events, [], most).map(({ id }) => id);

test('of all that came at once the latest reports stand first, whatever order they were stored in', () => {
  expect(
    ids([came(4, 9, '21:30'), came(3, 9, '22:45'), came(2, 9, '22:10'), came(1, 9, '22:44')], 3),
  ).toEqual([3, 1, 2]);
});

test('a newer revision goes before an older one, though its reports are of an earlier hour', () => {
  expect(ids([came(3, 8, '21:00'), came(2, 7, '22:50'), came(1, 7, '22:50')])).toEqual([3, 2, 1]);
});

test('times are compared as times, not as texts', () => {
  const utc = came(1, 9, '20:50');
  const sooner = { ...utc, event: { ...utc.event, reportedAt: '2018-09-09T20:50:00Z' } } as StoredEvent;
  expect(ids([came(2, 9, '22:45'), sooner])).toEqual([1, 2]);
});

test('corrections are among them, goals and seats are not', () => {
  expect(
    ids([came(3, 9, '22:45', 'target'), came(2, 9, '22:44', 'correction'), came(1, 8, '22:43')]),
  ).toEqual([2, 1]);
});

test('a district in doubt is marked, in the election that the doubt is about', () => {
  const marked = arrivalsOf(
    [came(2, 9, '22:45'), came(1, 9, '22:44', 'correction')],
    [doubt('RD-23', 'd2'), doubt('RF-23', 'd1')],
    8,
  );
  expect(marked.map(({ doubted }) => doubted)).toEqual([true, false]);
});
