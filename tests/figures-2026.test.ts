/** Copied figures of the night 2026, once the final count has come without its districts. */
import { expect, test, vi } from 'vitest';
import { apiOver, TOKEN } from './support/live-night.ts';
import { soundNight } from './support/night.ts';

vi.setConfig({ testTimeout: 300_000 });

interface Told {
  readonly behind: { readonly files: readonly { readonly file: { readonly name: string } }[] };
}

const apiOfNight = async () =>
  apiOver((await soundNight('2026')).register, TOKEN, '2026-09-26T10:00:00+02:00');

test('a district’s figure names the night’s file behind it; the contest’s the final one', async () => {
  const over = await apiOfNight();
  const filesBehind = async (id: string) =>
    new Set((await over.get<Told>(`/api/figures/${id}`)).behind.files.map(({ file }) => file.name));
  expect(await filesBehind('RD-23.23030101.andel')).toEqual(new Set(['Val_2026_preliminar_00_RD.zip']));
  expect(await filesBehind('RD-23.andel')).toEqual(new Set(['Val_2026_slutlig_00_RD.zip']));
});

test('of a district’s copied figure nobody says that it is the final one’s', async () => {
  const over = await apiOfNight();
  const late = await over.get<{ revision: number }>('/api/snapshot?at=2026-09-14T03:14:00%2B02:00');
  const told = JSON.stringify(await over.get(`/api/figures/RD-23.23030101.andel?revision=${late.revision}`));
  expect(told).toContain('Den är densamma i den preliminära räkningen');
  expect(told).not.toContain('i den senaste räkningen');
});

test('the districts as CSV say which count they are of, and nothing of those not counted', async () => {
  const { api } = await apiOfNight();
  const at = encodeURIComponent('2026-09-13T22:00:00+02:00');
  const early = await (await api.request(`/api/contests/RD-23/districts?format=csv&at=${at}`)).text();
  const counts = early
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((row) => row.split(';').at(-1));
  expect(counts.filter((count) => count === 'preliminär')).toHaveLength(19);
  expect(counts.filter((count) => count === '')).toHaveLength(93 - 19);
  const text = await (await api.request('/api/contests/RD-23/districts?format=csv')).text();
  const [head = '', ...rows] = text.trim().split(/\r?\n/);
  expect(head.endsWith(';räkning')).toBe(true);
  expect(rows).toHaveLength(93);
  expect(rows.every((row) => row.endsWith(';preliminär'))).toBe(true);
});

test('a comparison is told as one, and no share names it as its goal', async () => {
  const over = await apiOfNight();
  const goal = await over.get<{ figure: { ground: string } }>('/api/figures/rd-share.lage');
  expect(goal.figure.ground).toMatch(
    /^Målet är bara en jämförelse med 2022, inget antaget mål\. Slutligt resultat/,
  );
  const share = JSON.stringify(await over.get('/api/figures/RD-23.andel'));
  expect(share).toContain('statement');
  expect(share).not.toMatch(/målet|målen/i);
});
