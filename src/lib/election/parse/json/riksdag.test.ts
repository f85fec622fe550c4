import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  changed,
  constituencyOf,
  EXPECTED,
  rootOf,
  summaryFile,
  TOTAL,
} from '../../../../../tests/support/json-example.ts';
import {
  faultOf,
  outcomes,
  readArchive,
  readMember,
  resultOf,
} from '../../../../../tests/support/read-json.ts';

describe('The Riksdag’s archive', () => {
  const NATIONAL = 'Val_2026_preliminar_mandatfordelning_00_RD.json';
  const national = (...constituencies: readonly Record<string, unknown>[]): Record<string, unknown> => ({
    ...rootOf('RD'),
    valomrade: { kod: '00', namn: 'Riket', valkretsLista: constituencies },
  });
  const own = { ...TOTAL, code: '27', name: 'Jämtlands län', at: '2026-09-13T21:30:00', council: 4 };

  test('has the constituency as the contest’s area; the rest of the nation is not looked at', () => {
    const file = national({ kod: '01' }, constituencyOf({ ...own, seats: { S: 3, M: 2, LP: 0 } }));
    const result = resultOf(readArchive({ [NATIONAL]: file }), '23');
    expect(result).toMatchObject({
      type: 'RD',
      reports: [],
      whole: { votes: { valid: 300 }, eligible: 530 },
    });
    expect(result.seats).toEqual([
      {
        area: '23',
        of: 5,
        decidedAt: null,
        parties: [
          ['LP', 0],
          ['M', 2],
          ['S', 3],
        ],
      },
    ]);
  });

  test('until seats are allotted, tells of the fixed ones', () => {
    const file = national(constituencyOf({ ...own, seats: null }));
    expect(resultOf(readArchive({ [NATIONAL]: file }), '23').seats).toMatchObject([{ of: 4, parties: null }]);
  });

  test('without a number of seats, or with the constituency twice, is refused', () => {
    const one = constituencyOf({ ...own, seats: null });
    const without = national(changed(one, 'totaltAntalFastaMandat', undefined));
    expect(faultOf(readMember(NATIONAL, bytesOf(without)))?.kind).toBe('missingAttribute');
    expect(faultOf(readMember(NATIONAL, bytesOf(national(one, one))))?.kind).toBe('duplicateDistrict');
  });

  test('in a final count is told without districts unless they are asked for', () => {
    const [districts, summary] = ['rostfordelning_00', 'summering'].map(
      (part) => `Val_2026_slutlig_${part}_RD.json`,
    );
    const members = {
      [districts as string]: { ...rootOf('RD', 'slutlig'), valdistrikt: [] },
      [summary as string]: { ...summaryFile(), ...rootOf('RD', 'slutlig') },
    };
    expect(outcomes(readArchive(members))).toEqual([
      [summary, '2398'],
      [summary, '2399'],
    ]);
    const asked = readArchive(members, { ...EXPECTED, finalDistricts: true });
    expect(outcomes(asked)).toEqual([
      [districts, 'missingElement'],
      [districts, 'missingElement'],
    ]);
  });

  test('without the constituency is refused', () =>
    expect(faultOf(readMember(NATIONAL, bytesOf(national({ kod: '01' }))))).toMatchObject({
      kind: 'missingElement',
      place: 'valomrade 00 > valkrets 27',
    }));
});
