/**
 * Every fault of the JSON feed in turn, during one replay of the night 2026 over HTTP: one every nine minutes on Sunday
 * night, and on the days of the final counts another in each archive as it comes.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, test, vi } from 'vitest';
import { isAnswerFault, JSON_FAULT_NAMES, type FaultOrder, type JsonFaultName } from '../src/feed/faults.ts';
import { openNight } from '../src/feed/nights/index.ts';
import type { FeedRequest } from '../src/feed/requests.ts';
import type { StoredEvent } from '../src/lib/election/event.ts';
import { isCounted } from '../src/lib/election/tally.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import type { RevisionRow, StoredFile } from '../src/lib/server/store/store.ts';
import { allFiles, contestIn, countsOf, playNight, soundNight, type PlayedNight } from './support/night.ts';
import { openTestStore } from './support/store.ts';

// Whole nights: seconds on a machine at rest, minutes where others take its cores.
vi.setConfig({ testTimeout: 600_000 });

const FIRST = Date.parse('2026-09-13T21:15:00+02:00');
const EVERY = 9 * 60_000;
const RETRY_AFTER_MS = 120_000;

/** What is on record of each: the feed's problem in words, or the reason for which a file or part of it was refused. */
const ON_RECORD: Record<JsonFaultName, RegExp> = {
  timeout: /^no answer in time$/,
  reset: /terminated|ECONNRESET|other side closed/,
  forbidden: /^HTTP 403$/,
  tooManyRequests: /^HTTP 429$/,
  serverError: /^HTTP 500$/,
  html: /^not an index/,
  indexAhead: /^archiveIndex$/,
  missingZip: /^p\/rd\/.*\.zip: HTTP 404, though it is listed$/,
  truncated: /^archiveIndex$/,
  wrongMemberChecksum: /^memberChecksum$/,
  badMember: /^malformedJson$/,
  negativeVotes: /^negative$/,
  doubleDistrict: /^duplicateDistrict$/,
  voteSums: /^sumMismatch$/,
  textNumbers: /^notAnInteger$/,
  zonedTime: /^invalidValue$/,
  testData: /^testData$/,
  wrongElectionDate: /^wrongElectionDate$/,
  wrongArea: /^wrongType$/,
  unsigned: /^signature$/,
  wrongSignature: /^signature$/,
  olderFile: /^olderState$/,
};
const isToldOfFeed = (name: JsonFaultName): boolean => isAnswerFault(name) || name === 'missingZip';
/** Faults of one member, or of one municipality in it: the others go on. */
const OF_ONE_PART: readonly JsonFaultName[] = [
  'wrongMemberChecksum',
  'badMember',
  'negativeVotes',
  'doubleDistrict',
  'voteSums',
];

/** One fault for each final count that is published, and why it was refused. */
const OF_FINALS: readonly (readonly [JsonFaultName, reason: string | null])[] = [
  ['zonedTime', 'invalidValue'],
  ['voteSums', 'sumMismatch'],
  ['truncated', 'archiveIndex'],
  ['serverError', null],
  ['unsigned', 'signature'],
  ['wrongArea', 'wrongType'],
  ['testData', 'testData'],
  ['tooManyRequests', null],
  ['missingZip', null],
  ['badMember', 'malformedJson'],
];
const finals = openNight('2026').publications.filter(({ address }) => address === 'final');

const orders: readonly FaultOrder[] = [
  ...JSON_FAULT_NAMES.map((name, index) => ({ name, at: FIRST + index * EVERY })),
  ...OF_FINALS.map(
    ([name], index) =>
      ({ name, address: 'final', requests: 1, at: Date.parse(finals[index]?.at ?? '') }) as const,
  ),
];

interface Nights {
  readonly sound: PlayedNight;
  readonly faulty: PlayedNight;
  readonly files: readonly StoredFile[];
  readonly events: readonly StoredEvent[];
  readonly revisions: readonly RevisionRow[];
  /** Most requests to the feed that were under way at once. */
  readonly mostAtOnce: number;
}

let both: Promise<Nights> | undefined;
const nights = () => (both ??= playBoth());

async function playBoth(): Promise<Nights> {
  const sound = await soundNight('2026');
  const watched = watchRequests();
  const faulty = await playNight({ night: '2026', store: await openTestStore('embedded'), faults: orders });
  const mostAtOnce = watched.end();
  await faulty.close();
  const { store } = faulty.register;
  return {
    sound,
    faulty,
    files: await allFiles(store),
    events: (await store.events.list({ limit: 100_000 })).reverse(),
    revisions: await store.results.revisions(),
    mostAtOnce,
  };
}

