/** Files in the store, on both drivers: recorded before anything else, kept as received, settled once. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MemberRow } from '../src/lib/server/store/store.ts';
import { missing, openTestStore, STORE_KINDS } from './support/store.ts';
import { AT, commit, fault, incoming, mustCommit, notice, outcome } from './support/store-samples.ts';

const noise = (size: number) => Uint8Array.from({ length: size }, (_, index) => (index * 2654435761) >>> 13);

const member = (name: string, more: Partial<MemberRow> = {}): MemberRow => ({
  name,
  crc32: 0xfedcba98,
  size: 12,
  outcome: 'accepted',
  reason: null,
  publishedAt: AT,
  ...more,
});

for (const kind of STORE_KINDS) {
  const why = await missing(kind);
  describe.skipIf(why !== null)(`Files in the ${kind} store${why ? ` (${why})` : ''}`, () => {
    test('gives back the bytes as received, whatever their size', async () => {
      const store = await openTestStore(kind);
      for (const size of [0, 1, 256, 512 * 1024, 512 * 1024 + 1, 1_500_000]) {
        const bytes = noise(size);
        const { sha256 } = await store.files.record(incoming(bytes));
        const given = await store.files.bytes(sha256);
        expect(given?.constructor).toBe(Uint8Array);
        expect(given?.byteLength).toBe(size);
        expect(Buffer.compare(given ?? noise(3), bytes)).toBe(0);
        expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      }
      expect(await store.files.bytes('0'.repeat(64))).toBeNull();
    });

    test('keeps the same bytes once, with a row for each time they came', async () => {
      const store = await openTestStore(kind);
      const first = await store.files.record(incoming(noise(9)));
      const again = await store.files.record(
        incoming(noise(9), { source: 'upload', via: 'upload', by: 'Eva' }),
      );
      expect([first.fresh, again.fresh, again.sha256]).toEqual([true, false, first.sha256]);
      const listed = await store.files.list({ limit: 9 });
      expect(listed.map(({ id, source, by }) => [id, source, by])).toEqual([
        [again.id, 'upload', 'Eva'],
        [first.id, 'https://data.example/valnatt.zip', null],
      ]);
      expect((await store.files.list({ limit: 9, before: again.id })).map(({ id }) => id)).toEqual([
        first.id,
      ]);
    });

    test('tells which files were recorded but never settled, oldest first, with their bytes', async () => {
      const store = await openTestStore(kind);
      const ids = [];
      for (const size of [1, 2, 3]) ids.push((await store.files.record(incoming(noise(size)))).id);
      await store.files.finish(ids[1] ?? 0, outcome({ outcome: 'unchanged' }), [], AT);
      const pending = await store.files.pending();
      expect(pending.map(({ file, bytes }) => [file.id, file.outcome, bytes])).toEqual([
        [ids[0], 'pending', noise(1)],
        [ids[2], 'pending', noise(3)],
      ]);
    });

    test('writes a refusal with its reason, its members and its notices in one go', async () => {
      const store = await openTestStore(kind);
      const { id } = await store.files.record(incoming(noise(9)));
      const bad = member('b.xml', { outcome: 'refused', reason: fault, publishedAt: null });
      const refusal = outcome({ outcome: 'refused', reason: fault, checksum: 'mismatch', publishedAt: null });
      await store.files.finish(id, { ...refusal, members: [member('a.xml'), bad] }, [notice('refused')], AT);
      const [file] = await store.files.list({ limit: 1 });
      expect(file).toMatchObject({ id, size: 9, outcome: 'refused', checksum: 'mismatch', revision: null });
      expect(JSON.stringify([file?.reason, file?.refused])).toBe(JSON.stringify([fault, [bad]]));
      expect((await store.events.list({ limit: 9 })).map((stored) => [stored.at, stored.event])).toEqual([
        [AT, notice('refused')],
      ]);
    });

    test('settles a file once', async () => {
      const store = await openTestStore(kind);
      const { id } = await store.files.record(incoming(noise(9)));
      await mustCommit(store, commit(0, { file: { id, outcome: outcome({ outcome: 'partial' }) } }));
      await expect(store.files.finish(id, outcome(), [notice('twice')], AT)).rejects.toThrow('not pending');
      const [file] = await store.files.list({ limit: 1 });
      expect(file).toMatchObject({ outcome: 'partial', revision: 1, checksum: 'verified', publishedAt: AT });
      expect(await store.events.list({ limit: 9 })).toEqual([]);
    });

    test('knows the newest file of an address', async () => {
      const store = await openTestStore(kind);
      await store.files.record(incoming(noise(1), { source: 'a', etag: null }));
      await store.files.record(incoming(noise(2), { source: 'a', etag: '"2"' }));
      await store.files.record(incoming(noise(3), { source: 'b' }));
      expect(await store.files.latestFrom('a')).toMatchObject({ etag: '"2"', size: 2 });
      expect(await store.files.latestFrom('c')).toBeNull();
    });

    test('knows the newest state held of every archive member; a refused one changes nothing', async () => {
      const store = await openTestStore(kind);
      const settle = async (members: readonly MemberRow[]) => {
        const { id } = await store.files.record(incoming(noise(5)));
        await store.files.finish(id, outcome({ members }), [], AT);
      };
      await settle([member('a', { crc32: 1 }), member('b', { crc32: 2 })]);
      await settle([member('a', { crc32: 3, outcome: 'unchanged', publishedAt: null })]);
      await settle([member('b', { crc32: 4, outcome: 'refused', reason: fault }), member('c')]);
      expect(await store.files.heldMembers()).toEqual(
        new Map([
          ['a', { crc32: 3, publishedAt: null }],
          ['b', { crc32: 2, publishedAt: AT }],
          ['c', { crc32: 0xfedcba98, publishedAt: AT }],
        ]),
      );
    });

    test('records a file whose name no text column takes', async () => {
      const store = await openTestStore(kind);
      const { id } = await store.files.record(incoming(noise(1), { name: 'a\0b.zip' }));
      await store.files.finish(id, outcome({ members: [member('x\0y'), member('x\0y')] }), [], AT);
      expect((await store.files.list({ limit: 1 }))[0]?.name).toBe('a\uFFFDb.zip');
      expect((await store.files.heldMembers()).has('x\0y')).toBe(false);
    });
  });
}
