/** The seats and the governing goals of the replayed nights, against the official seats and the facts on record. */
import { expect, test } from 'vitest';
import type { Snapshot, Target } from '../src/lib/election/snapshot-shape.ts';
import { soundNight } from './support/night.ts';

/** Council seats 2018 (final files), and the region's as computed and as public pages have them (election-rules §9). */
const SEATS_2018 = {
  'RD-23': [4, false, 'C1 M1 S1 SD1'],
  'RF-23': [55, false, 'S18 C11 M8 SD5 V5 KD4 L2 MP2'],
  'KF-2321': [37, true, 'C11 S8 VV7 M4 MP3 SD2 KD1 V1'],
  'KF-2309': [41, true, 'S13 C12 M6 SD4 V3 JVK1 KD1 MP1'],
  'KF-2380': [61, true, 'S18 C14 M10 SD5 V5 KD3 L3 MP3'],
  'KF-2305': [31, true, 'C12 S11 M3 SD3 JVB1 V1'],
  'KF-2361': [31, true, 'S10 C7 M4 LPo3 SD2 V2 KD1 L1 VOXH1'],
  'KF-2326': [31, true, 'S13 M7 C5 SD4 V2'],
  'KF-2313': [35, true, 'S16 C7 M4 SD4 V2 rd2'],
  'KF-2303': [25, true, 'S9 C8 AfR3 SD3 KD1 V1'],
} as const;

const seatsOf = ({ contests }: Snapshot) =>
  Object.fromEntries(
    contests.map(({ id, seats }) => [
      id,
      seats && [
        seats.of,
        seats.official,
        seats.parties.map(({ code, seats: held }) => code + held).join(' '),
      ],
    ]),
  );

const governing = ({ targets }: Snapshot): readonly Target[] =>
  targets.filter(({ kind }) => kind === 'governing');

test('2018: seats equal the official ones, the region’s are ours; S governs in four of eight, not in the region', async () => {
  const night = await soundNight('2018');
  const end = await night.snapshot();
  expect(seatsOf(end)).toEqual(SEATS_2018);
  const states = Object.fromEntries(governing(end).map(({ id, state, final }) => [id, [state, final]]));
  const [reached, missed] = [
    ['reached', true],
    ['missed', true],
  ];
  expect(states).toEqual({
    'rf-governing': missed,
    'kf-governing-2305': reached,
    'kf-governing-2313': reached,
    'kf-governing-2326': reached,
    'kf-governing-2361': reached,
    'kf-governing-2303': missed,
    'kf-governing-2309': missed,
    'kf-governing-2321': missed,
    'kf-governing-2380': missed,
  });
  const region = governing(end).find(({ id }) => id === 'rf-governing')?.governing;
  expect(region?.fact).toMatchObject({
    term: { from: '2018', to: '2022' },
    parties: ['C', 'M', 'KD', 'L', 'MP'],
  });
  expect(region?.later).toMatchObject([{ since: '2021', parties: ['C', 'M', 'L', 'MP'] }]);
  expect(governing(end).every((target) => (target.governing?.fact?.sources.length ?? 0) > 0)).toBe(true);

  const early = await night.snapshotAt('2018-09-09T22:00:00+02:00');
  expect(governing(early).map(({ state }) => state)).toEqual(governing(early).map(() => 'tooEarly'));
  expect(early.contests.find(({ id }) => id === 'KF-2326')?.seats).toBeNull();

  // Bräcke: the collection district moved a seat from S to C (failures F11).
  const bracke = (snapshot: Snapshot) => snapshot.contests.find(({ id }) => id === 'KF-2305')?.seats;
  const sunday = await night.snapshotAt('2018-09-10T12:00:00+02:00');
  const held = (snapshot: Snapshot, party: string) =>
    bracke(snapshot)?.parties.find(({ code }) => code === party)?.seats;
  expect([held(sunday, 'S'), held(sunday, 'C')]).toEqual([12, 11]);
  expect([held(end, 'S'), held(end, 'C')]).toEqual([11, 12]);
  const told = await night.register.store.events.list({ limit: 1000, kinds: ['seats'] });
  const moves = told.filter(({ event }) => event.contest === 'KF-2305');
  expect(moves.map(({ at, event }) => [at.slice(0, 10), event])).toMatchObject([
    [
      '2018-09-12',
      {
        changes: [
          ['C', 11, 12],
          ['S', 12, 11],
        ],
        official: true,
      },
    ],
  ]);
  const notices = await night.register.store.events.list({ limit: 1000, kinds: ['notice'] });
  expect(notices).toEqual([]);
});

test('2014: the divided region and the divided council of Östersund, by that year’s rules', async () => {
  const seats = seatsOf(await (await soundNight('2014')).snapshot());
  expect(seats['RD-23']).toEqual([4, false, 'S2 C1 M1']);
  expect(seats['RF-23']).toEqual([55, false, 'S21 M11 C8 SD4 V4 MP3 FP2 KD2']);
  expect(seats['KF-2380']).toEqual([61, true, 'S22 M12 C8 MP6 FP4 SD4 V4 KD1']);
  expect(seats['KF-2303']?.[2]).toMatch(/^S15 /);
});