/** Counts requests from their beginning until their last byte (or their failure), as the client sees them. */
function watchRequests() {
  const open = new Set<unknown>();
  let most = 0;
  const begin = (message: unknown) => {
    open.add((message as { request: unknown }).request);
    most = Math.max(most, open.size);
  };
  const end = (message: unknown) => void open.delete((message as { request: unknown }).request);
  const channels = [
    ['undici:request:create', begin],
    ['undici:request:trailers', end],
    ['undici:request:error', end],
  ] as const;
  for (const [channel, listener] of channels) subscribe(channel, listener);
  return {
    end: () => {
      for (const [channel, listener] of channels) unsubscribe(channel, listener);
      return most;
    },
  };
}

const snapshotOf = (night: PlayedNight, revision: number): Snapshot =>
  JSON.parse(night.handedOut.get(revision) ?? '') as Snapshot;
const contestsOf = (night: PlayedNight, revision: number): string =>
  JSON.stringify(snapshotOf(night, revision).contests);

/** The requests that a fault of Sunday night struck, and all until the next one strikes. */
async function windowOf(name: JsonFaultName) {
  const { faulty, files, events, revisions } = await nights();
  const struckBy = (fault: string | undefined) =>
    faulty.requests.filter((request) => request.fault === fault && request.at < '2026-09-15');
  const struck = struckBy(name);
  const [first, last] = [struck[0], struck.at(-1)] as [FeedRequest, FeedRequest];
  const to = struckBy(JSON_FAULT_NAMES[JSON_FAULT_NAMES.indexOf(name) + 1])[0]?.at ?? '2026-09-15';
  const within = (time: string) => time >= first.at && time < to;
  return {
    struck,
    after: faulty.requests.find(({ at, path }) => at > last.at && path === last.path),
    files: files.filter(({ fetchedAt }) => within(fetchedAt)),
    notices: events
      .filter(({ at }) => within(at))
      .flatMap(({ event }) => (event.kind === 'notice' ? event.notice : [])),
    during: revisions.filter(({ at }) => at >= first.at && at <= last.at),
    recovered: revisions.filter(({ at }) => at > last.at && within(at)),
  };
}

