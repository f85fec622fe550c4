import { describe, expect, test } from 'vitest';
import { readMoment } from '$lib/election/governing.ts';
import type { PartyCode } from '$lib/election/model.ts';
import { factBody, factStart, type FactOnRecord } from './governing-form.ts';

const fact: FactOnRecord = {
  key: '2303/2022/by 2024-04',
  entered: true,
  area: '2303',
  term: { from: '2022', to: '2026' },
  since: readMoment('by 2024-04'),
  until: null,
  parties: ['S', 'C'] as PartyCode[],
  complete: false,
  without: ['M'] as PartyCode[],
  majority: false,
  sources: ['kommunens webbplats', 'protokoll § 12'],
};

describe('a fact in the form', () => {
  test('is sent as it stood when nothing was changed', () => {
    expect(factBody(factStart(fact, '2018'))).toEqual({
      replaces: fact.key,
      term: '2022',
      from: 'by 2024-04',
      to: '',
      parties: ['S', 'C'],
      complete: false,
      without: ['M'],
      majority: false,
      source: 'kommunens webbplats\nprotokoll § 12',
    });
  });

  test('a new one knows nothing but its term, and unknown is never no', () => {
    const body = factBody(factStart(null, '2018'));
    expect(body).toMatchObject({ term: '2018', parties: [], complete: true, majority: null, source: '' });
    expect(body).not.toHaveProperty('replaces');
  });
});
