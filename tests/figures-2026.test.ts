/** Copied figures of the night 2026, once the final count has come without its districts. */
import { expect, test, vi } from 'vitest';
import { apiOver, TOKEN } from './support/live-night.ts';
import { soundNight } from './support/night.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Told {
  readonly behind: { readonly files: readonly { readonly file: { readonly name: string } }[] };
}

test('a district’s figure names the night’s file behind it; the contest’s the final one', async () => {
  const { register } = await soundNight('2026');
  const over = await apiOver(register, TOKEN, '2026-09-26T10:00:00+02:00');
  const filesBehind = async (id: string) =>
    new Set((await over.get<Told>(`/api/figures/${id}`)).behind.files.map(({ file }) => file.name));
  expect(await filesBehind('RD-23.23030101.andel')).toEqual(new Set(['Val_2026_preliminar_00_RD.zip']));
  expect(await filesBehind('RD-23.andel')).toEqual(new Set(['Val_2026_slutlig_00_RD.zip']));
});
