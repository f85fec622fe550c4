/** What the store promises, on both drivers: results, events, feed. Files: store-files; opening: store-opening. */
import { noEntries } from '../src/lib/election/entry.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MunicipalityState } from '../src/lib/election/known.ts';
import type { Report } from '../src/lib/election/model.ts';
import { missing, openTestStore, STORE_KINDS } from './support/store.ts';
import {
  anyHead,
  anyReport,
  anySteps,
  asText,
  AT,
  commit,
  fault,
  incoming,
  mustCommit,
  notice,
  outcome,
  play,
  target,
} from './support/store-samples.ts';

const [report] = fc.sample(anyReport, { seed: 1, numRuns: 1 }) as [Report];

for (const kind of STORE_KINDS) {
  const why = await missing(kind);
  describe.skipIf(why !== null)(`The ${kind} store${why ? ` (${why})` : ''}`, () => {
    test('rebuilds what was known at every revision, byte for byte', async () => {
      await fc.assert(
        fc.asyncProperty(anySteps, async (steps) => {
          const store = await openTestStore(kind);
          const played = play(steps);
          for (const { change } of played) await mustCommit(store, change);
          for (const { after } of played) {
            const known = await store.results.known(after.revision);
            expect(asText(known)).toBe(asText(after));
            expect([...known.reports.keys()]).toEqual([...known.reports.keys()].sort());
          }
          expect(asText(await store.results.known())).toBe(asText(await store.results.known(steps.length)));
          await store.close();
        }),
        { numRuns: kind === 'embedded' ? 6 : 30 },
      );
    });

    test('knows nothing before the first revision', async () => {
      const store = await openTestStore(kind);
      expect(await store.results.newest()).toBe(0);
      expect(await store.results.revision(1)).toBeNull();
      expect(await store.results.revisionAt(AT)).toBeNull();
      expect(await store.results.known()).toEqual({
        revision: 0,
        reports: new Map(),
        municipalities: new Map(),
        entries: noEntries,
      });
    });

    test('reads more districts than one statement does', async () => {
      const store = await openTestStore(kind);
      const many = Array.from({ length: 1201 }, (_, index) => ({
        ...report,
        district: String(23030000 + index) as Report['district'],
      }));
      await mustCommit(store, commit(0, { reports: many }));
      await mustCommit(store, commit(1, { removed: many.slice(200, 700) }));
      expect((await store.results.known(1)).reports.size).toBe(1201);
      expect([...(await store.results.known()).reports.values()]).toEqual([
        ...many.slice(0, 200),
        ...many.slice(700),
      ]);
    });

    test('forgets a removed report from that revision on, until it is stated again', async () => {
      const store = await openTestStore(kind);
      await mustCommit(store, commit(0, { reports: [report] }));
      await mustCommit(store, commit(1, { removed: [report] }));
      await mustCommit(store, commit(2, { reports: [{ ...report, name: 'Åter' }] }));
      const names = await Promise.all(
        [1, 2, 3].map(async (n) => [...(await store.results.known(n)).reports.values()].map((r) => r.name)),
      );
      expect(names).toEqual([[report.name], [], ['Åter']]);
    });

    test('refuses a change computed against another revision, and writes nothing of it', async () => {
      const store = await openTestStore(kind);
      const { id } = await store.files.record(incoming(new Uint8Array([1])));
      await mustCommit(store, commit(0));
      const late = commit(0, {
        reports: [report],
        events: [notice('late')],
        file: { id, outcome: outcome() },
      });
      expect(await store.results.commit(late)).toEqual({
        ok: false,
        error: { kind: 'revisionConflict', expected: 0, newest: 1 },
      });
      expect((await store.results.known()).reports.size).toBe(0);
      expect(await store.events.list({ limit: 9 })).toEqual([]);
      expect(await store.files.pending()).toHaveLength(1);
    });

    test('lets one of several simultaneous writers through', async () => {
      const store = await openTestStore(kind);
      const done = await Promise.all(Array.from({ length: 8 }, () => store.results.commit(commit(0))));
      expect(done.filter((result) => result.ok)).toEqual([{ ok: true, value: 1 }]);
      expect(await store.results.newest()).toBe(1);
    });

    test('takes back everything when one part of a revision cannot be written', async () => {
      const store = await openTestStore(kind);
      const [head] = fc.sample(anyHead, { seed: 1, numRuns: 1 }) as [MunicipalityState];
      const twice = commit(0, { reports: [report, report], municipalities: [head], events: [notice('x')] });
      await expect(store.results.commit(twice)).rejects.toThrow(
        /^The store could not write: duplicate key[^\n]*$/,
      );
      await expect(store.results.commit(commit(0, { file: { id: 77, outcome: outcome() } }))).rejects.toThrow(
        'File 77 is not pending',
      );
      expect(await store.results.newest()).toBe(0);
      expect((await store.results.known(9)).municipalities.size).toBe(0);
      expect(await mustCommit(store, commit(0, { reports: [report] }))).toBe(1);
    });

    test('keeps each revision with its times, cause and feed as given', async () => {
      const store = await openTestStore(kind);
      const { id } = await store.files.record(incoming(new Uint8Array([1])));
      const change = commit(0, { file: { id, outcome: outcome() }, at: '2018-09-09T21:05:00.120+02:00' });
      await mustCommit(store, change);
      await mustCommit(store, commit(1, { publishedAt: null }));
      const expected = { revision: 1, at: change.at, publishedAt: AT, cause: 'file', fileId: id };
      expect(JSON.stringify(await store.results.revision(1))).toBe(
        JSON.stringify({ ...expected, feed: change.feed }),
      );
      expect((await store.results.revisions()).map((row) => [row.revision, row.fileId])).toEqual([
        [1, id],
        [2, null],
      ]);
    });

    test('finds the newest revision not published after a time, whatever the offsets', async () => {
      const store = await openTestStore(kind);
      const times = ['2018-09-09T21:00:00+02:00', '2018-09-09T19:10:00Z', null, '2018-09-09T20:20:00+01:00'];
      for (const [n, publishedAt] of times.entries()) await mustCommit(store, commit(n, { publishedAt }));
      const at = (time: string) => store.results.revisionAt(time);
      expect(await at('2018-09-09T20:59:59.999+02:00')).toBeNull();
      expect(await at('2018-09-09T19:00:00Z')).toBe(1);
      expect(await at('2018-09-09T21:19:59+02:00')).toBe(2);
      expect(await at('2018-09-09T21:20+02:00')).toBe(4);
      await expect(at('2018-09-09T21:20')).rejects.toThrow('with offset');
    });

    test('lists events newest first, after and before an id, and by kind', async () => {
      const store = await openTestStore(kind);
      await store.events.add([notice('a'), notice('b')], AT);
      await mustCommit(store, commit(0, { events: [target('t', 'missed'), notice('c')] }));
      const all = await store.events.list({ limit: 9 });
      expect(all.map(({ revision, event }) => [revision, event])).toEqual([
        [1, notice('c')],
        [1, target('t', 'missed')],
        [null, notice('b')],
        [null, notice('a')],
      ]);
      const ids = all.map((event) => event.id);
      expect(ids).toEqual([...ids].sort((a, b) => b - a));
      const listed = async (query: object) =>
        (await store.events.list({ limit: 9, ...query })).map(({ id }) => id);
      expect(await listed({ after: ids[2] })).toEqual(ids.slice(0, 2));
      expect(await listed({ before: ids[1], limit: 1 })).toEqual([ids[2]]);
      expect(await listed({ kinds: ['target'] })).toEqual([ids[1]]);
    });

    test('keeps an event as it is, even one with text that no text column takes', async () => {
      const store = await openTestStore(kind);
      const refused = { kind: 'notice', contest: null, notice: { about: 'refused', error: fault } } as const;
      await store.events.add([refused], AT);
      const [stored] = await store.events.list({ limit: 1 });
      expect(JSON.stringify(stored?.event)).toBe(JSON.stringify(refused));
    });

    test('tells every goal’s state and since when, at any revision', async () => {
      const store = await openTestStore(kind);
      const later = '2018-09-09T22:00:00+02:00';
      await mustCommit(store, commit(0, { events: [target('a', 'tooEarly'), target('b', 'missed')] }));
      await mustCommit(store, commit(1, { at: later, events: [target('a', 'reached')] }));
      await mustCommit(
        store,
        commit(2, { at: '2018-09-12', events: [target('a', 'reached', { final: true })] }),
      );
      expect([...(await store.events.targetStates(1))]).toEqual([
        ['a', { state: 'tooEarly', since: AT, final: false }],
        ['b', { state: 'missed', since: AT, final: false }],
      ]);
      expect((await store.events.targetStates()).get('a')).toEqual({
        state: 'reached',
        since: later,
        final: true,
      });
    });

    test('keeps one row about the feed', async () => {
      const store = await openTestStore(kind);
      expect(await store.feed.read()).toBeNull();
      const row = { source: 's', checkedAt: AT, changedAt: null, publishedAt: null };
      await store.feed.write({ ...row, problem: 'timeout', attempts: 3, nightPosition: null });
      await store.feed.write({ ...row, problem: null, attempts: 0, nightPosition: AT });
      expect(await store.feed.read()).toEqual({ ...row, problem: null, attempts: 0, nightPosition: AT });
    });
  });
}
