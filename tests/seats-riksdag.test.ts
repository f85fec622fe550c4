/** Our fixed Riksdag seats of one county against the official and reported ones. */
import { expect, test } from 'vitest';
import { riksdagFixedSeats } from '../src/lib/election/riksdag-seats.ts';
import { dayOf, differences } from './support/official-seats.ts';
import { membersOf, readPlainly } from './support/plain-reading.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { party, sum, table, won } from './support/seat-cases.ts';

/** Parties over 4 % of the nation: common knowledge, no file of ours holds the nation's votes of 2018 and 2022. */
const IN_THE_RIKSDAG = ['S', 'M', 'SD', 'MP', 'C', 'V', 'FP', 'L', 'KD'].map(party);

describeWithReference('the county’s four fixed seats in the Riksdag', () => {
  const county = (year: string) => {
    const members = membersOf(`final-xml/slutresultat-${year}-jamtland.zip`);
    const areas = [...members]
      .filter(([name]) => /^slutresultat_23\d\dR\.xml$/.test(name))
      .map(([, bytes]) => readPlainly(bytes).area);
    const votes = new Map<string, number>();
    for (const [code, number] of areas.flatMap(({ parties }) => [...parties])) {
      votes.set(code, (votes.get(code) ?? 0) + number);
    }
    return {
      parties: [...votes].map(([code, number]) => [party(code), number] as const),
      valid: areas.reduce((total, { valid }) => total + valid, 0),
    };
  };
  const seatsOfYear = (
    year: string,
    count: Pick<Parameters<typeof riksdagFixedSeats>[0], 'parties' | 'valid'>,
  ) => ({
    known: riksdagFixedSeats({
      ...count,
      seats: 4,
      electionDate: dayOf(year),
      nation: { overBar: IN_THE_RIKSDAG },
    }),
    unknown: riksdagFixedSeats({ ...count, seats: 4, electionDate: dayOf(year), nation: null }),
  });

  test('gave S two in 2014 and one in 2018, also where the nation’s result is not known', () => {
    const of2014 = seatsOfYear('2014', county('2014'));
    expect(county('2014').valid).toBe(83_714);
    expect(won(of2014.known.seats)).toEqual(table('S 2, M 1, C 1'));
    expect(won(of2014.unknown.seats)).toEqual(table('S 2, M 1, C 1'));
    expect(of2014.known.settled).toBe(false);
    const of2018 = seatsOfYear('2018', county('2018'));
    expect(county('2018').valid).toBe(85_223);
    expect(won(of2018.known.seats)).toEqual(table('S 1, M 1, SD 1, C 1'));
    expect(won(of2018.unknown.seats)).toEqual(won(of2018.known.seats));
  });

  test('gave S 2, M 1 and SD 1 in 2022, and no nation’s result could have changed it', () => {
    const path = 'results-2022-2026/riksdag-2022-final-districts-jamtland.csv';
    const [head = '', ...lines] = readReference(path).toString('utf8').trimEnd().split(/\r?\n/);
    const columns = head.split(',');
    const add = (name: string) =>
      lines.reduce((total, line) => {
        const cells = line.replace(/"[^"]*"/g, 'name').split(',');
        return total + Number(cells[columns.indexOf(name)] || 0);
      }, 0);
    const count = {
      valid: add('ANTAL GILTIGA VALSEDLAR'),
      parties: ['M', 'C', 'L', 'KD', 'MP', 'S', 'V', 'SD'].map((code) => [party(code), add(code)] as const),
    };
    expect(count.valid).toBe(85_024);
    const { known, unknown } = seatsOfYear('2022', count);
    expect(won(known.seats)).toEqual(table('S 2, M 1, SD 1'));
    expect(unknown.seats).toEqual(known.seats);
    expect(known.settled).toBe(true);
  });

  test('gave the same in 2026, preliminary and final, as the official seats say', () => {
    interface Preliminary {
      readonly counted: Record<string, number>;
      readonly collection_counted: Record<string, number>;
      readonly official_seats: Record<string, number>;
    }
    const read = (name: string) => JSON.parse(readReference(`results-2022-2026/${name}`).toString('utf8'));
    const {
      counted,
      collection_counted: collection,
      official_seats: seats,
    } = read('riksdag-2026-preliminary-county.json')['27'] as Preliminary;
    const both = Object.entries(counted).map(
      ([code, votes]) => [code, votes + (collection[code] ?? 0)] as const,
    );
    const preliminary = {
      valid: sum(both),
      parties: both.filter(([code]) => code !== 'ÖVR').map(([code, votes]) => [party(code), votes] as const),
    };
    expect(preliminary.valid).toBe(86_389);
    const final = read('riksdag-2026-final.json') as {
      partyOrder: string[];
      valkrets27: { votes: number[]; valid: number };
    };
    const ended = {
      valid: final.valkrets27.valid,
      parties: final.partyOrder
        .map((code, index) => [party(code), final.valkrets27.votes[index] ?? 0] as const)
        .filter(([code]) => code !== 'ÖVR'),
    };
    for (const count of [preliminary, ended]) {
      const { unknown } = seatsOfYear('2026', count);
      expect(differences(unknown.seats, new Map(Object.entries(seats)))).toEqual([]);
      expect(unknown.settled).toBe(true);
    }
  });
});
