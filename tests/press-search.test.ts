/** What is found by the beginnings of words, and in which order. */
import { describe, expect, test } from 'vitest';
import type { Contest } from '../src/lib/election/snapshot-shape.ts';
import { search, searchEntries } from '../src/lib/press/search.ts';
import { contest, snapshot, target } from './support/press-samples.ts';

const council = (code: string, name: string): Contest => ({
  ...contest({ votes: { S: 3, C: 2 } }),
  id: `KF-${code}`,
  area: { code, name },
});
const shown = snapshot(
  [
    contest({ id: 'RD-23' }),
    contest({ id: 'RF-23', votes: { S: 3, C: 2 } }),
    council('2380', 'Östersund'),
    council('2326', 'Berg'),
    council('2361', 'Härjedalen'),
  ],
  [
    target({
      id: 'kf',
      kind: 'share',
      contest: 'KF-2326',
      label: 'Bättre resultat i kommunvalet i Berg än 2014',
    }),
    target({ id: 'styr', kind: 'governing', contest: 'KF-2326', label: 'Ingå i styret av Berg' }),
    target({ id: 'personer', kind: 'count', label: 'Minst 155 personer aktiva i valarbetet' }),
  ],
);
const inContest = (id: string, names: Readonly<Record<string, string>>, municipality: string) =>
  Object.entries(names).map(([district, name]) => ({ contest: id, district, name, municipality }));
const BERG = { 23260101: 'Hackås', 23260102: 'Storsjö-Ljungdalen' };
const OSTERSUND = { 23800101: 'Storsjöbygden', 23800102: 'Torvalla', 23800103: 'Bergsgatan' };
const entries = searchEntries(shown, [
  ...inContest('KF-2326', BERG, '2326'),
  ...inContest('RF-23', BERG, '2326'),
  ...inContest('KF-2380', OSTERSUND, '2380'),
]);
const found = (typed: string, limit?: number) => search(entries, typed, limit).map(({ label }) => label);

describe('search', () => {
  test('“berg” finds the municipal election in Berg first', () => {
    expect(found('berg')).toEqual([
      'Kommunvalet i Berg',
      'Berg',
      'Bättre resultat i kommunvalet i Berg än 2014',
      'Ingå i styret av Berg',
      'Hackås, kommunvalet i Berg',
      'Storsjö-Ljungdalen, kommunvalet i Berg',
      'Hackås, regionvalet i Jämtland Härjedalen',
      'Storsjö-Ljungdalen, regionvalet i Jämtland Härjedalen',
      'Bergsgatan, kommunvalet i Östersund',
      'Socialdemokraterna, kommunvalet i Berg',
      'Centerpartiet, kommunvalet i Berg',
    ]);
  });

  test.each([
    ['region', 'Regionvalet i Jämtland Härjedalen'],
    ['riksdag', 'Riksdagsvalet i Jämtlands län'],
    ['öster', 'Kommunvalet i Östersund'],
    ['oster', 'Kommunvalet i Östersund'],
    ['ÖSTERSUND', 'Kommunvalet i Östersund'],
    ['harjed', 'Regionvalet i Jämtland Härjedalen'],
    ['härjedalen kommun', 'Kommunvalet i Härjedalen'],
    ['  berg   kommun ', 'Kommunvalet i Berg'],
    ['kommunvalet berg', 'Kommunvalet i Berg'],
    ['styret', 'Ingå i styret av Berg'],
    ['155', 'Minst 155 personer aktiva i valarbetet'],
    ['center berg', 'Centerpartiet, kommunvalet i Berg'],
    ['c östersund', 'Centerpartiet, kommunvalet i Östersund'],
  ])('“%s” finds “%s” first', (typed, first) => {
    expect(found(typed)[0]).toBe(first);
  });

  test('“storsjö” finds the districts with that name', () => {
    const districts = [
      'Storsjö-Ljungdalen, kommunvalet i Berg',
      'Storsjö-Ljungdalen, regionvalet i Jämtland Härjedalen',
      'Storsjöbygden, kommunvalet i Östersund',
    ];
    expect(found('storsjö')).toEqual(districts);
    expect(found('storsjo')).toEqual(districts);
  });

  test('“berg region” narrows to Berg’s places in the regional election', () => {
    expect(found('berg region')).toEqual([
      'Hackås, regionvalet i Jämtland Härjedalen',
      'Storsjö-Ljungdalen, regionvalet i Jämtland Härjedalen',
    ]);
  });

  test('the inside of a word comes after every beginning', () => {
    expect(found('valla')).toEqual(['Torvalla, kommunvalet i Östersund']);
    expect(found('sund')).toContain('Kommunvalet i Östersund');
    expect(found('gatan')).toEqual(['Bergsgatan, kommunvalet i Östersund']);
  });

  test('nothing typed, or nothing like it, finds nothing; and a list has an end', () => {
    expect([found(''), found('   '), found('–'), found('xyz'), found('berg xyz')]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(found('berg', 2)).toHaveLength(2);
  });

  test('the same words find the same, in the same order, whatever the case', () => {
    expect(found('BERG')).toEqual(found('berg'));
    expect(search(entries, 'a')).toEqual(search([...entries], 'a'));
  });

  test('each entry knows its figure, and no two have one id', () => {
    const ids = entries.map(({ kind, id }) => `${kind} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      search(entries, 'berg')
        .slice(0, 3)
        .map(({ figure }) => figure),
    ).toEqual(['KF-2326.andel', 'KF-2326.andel', 'kf.lage']);
    expect(search(entries, 'hackås')[0]?.figure).toBe('KF-2326.23260101.andel');
    expect(search(entries, 'center berg')[0]?.figure).toBe('KF-2326.C.andel');
    expect(search(entries, 'socialdem berg')[0]?.figure).toBe('KF-2326.andel');
  });
});
