/** Every fault of the feed in turn, during one replay of the night 2018 over HTTP: a fault every twelve minutes. */
import { describe, expect, test, vi } from 'vitest';
import { FAULT_NAMES, isAnswerFault, type FaultName, type FaultOrder } from '../src/feed/faults.ts';
import type { FeedRequest } from '../src/feed/requests.ts';
import type { StoredEvent } from '../src/lib/election/event.ts';
import { isCounted } from '../src/lib/election/tally.ts';
import type { RevisionRow, StoredFile } from '../src/lib/server/store/store.ts';
import { allFiles, playNight, soundNight, type PlayedNight } from './support/night.ts';
import { FINAL_2018 } from './support/official.ts';
import { openTestStore } from './support/store.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

const FIRST = Date.parse('2018-09-09T21:15:00+02:00');
const EVERY = 12 * 60_000;
const orders = FAULT_NAMES.map((name, index): FaultOrder => ({ name, at: FIRST + index * EVERY }));

/** What is on record of each: the feed's problem in words, or the reason for which a file or member was refused. */
const ON_RECORD: Record<FaultName, RegExp> = {
  timeout: /^no answer in time$/,
  reset: /terminated|ECONNRESET|other side closed/,
  forbidden: /^HTTP 403$/,
  tooManyRequests: /^HTTP 429$/,
  serverError: /^HTTP 500$/,
  html: /^archive$/,
  truncated: /^archive$/,
  wrongMemberChecksum: /^memberChecksum$/,
  wrongArchiveChecksum: /^archiveChecksum$/,
  badMember: /^malformedXml$/,
  negativeVotes: /^negative$/,
  doubleDistrict: /^duplicateDistrict$/,
  testData: /^testData$/,
  wrongElectionDate: /^wrongElectionDate$/,
  olderFile: /^olderState$/,
  emptyArchive: /^unknownFile$/,
};
/** Faults of one member: its neighbours go on. */
const OF_ONE_MEMBER: readonly FaultName[] = [
  'wrongMemberChecksum',
  'badMember',
  'negativeVotes',
  'doubleDistrict',
];

interface Nights {
  readonly sound: PlayedNight;
  readonly faulty: PlayedNight;
  readonly files: readonly StoredFile[];
  readonly events: readonly StoredEvent[];
  readonly revisions: readonly RevisionRow[];
}

let both: Promise<Nights> | undefined;
const nights = () => (both ??= playBoth());

async function playBoth(): Promise<Nights> {
  const sound = await soundNight('2018');
  const faulty = await playNight({ night: '2018', store: await openTestStore('embedded'), faults: orders });
  await faulty.close();
  const { store } = faulty.register;
  return {
    sound,
    faulty,
    files: await allFiles(store),
    events: (await store.events.list({ limit: 100_000 })).reverse(),
    revisions: await store.results.revisions(),
  };
}

const contestsOf = (json: string | undefined): string =>
  JSON.stringify((JSON.parse(json ?? '{}') as { contests: unknown }).contests);

/** The requests that a fault struck, and all until the next fault is due. */
async function windowOf(name: FaultName) {
  const { faulty, files, events, revisions } = await nights();
  const index = FAULT_NAMES.indexOf(name);
  const [from, to] = [FIRST + index * EVERY, FIRST + (index + 1) * EVERY];
  const within = (time: string) => Date.parse(time) >= from && Date.parse(time) < to;
  const struck = faulty.requests.filter(({ fault }) => fault === name);
  const last = struck.at(-1) as FeedRequest;
  return {
    struck,
    after: faulty.requests.find(({ at, path }) => at > last.at && path === last.path) as FeedRequest,
    files: files.filter(({ fetchedAt }) => within(fetchedAt)),
    notices: events
      .filter(({ at }) => within(at))
      .flatMap(({ event }) => (event.kind === 'notice' ? event.notice : [])),
    during: revisions.filter(({ at }) => at >= (struck[0]?.at ?? '') && at <= last.at),
    recovered: revisions.filter(({ at }) => at > last.at && within(at)),
  };
}

