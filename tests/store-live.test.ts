/** Who hears of a revision, and who may poll: on both drivers, over lost connections and until the end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { cutConnections } from './support/postgres.ts';
import { missing, openTestStore, postgresUrl, STORE_KINDS, testOptions } from './support/store.ts';
import { commit, mustCommit, notice } from './support/store-samples.ts';

const never = new AbortController().signal;
/** A database that gets little of the machine takes its time. */
const PATIENT = { timeout: 60_000 };
/** Closing takes less than a second of the machine's time, and waits for nobody. */
const HANG_MS = 30_000;

for (const kind of STORE_KINDS) {
  const why = await missing(kind);
  describe.skipIf(why !== null)(`Listening to the ${kind} store${why ? ` (${why})` : ''}`, () => {
    test('begins with the newest revision and tells of each later one', async () => {
      const store = await openTestStore(kind);
      await mustCommit(store, commit(0));
      const heard: number[] = [];
      await store.listen((revision) => heard.push(revision), never);
      expect(heard).toEqual([1]);
      for (const n of [1, 2, 3]) await mustCommit(store, commit(n));
      await vi.waitFor(() => expect(heard).toEqual([1, 2, 3, 4]), PATIENT);
    });

    test('tells of a revision only when it can be read, and never of one that failed', async () => {
      const store = await openTestStore(kind);
      const heard: number[] = [];
      const read: Promise<unknown>[] = [];
      const listener = (revision: number) => {
        heard.push(revision);
        if (revision > 0) read.push(store.results.revision(revision));
      };
      await store.listen(listener, never);
      const failing = commit(0, { file: { id: 99, outcome: {} as never } });
      await expect(store.results.commit(failing)).rejects.toThrow();
      await mustCommit(store, commit(0));
      await vi.waitFor(() => expect(heard).toEqual([0, 1]), PATIENT);
      expect(await Promise.all(read)).toMatchObject([{ revision: 1 }]);
    });

    test('ends with its signal, for that listener alone', async () => {
      const store = await openTestStore(kind);
      const leaving = new AbortController();
      const left: number[] = [];
      const stayed: number[] = [];
      await store.listen((revision) => left.push(revision), leaving.signal);
      await store.listen((revision) => stayed.push(revision), never);
      leaving.abort();
      await mustCommit(store, commit(0));
      await vi.waitFor(() => expect(stayed).toEqual([0, 1]), PATIENT);
      expect(left).toEqual([0]);
    });

    test('and holding end, and do not hang, when the store is closed', async () => {
      const store = await openTestStore(kind);
      const heard: number[] = [];
      await store.listen((revision) => heard.push(revision), never);
      const hold = await store.poller.hold(never);
      expect(hold.aborted).toBe(false);
      const begun = performance.now();
      await store.close();
      expect(performance.now() - begun).toBeLessThan(HANG_MS);
      expect(hold.aborted).toBe(true);
      expect(heard).toEqual([0]);
    });

    test('and asking for what came after the last event misses none while many write', async () => {
      const store = await openTestStore(kind);
      const writing = Promise.all(
        Array.from({ length: 30 }, (_, n) => store.events.add([notice(`${n}a`), notice(`${n}b`)], 'now')),
      );
      const seen: number[] = [];
      const follow = async () => {
        const news = await store.events.list({ after: seen.at(-1) ?? 0, limit: 99 });
        seen.push(...news.map((event) => event.id).reverse());
      };
      let done = false;
      void writing.then(() => (done = true));
      while (!done) await follow();
      await follow();
      expect(seen).toHaveLength(60);
    });

    test('holds the night until the caller’s signal', async () => {
      const store = await openTestStore(kind);
      const leaving = new AbortController();
      const hold = await store.poller.hold(leaving.signal);
      expect(hold.aborted).toBe(false);
      leaving.abort();
      expect(hold.aborted).toBe(true);
      await expect(store.poller.hold(leaving.signal)).rejects.toThrow('aborted');
    });
  });
}

const why = await missing('postgres');
describe.skipIf(why !== null)(`Several processes on Postgres${why ? ` (${why})` : ''}`, () => {
  test('hear of each other’s revisions, and not of another night’s', async () => {
    const options = await testOptions('postgres');
    const writer = await openTestStore('postgres', options);
    const reader = await openTestStore('postgres', options);
    const stranger = await openTestStore('postgres');
    const heard: number[] = [];
    const strange: number[] = [];
    await reader.listen((revision) => heard.push(revision), never);
    await stranger.listen((revision) => strange.push(revision), never);
    for (const n of [0, 1]) await mustCommit(writer, commit(n));
    await vi.waitFor(() => expect(heard).toEqual([0, 1, 2]), PATIENT);
    expect(strange).toEqual([0]);
  });

  test('hear after a lost connection of what was written in between', async () => {
    const options = await testOptions('postgres');
    const reader = await openTestStore('postgres', options);
    const writer = await openTestStore('postgres', options);
    const heard: number[] = [];
    await reader.listen((revision) => heard.push(revision), never);
    await cutConnections(await postgresUrl(), options.night);
    await vi.waitFor(() => mustCommit(writer, commit(0)), PATIENT);
    await vi.waitFor(() => expect(heard.at(-1)).toBe(1), PATIENT);
    await mustCommit(writer, commit(1));
    await vi.waitFor(() => expect(heard.at(-1)).toBe(2), PATIENT);
  });

  test('poll one at a time: the second waits for the first', async () => {
    const options = await testOptions('postgres');
    const [first, second] = await Promise.all([1, 2].map(() => openTestStore('postgres', options)));
    if (!first || !second) throw new Error('two stores');
    await first.poller.hold(never);
    let held = false;
    const waiting = second.poller.hold(never).then(() => (held = true));
    await sleep(700);
    expect(held).toBe(false);
    await first.close();
    expect(await waiting).toBe(true);
  });

  test('can give up waiting for the night', async () => {
    const options = await testOptions('postgres');
    const [first, second] = await Promise.all([1, 2].map(() => openTestStore('postgres', options)));
    if (!first || !second) throw new Error('two stores');
    await first.poller.hold(never);
    await expect(second.poller.hold(AbortSignal.timeout(200))).rejects.toThrow();
    const begun = performance.now();
    const waiting = expect(second.poller.hold(never)).rejects.toThrow();
    await sleep(100);
    await second.close();
    await waiting;
    expect(performance.now() - begun).toBeLessThan(HANG_MS);
  });

  test('lose the night with the connection that held it, and can take it again', async () => {
    const options = await testOptions('postgres');
    const store = await openTestStore('postgres', options);
    const hold = await store.poller.hold(never);
    await cutConnections(await postgresUrl(), options.night);
    await vi.waitFor(() => expect(hold.aborted).toBe(true), PATIENT);
    const again = await store.poller.hold(never);
    expect(again.aborted).toBe(false);
  });
});
