/** Made-up reports, heads, files and commits: for laws of the store, not for figures. */
import fc from 'fast-check';
import { countKey, noEntries, withEntries } from '../../src/lib/election/entry.ts';
import type { ElectionEvent } from '../../src/lib/election/event.ts';
import { municipalityKey, type Known, type MunicipalityState } from '../../src/lib/election/known.ts';
import { reportKey, type Report } from '../../src/lib/election/model.ts';
import type { FeedError } from '../../src/lib/election/parse/error.ts';
import type { Commit, EntryRow, FileOutcome, IncomingFile, Store } from '../../src/lib/server/store/store.ts';

export const AT = '2018-09-09T21:03:04+02:00';

export const fault: FeedError = {
  kind: 'sumMismatch',
  file: 'valnatt_2303K.xml',
  place: 'KOMMUN 2303 > VALDISTRIKT 23030101 > GILTIGA S',
  found: 'a NUL \0, half a pair \ud800 and "åäö" \\u0000',
  expected: '12',
};

export const incoming = (bytes: Uint8Array, more: Partial<IncomingFile> = {}): IncomingFile => ({
  name: 'valnatt.zip',
  source: 'https://data.example/valnatt.zip',
  via: 'poll',
  by: null,
  fetchedAt: AT,
  etag: '"a1"',
  lastModified: 'Sun, 09 Sep 2018 19:03:04 GMT',
  bytes,
  ...more,
});

export const outcome = (more: Partial<FileOutcome> = {}): FileOutcome => ({
  outcome: 'accepted',
  reason: null,
  checksum: 'verified',
  publishedAt: AT,
  members: [],
  ...more,
});

export const commit = (expectedRevision: number, more: Partial<Commit> = {}): Commit => ({
  expectedRevision,
  at: AT,
  publishedAt: AT,
  cause: 'file',
  file: null,
  feed: { state: 'live', source: 'https://data.example/', checkedAt: AT, changedAt: AT, publishedAt: AT },
  municipalities: [],
  reports: [],
  removed: [],
  events: [],
  entries: [],
  ...more,
});

/** Commits and gives the new revision; a conflict is a fault of the test. */
export async function mustCommit(store: Store, change: Commit): Promise<number> {
  const done = await store.results.commit(change);
  if (!done.ok) throw new Error(`Conflict: the store is at ${done.error.newest}, not ${done.error.expected}`);
  return done.value;
}

export const target = (
  id: string,
  to: 'reached' | 'missed' | 'tooEarly',
  more: Partial<Extract<ElectionEvent, { kind: 'target' }>> = {},
): ElectionEvent => ({
  kind: 'target',
  contest: null,
  target: id,
  label: 'Mål',
  from: null,
  to,
  final: false,
  ...more,
});

export const notice = (problem: string): ElectionEvent => ({
  kind: 'notice',
  contest: null,
  notice: { about: 'feed', problem, source: 'https://data.example/' },
});

const votesOf = fc.nat(4000);
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((words) => words.replaceAll('\0', ''));
const parties = fc.array(
  fc.tuple(fc.constantFrom('S', 'M', 'SD', 'be', 'BE', 'ÖVR'), votesOf).map(([code, votes]) => [code, votes]),
  { maxLength: 4 },
);
const votes = fc.record({
  valid: votesOf,
  parties,
  other: votesOf,
  invalid: votesOf,
  cast: votesOf,
});
const key = {
  type: fc.constantFrom('RD', 'RF', 'KF'),
  count: fc.constantFrom('night', 'final'),
  municipality: fc.constantFrom('2303', '2380'),
};