describe('A night with every fault of the JSON feed in turn', () => {
  test('strikes with each of them three times', async () => {
    for (const name of JSON_FAULT_NAMES) {
      const { struck } = await windowOf(name);
      // One that is in an archive as published strikes the index and, with it, the archive.
      const paths = new Set(struck.map(({ path }) => path));
      const times = [...paths].map((path) => struck.filter((request) => request.path === path).length);
      expect([name, Math.max(...times)]).toEqual([name, 3]);
    }
  });

  test('ends with the very counts, seats and states of the sound night', async () => {
    const { sound, faulty } = await nights();
    const snapshot = await faulty.snapshot();
    expect(countsOf(snapshot)).toEqual(countsOf(await sound.snapshot()));
    expect(new Set(snapshot.contests.map(({ stage }) => stage))).toEqual(new Set(['final']));
    expect(contestIn(snapshot, 'RD-23').own.votes).toBe(27_343);
    expect(snapshot.feed.state).toBe('complete');
  });

  test('never asks for two things at once', async () => {
    expect((await nights()).mostAtOnce).toBe(1);
  });

  test('asks nothing at all after 429 until Retry-After is over', async () => {
    const { requests } = (await nights()).faulty;
    const told = requests.filter(({ status }) => status === 429);
    expect(told).toHaveLength(3 + 1);
    for (const request of told) {
      const next = requests[requests.indexOf(request) + 1];
      expect(Date.parse(next?.at ?? '') - Date.parse(request.at)).toBeGreaterThanOrEqual(RETRY_AFTER_MS);
    }
  });

  test.each(JSON_FAULT_NAMES)(
    '%s: is on record with its reason, once and not at every poll',
    async (name) => {
      const { notices, files } = await windowOf(name);
      const bad = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'partial');
      const refused = notices.flatMap((notice) => (notice.about === 'refused' ? notice.error : []));
      const feed = notices.flatMap((notice) => (notice.about === 'feed' ? notice.problem : []));
      expect(notices).toHaveLength(refused.length + feed.length);
      if (isToldOfFeed(name)) {
        expect([bad, refused]).toEqual([[], []]);
        expect(feed).toEqual([expect.stringMatching(ON_RECORD[name]), `answers again after ${feed[0]}`]);
        return;
      }
      // Every other content is a row of its own, and its faulty members are told of once.
      expect(bad.length).toBeGreaterThan(0);
      expect(new Set(bad.map(({ sha256 }) => sha256)).size).toBe(bad.length);
      for (const { reason } of bad) {
        expect(reason?.kind).toMatch(ON_RECORD[name]);
        expect([reason?.file, reason?.place, reason?.found, reason?.expected].every(Boolean)).toBe(true);
      }
      for (const { kind } of refused) expect(kind).toMatch(ON_RECORD[name]);
      // Each faulty member once for each of its contents (by the checksum it states); a whole archive at least once.
      const members = bad.flatMap((file) => file.refused.map((member) => `${member.name} ${member.crc32}`));
      if (members.length > 0) expect(refused).toHaveLength(new Set(members).size);
      else expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThanOrEqual(Math.max(bad.length, members.length));
      if (feed.length > 0) expect(feed[1]).toBe(`answers again after ${feed[0]}`);
      expect([0, 2]).toContain(feed.length);
    },
  );

  test.each(JSON_FAULT_NAMES)(
    '%s: the last good figures stay until the feed is sound again',
    async (name) => {
      const { sound, faulty } = await nights();
      const { during, recovered, after, files } = await windowOf(name);
      if (!OF_ONE_PART.includes(name)) expect(during).toEqual([]);
      expect([200, 304]).toContain(after?.status);
      if (!isAnswerFault(name)) expect(['accepted', 'unchanged']).toContain(files.at(-1)?.outcome);
      for (const { revision, publishedAt } of recovered) {
        const at = await sound.register.store.results.revisionAt(publishedAt ?? '');
        expect(contestsOf(faulty, revision)).toBe(contestsOf(sound, at ?? 0));
      }
    },
  );

  test('no revision holds wrong data: it equals the sound night’s of that moment, but for parts left as they were', async () => {
    const { sound, faulty, revisions } = await nights();
    const soundRows = await sound.register.store.results.revisions();
    let behind = 0;
    for (const { revision, at } of revisions) {
      const same = soundRows.findLast((row) => row.at <= at)?.revision ?? 0;
      if (contestsOf(faulty, revision) === contestsOf(sound, same)) continue;
      behind += 1;
      const held = await faulty.register.store.results.known(revision);
      const right = await sound.register.store.results.known(same);
      for (const [key, report] of held.reports)
        if (isCounted(report)) expect(report).toEqual(right.reports.get(key));
      for (const [key, { whole }] of held.municipalities)
        if (key.includes('/final/')) expect(whole).toEqual(right.municipalities.get(key)?.whole);
    }
    expect(behind).toBeGreaterThan(0);
  });

  test('no count ever falls, no correction is told, and no decided state is another than in the end', async () => {
    const { faulty, revisions, events } = await nights();
    const end = new Map((await faulty.snapshot()).targets.map(({ id, state }) => [id, state]));
    const counted = new Map<string, number>();
    for (const { revision } of revisions) {
      const { contests, targets } = snapshotOf(faulty, revision);
      for (const { id, counted: now, valid } of contests) {
        expect(now.districts + now.collection).toBeGreaterThanOrEqual(counted.get(id) ?? 0);
        counted.set(id, now.districts + now.collection);
        expect(valid === 0).toBe(now.districts === 0);
      }
      for (const { id, state } of targets)
        if (state === 'reached' || state === 'missed') expect([id, state]).toEqual([id, end.get(id)]);
    }
    expect(events.filter(({ event }) => event.kind === 'correction')).toEqual([]);
  });

  test('of the final counts, each fault is on record too, told once for each file', async () => {
    const { files, events } = await nights();
    const bad = files.filter(({ fetchedAt, outcome }) => {
      return fetchedAt > '2026-09-19' && (outcome === 'refused' || outcome === 'partial');
    });
    const reasons = OF_FINALS.flatMap(([, reason]) => reason ?? []);
    expect(bad.map(({ reason }) => reason?.kind)).toEqual(reasons);
    const told = events.flatMap(({ at, event }) =>
      at > '2026-09-19' && event.kind === 'notice' && event.notice.about === 'refused'
        ? event.notice.error.kind
        : [],
    );
    expect(new Set(told)).toEqual(new Set(reasons));
    expect(told).toHaveLength(bad.reduce((sum, file) => sum + Math.max(1, file.refused.length), 0));
  });

  test('loses nothing that was received: every file’s bytes are kept', async () => {
    const { faulty, files } = await nights();
    for (const { sha256, size } of files)
      expect((await faulty.register.store.files.bytes(sha256))?.byteLength).toBe(size);
    expect(files.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  });
});
