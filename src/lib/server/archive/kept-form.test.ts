import { setImmediate as breathe } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { zipOf } from '../../../../tests/support/json-feed.ts';
import { ARCHIVE_LIMITS, openArchive } from '../../election/parse/archive.ts';
import type { LedgerFile, MemberRow } from '../store/store.ts';
import { createKeepForm } from './kept-form.ts';

vi.setConfig({ testTimeout: 120_000 });

const PERSON = 'Ottilia Påhittad';

/** A member with persons in it, a little larger than XML's may be, that packs as figures do. */
function largeMember(): string {
  const rows: string[] = [];
  let [length, state] = [0, 1];
  while (length <= ARCHIVE_LIMITS.memberBytes) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const row = `{"namn":"${PERSON}","kandidatnummer":${state},"listnummer":${state >>> 7}}`;
    rows.push(row);
    length += row.length + 1;
  }
  return `{"test":false,"valdistrikt":[{"valdistriktskod":"23030101","summeradePersonroster":[${rows.join(',')}]}]}`;
}

test('a final national file, larger than XML’s may be, goes in without persons, and others run in between', async () => {
  const name = 'Val_2026_slutlig_rostfordelning_00_RD.json';
  const bytes = zipOf({ [name]: largeMember() });
  const archive = openArchive(bytes, 'prov.zip');
  const member = archive.ok ? archive.value.members[0] : undefined;
  const row = { name, crc32: member?.crc32, size: member?.size, reason: null } as unknown as MemberRow;
  const file = { name: 'Val_2026_slutlig_00_RD.zip', sha256: '0'.repeat(64), size: bytes.byteLength };
  let turns = 0;
  let done = false;
  const others = (async () => {
    while (!done) {
      turns += 1;
      await breathe();
    }
  })();
  const kept = await createKeepForm()(
    { ...file, members: [row], reduced: null } as unknown as LedgerFile,
    bytes,
  );
  done = true;
  await others;
  expect(kept.reduced?.members).toEqual([{ name, crc32: member?.crc32, size: member?.size, fault: null }]);
  const reduced = openArchive(kept.bytes, 'kvar.zip');
  const text = reduced.ok ? reduced.value.members[0]?.read() : undefined;
  expect(text?.ok && Buffer.from(text.value).toString()).toBe(
    '{"test":false,"valdistrikt":[{"valdistriktskod":"23030101"}]}',
  );
  // One turn of the loop for each of the member's pieces would be a thousand; at once there would be a handful.
  expect(turns).toBeGreaterThan(20);
});
