import { describe, expect, test } from 'vitest';
import { readMoment, type GoverningFact } from '$lib/election/governing.ts';
import type { ContestId, DistrictCode, MunicipalityCode, PartyCode } from '$lib/election/model.ts';
import { auditWords, type AuditRow } from './audit-words.ts';

const names = {
  party: 'S',
  named: new Map([
    ['2303', 'Ragunda'],
    ['calls', 'Samtal'],
    ['RD-23', 'RD Jämtlands län'],
  ]),
};
const row = (more: Pick<AuditRow, 'kind' | 'subject' | 'old' | 'new'>): AuditRow => ({
  id: 1,
  at: '2018-09-09T22:00:00+02:00',
  who: 'Åsa',
  reason: null,
  revision: 7,
  ...more,
});
const fact: GoverningFact = {
  area: '2303',
  term: { from: '2022', to: '2026' },
  since: readMoment('2024-04'),
  until: null,
  parties: ['S', 'C'] as PartyCode[],
  complete: true,
  without: [],
  majority: null,
  sources: ['kommunen', 'en tidning'],
};

describe('the log in words', () => {
  test('says whether something was entered, changed or taken back', () => {
    const subject = '2303/2022/2024-04';
    const titles = (
      [
        [null, fact],
        [fact, fact],
        [fact, null],
      ] as const
    ).map(([old, now]) => auditWords(row({ kind: 'governing', subject, old, new: now }), names).title);
    expect(titles).toEqual(['Styre, Ragunda: inlagt', 'Styre, Ragunda: ändrat', 'Styre, Ragunda: borttaget']);
  });

  test('shows the old value and the new', () => {
    const changed = row({ kind: 'governing', subject: 'x', old: fact, new: { ...fact, majority: false } });
    const { before, after } = auditWords(changed, names);
    expect(before).toBe(
      '2022–2026: S, C, sedan april 2024, okänt om majoritet eller minoritet. Källa: kommunen; en tidning',
    );
    expect(after).toContain(', minoritet. ');
    const count = { target: 'calls', date: '2018-06-30', value: 12.5, source: 'kansliet' };
    const figure = auditWords(
      row({ kind: 'count', subject: 'calls/2018-06-30', old: null, new: count }),
      names,
    );
    expect([figure.title, figure.before, figure.after]).toEqual([
      'Egen siffra, Samtal: inlagt',
      null,
      '12,5, 30 juni 2018. Källa: kansliet',
    ]);
  });

  test('names the district of a figure by phone', () => {
    const oral = {
      contest: 'RD-23' as ContestId,
      municipality: '2303' as MunicipalityCode,
      district: '23030101' as DistrictCode,
      districtName: 'Hammarstrand',
      own: 1200,
      valid: 2000,
      at: '2018-09-09T22:00:00+02:00',
    };
    const { title, after } = auditWords(
      row({ kind: 'oral', subject: 'RD-23/23030101', old: null, new: oral }),
      names,
    );
    expect([title, after]).toEqual([
      'Muntlig uppgift, RD Jämtlands län: inlagt',
      'Hammarstrand: S 1\u00a0200 av 2\u00a0000',
    ]);
  });
});