/** Any report, counted or not; few enough keys that later ones replace earlier ones. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    ...key,
    constituency: fc.constantFrom('230300', '238001'),
    district: fc.constantFrom('23030101', '23030102', '230300'),
    kind: fc.constantFrom('ordinary', 'collection'),
    name: text,
    boundary: fc.constantFrom('same', 'merged', 'changed'),
    eligible: fc.option(votesOf),
    reportedAt: fc.constantFrom(AT, '2018-09-09T19:03:04.5Z', '2018-09-09T21:03+02:00'),
    votes: fc.option(votes),
    previous: fc.option(
      fc.record({ valid: votesOf, parties, cast: fc.option(votesOf), eligible: fc.option(votesOf) }),
    ),
  })
  .map((made) => ({ ...made, reportedAt: made.votes && made.reportedAt }) as unknown as Report);

export const anyHead: fc.Arbitrary<MunicipalityState> = fc
  .record({
    type: key.type,
    count: key.count,
    electionDate: fc.constant('2018-09-09'),
    previousDate: fc.constant('2014-09-14'),
    publishedAt: fc.constant(AT),
    municipality: key.municipality,
    name: text,
    parties: fc.array(fc.record({ code: text, name: text, colour: fc.option(fc.constant('#ee2020')) }), {
      maxLength: 3,
    }),
    seats: fc.array(
      fc.record({ area: text, of: votesOf, decidedAt: fc.option(text), parties: fc.option(parties) }),
      { maxLength: 2 },
    ),
    stated: fc.array(
      fc.record({
        area: text,
        level: fc.constantFrom('municipality', 'nation'),
        valid: votesOf,
        cast: votesOf,
        eligible: votesOf,
        counted: votesOf,
        of: votesOf,
        parties,
      }),
      { maxLength: 2 },
    ),
  })
  .map((made) => made as unknown as MunicipalityState);

/** A figure entered by hand, or taken back. */
const anyEntry: fc.Arbitrary<EntryRow> = fc
  .record({
    target: fc.constantFrom('a', 'b'),
    date: fc.constantFrom('2018-01-31', '2018-02-28'),
    value: fc.nat(1000),
    source: text,
    back: fc.boolean(),
    who: text,
    remark: fc.option(text),
  })
  .map(({ back, who, remark, ...count }) => ({
    entry: { kind: 'count' as const, key: countKey(count), value: back ? null : count },
    previous: null,
    who,
    remark,
  }));

/** One revision's worth: what is stated anew, and which of the known reports go (by their place, modulo). */
export interface Step {
  readonly reports: readonly Report[];
  readonly heads: readonly MunicipalityState[];
  readonly gone: readonly number[];
  readonly entries: readonly EntryRow[];
}

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    reports: fc.uniqueArray(anyReport, { selector: reportKey, maxLength: 8 }),
    heads: fc.uniqueArray(anyHead, { selector: municipalityKey, maxLength: 3 }),
    gone: fc.array(fc.nat(20), { maxLength: 2 }),
    entries: fc.array(anyEntry, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Plays steps in plain maps: the commits to make, and what must be known after each. */
export function play(steps: readonly Step[]): { readonly change: Commit; readonly after: Known }[] {
  let reports = new Map<string, Report>();
  let municipalities = new Map<string, MunicipalityState>();
  let entries = noEntries;
  return steps.map(({ reports: stated, heads, gone, entries: added }, index) => {
    entries = withEntries(
      entries,
      added.map(({ entry }) => entry),
    );
    const keys = new Set(stated.map(reportKey));
    const held = [...reports.values()].filter((report) => !keys.has(reportKey(report)));
    const removed = [
      ...new Set(gone.map((place) => held[place % held.length]).filter((r) => r !== undefined)),
    ];
    reports = new Map([...reports, ...stated.map((report) => [reportKey(report), report] as const)]);
    for (const report of removed) reports.delete(reportKey(report));
    municipalities = new Map([
      ...municipalities,
      ...heads.map((head) => [municipalityKey(head), head] as const),
    ]);
    return {
      change: commit(index, { reports: stated, removed, municipalities: heads, entries: added }),
      after: { revision: index + 1, reports, municipalities, entries },
    };
  });
}

/** All that is known as one text, in order of the keys. */
export const asText = (known: Known): string =>
  JSON.stringify([
    known.revision,
    sorted(known.reports),
    sorted(known.municipalities),
    sorted(known.entries.count),
  ]);

const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
