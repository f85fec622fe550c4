/** What was said of the goals of 2026 over the night, and how near the projection was, against the documented files. */
import { beforeAll, expect, test, vi } from 'vitest';
import { TABLE_2026 } from '../src/feed/nights/index.ts';
import type { Snapshot, Target } from '../src/lib/election/snapshot-shape.ts';
import { soundNight, targetIn } from './support/night.ts';
import { councilsFinal, final2022, reportedBy, riksdagFinal, summed } from './support/official-2026.ts';
import { describeWithReference, referenceData } from './support/reference.ts';

// A whole night: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** Swedish summer time. */
const swedish = (local: string): string => `${local}+02:00`;

let end: Snapshot;
let snapshots: readonly Snapshot[];

beforeAll(async () => {
  if (referenceData === null) return;
  const night = await soundNight('2026');
  snapshots = (await night.allSnapshots()).map((json) => JSON.parse(json) as Snapshot);
  end = await night.snapshot();
});

/** The party's share now against that of 2022, by the documented figures and in whole numbers. */
function truth(contest: string): 'reached' | 'missed' {
  const before = summed(final2022(contest));
  const { whole } = riksdagFinal();
  const council = councilsFinal().find((each) => each.contest === contest);
  const now = council ?? whole;
  return (now.parties.S ?? Number.NaN) * before.valid > before.own * now.valid ? 'reached' : 'missed';
}

const isDecided = ({ state }: Target): boolean => state === 'reached' || state === 'missed';

describeWithReference('The goals of 2026: better than 2022 in each contest', () => {
  test('are all missed but Härjedalen’s, by the documented figures', () => {
    expect(end.targets).toHaveLength(10);
    for (const { id, contest, state, final } of end.targets)
      expect([id, state, final]).toEqual([id, truth(contest ?? ''), true]);
    expect(end.targets.filter(({ state }) => state === 'reached').map(({ contest }) => contest)).toEqual([
      'KF-2361',
    ]);
  });

  test('no decided state contradicts the final one, at any revision', () => {
    let decided = 0;
    for (const { revision, targets } of snapshots) {
      for (const target of targets.filter(isDecided)) {
        expect([revision, target.id, target.state]).toEqual([
          revision,
          target.id,
          truth(target.contest ?? ''),
        ]);
        decided += 1;
      }
    }
    expect(decided).toBeGreaterThan(60);
  });

  test('nor does a lean of the Riksdag’s, and an answer is never taken back', () => {
    const states = snapshots.map((snapshot) => targetIn(snapshot, 'rd-share').state);
    const first = states.indexOf('missed');
    expect(new Set(states)).toEqual(new Set(['tooEarly', 'leaningMissed', 'missed']));
    expect(new Set(states.slice(first))).toEqual(new Set(['missed']));
  });

  test('the Riksdag’s is decided before half of the districts are in, the others’ with their own final count', () => {
    const since = targetIn(end, 'rd-share').since ?? '';
    const counted = reportedBy(since.slice(0, 19)).length;
    expect(counted).toBeGreaterThan(20);
    expect(counted).toBeLessThan(85 / 2);
    const published = new Map(
      TABLE_2026.finals.map(({ election, code, exportedAt }) => [`${election}-${code}`, swedish(exportedAt)]),
    );
    for (const { contest, since: at } of end.targets.filter(({ id }) => id !== 'rd-share'))
      expect([contest, at]).toEqual([contest, published.get(contest ?? '')]);
  });
});

describeWithReference('The Riksdag’s projection of 2026 beside the count itself', () => {
  const share = ({ own, valid }: { readonly own: number; readonly valid: number }): number => own / valid;
  const final = () =>
    share({ own: riksdagFinal().whole.parties.S ?? Number.NaN, valid: riksdagFinal().whole.valid });
  /** What each revision of the night with a projection said, and from when. */
  const said = () =>
    snapshots.flatMap(({ feed, contests }) => {
      const contest = contests.find(({ id }) => id === 'RD-23');
      const at = feed.publishedAt ?? '';
      return contest && 'share' in contest.projection
        ? [{ at, contest, projection: contest.projection }]
        : [];
    });

  test('its band of 95 % holds the official share and votes at every revision', () => {
    expect(said().length).toBeGreaterThan(50);
    for (const { at, projection } of said()) {
      const { band95, votes95 } = projection;
      expect([at, band95[0] < final() && final() < band95[1]]).toEqual([at, true]);
      expect([at, votes95[0] <= 27_343 && 27_343 <= votes95[1]]).toEqual([at, true]);
    }
  });

  test('in the mean over its minutes of the night it is nearer the official share than what was counted', () => {
    const ofNight = said().filter(({ contest }) => contest.stage === 'night');
    const errors = ofNight.map(({ at, projection }, index) => {
      const rows = reportedBy(at.slice(0, 19));
      const raw = summed(rows.map(({ valid, parties }) => ({ own: parties.S ?? Number.NaN, valid })));
      const until = Date.parse(ofNight[index + 1]?.at ?? at);
      return {
        raw: Math.abs(share(raw) - final()),
        projected: Math.abs(projection.share - final()),
        minutes: (until - Date.parse(at)) / 60_000,
      };
    });
    const mean = (of: (error: (typeof errors)[number]) => number): number =>
      errors.reduce((sum, error) => sum + of(error) * error.minutes, 0) /
      errors.reduce((sum, { minutes }) => sum + minutes, 0);
    expect(mean(({ projected }) => projected)).toBeLessThan(mean(({ raw }) => raw) / 2);
    expect(Math.max(...errors.map(({ projected }) => projected))).toBeLessThan(0.005);
  });
});