describe('A night with every fault of the feed in turn', () => {
  test('strikes with each of them three times', async () => {
    const { faulty } = await nights();
    const struck = FAULT_NAMES.map((name) => [
      name,
      faulty.requests.filter(({ fault }) => fault === name).length,
    ]);
    expect(struck).toEqual(FAULT_NAMES.map((name) => [name, 3]));
  });

  test('ends with the official totals of all ten contests, and the very snapshot of the sound night', async () => {
    const { sound, faulty } = await nights();
    const snapshot = await faulty.snapshot();
    expect(snapshot.contests.map(({ id, own, valid }) => ({ id, votes: own.votes, valid }))).toEqual(
      FINAL_2018,
    );
    expect(snapshot.contests).toEqual((await sound.snapshot()).contests);
    expect(snapshot.feed.state).toBe('complete');
  });

  test.each(FAULT_NAMES.filter(isAnswerFault))(
    '%s: what was answered is on record, and that it passed',
    async (name) => {
      const { notices, files } = await windowOf(name);
      if (name === 'html') return await expectRefused(name);
      const feed = notices.filter(({ about }) => about === 'feed');
      expect(feed).toHaveLength(2);
      const [began, ended] = feed.map((notice) => ('problem' in notice ? notice.problem : ''));
      expect(began).toMatch(ON_RECORD[name]);
      expect(ended).toBe(`answers again after ${began}`);
      expect(notices).toHaveLength(2);
      expect(files.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    },
  );

  test.each(FAULT_NAMES.filter((name) => !isAnswerFault(name)))(
    '%s: the file is on record with its bytes and the reason, and told once',
    (name) => expectRefused(name),
  );

  test.each(FAULT_NAMES)('%s: the last good figures stay until the feed is sound again', async (name) => {
    const { sound } = await nights();
    const { faulty } = await nights();
    const { during, recovered, after } = await windowOf(name);
    if (!OF_ONE_MEMBER.includes(name)) expect(during).toEqual([]);
    expect([200, 304]).toContain(after.status);
    expect(recovered.length).toBeGreaterThan(0);
    for (const { revision, publishedAt } of recovered) {
      const at = await sound.register.store.results.revisionAt(publishedAt ?? '');
      expect(contestsOf(faulty.handedOut.get(revision))).toBe(contestsOf(sound.handedOut.get(at ?? 0)));
    }
  });

  test('no revision holds wrong data: it equals the sound night’s of that moment, but for members left as they were', async () => {
    const { sound, faulty, revisions } = await nights();
    const soundRows = await sound.register.store.results.revisions();
    let behind = 0;
    for (const { revision, at } of revisions) {
      const same = soundRows.findLast((row) => row.at <= at)?.revision ?? 0;
      if (contestsOf(faulty.handedOut.get(revision)) === contestsOf(sound.handedOut.get(same))) continue;
      behind += 1;
      const held = await faulty.register.store.results.known(revision);
      const right = await sound.register.store.results.known(same);
      for (const [key, report] of held.reports)
        if (isCounted(report)) expect(report).toEqual(right.reports.get(key));
    }
    expect(behind).toBeGreaterThan(0);
    expect(behind).toBeLessThanOrEqual(3 * OF_ONE_MEMBER.length);
  });

  test('what a revision holds was never published after the revision’s own time', async () => {
    const { faulty, revisions } = await nights();
    let before = '';
    for (const { revision, publishedAt } of revisions) {
      expect((publishedAt ?? '') >= before).toBe(true);
      before = publishedAt ?? '';
      const { asOf } = JSON.parse(faulty.handedOut.get(revision) ?? '') as { asOf: string | null };
      expect(asOf === null ? 0 : Date.parse(asOf)).toBeLessThanOrEqual(Date.parse(before) + 1000);
    }
  });

  test('loses nothing that was received: every file’s bytes are kept', async () => {
    const { faulty, files } = await nights();
    for (const { sha256, size } of files)
      expect((await faulty.register.store.files.bytes(sha256))?.byteLength).toBe(size);
    expect(files.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  });
});

async function expectRefused(name: FaultName): Promise<void> {
  const { files, notices, struck } = await windowOf(name);
  const bad = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'partial');
  expect(bad.length).toBeGreaterThan(0);
  const [from, to] = [struck[0]?.at ?? '', struck.at(-1)?.at ?? ''];
  for (const { reason, fetchedAt } of bad) {
    expect(reason?.kind).toMatch(ON_RECORD[name]);
    expect([reason?.file, reason?.place, reason?.found, reason?.expected].every(Boolean)).toBe(true);
    expect(fetchedAt >= from && fetchedAt <= to).toBe(true);
  }
  const told = notices.flatMap((notice) => (notice.about === 'refused' ? notice.error : []));
  expect(told.every(({ kind }) => ON_RECORD[name].test(kind))).toBe(true);
  // Each faulty member once for each of its contents; a whole file at most so often, and at least once.
  const members = bad.flatMap(({ refused }) => refused.map((member) => `${member.name} ${member.crc32}`));
  if (members.length > 0) return expect(told).toHaveLength(new Set(members).size);
  expect(told.length).toBeGreaterThan(0);
  expect(told.length).toBeLessThanOrEqual(new Set(bad.map(({ sha256 }) => sha256)).size);
}
