import { describe, expect, it } from 'vitest';
import { referenceData, WHY_SKIPPED } from '../../../tests/support/reference.ts';
import { buildTable2026 } from './build-2026.ts';
import { TABLE_2026 as table } from './index.ts';
import { tableText } from './table-text.ts';

const S = '0002';
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const own = table.rows.indexOf(S);

/** Votes for S and valid votes of places on the night. */
const totals = (places: readonly { readonly votes: readonly number[] }[]) => [
  sum(places.map(({ votes }) => votes[own] ?? 0)),
  sum(places.map(({ votes }) => sum(votes))),
];

const finalOf = (election: string, code: string) => {
  const found = table.finals.find((each) => each.election === election && each.code === code);
  if (!found) throw new Error(`No final result ${election} ${code}.`);
  return found;
};

/** Votes for S, valid votes, seats of S, all seats. */
function resultOf(election: string, code: string) {
  const { votes, others, seats } = finalOf(election, code);
  const listed = votes.map(([, count]) => count);
  return [
    votes.find(([party]) => party === S)?.[1],
    sum(listed) + (others ?? 0),
    seats?.parties.find(([party]) => party === S)?.[1],
    seats?.total,
  ];
}

describe('the night count of 2026', () => {
  it('has the official totals of the county, without and with the collection districts', () => {
    expect(table.districts).toHaveLength(85);
    expect(table.collection).toHaveLength(8);
    expect(totals(table.districts)).toEqual([26_000, 81_965]);
    expect(totals([...table.districts, ...table.collection])).toEqual([27_214, 86_389]);
  });

  it('has the official sum of every party in the collection districts', () => {
    const columns = [...table.rows, 'ÖVR'].map((_, index) =>
      sum(table.collection.map(({ votes }) => votes[index] ?? 0)),
    );
    // M, S, SD, V, C, KD, L, MP and others of riksdag-2026-preliminary-county.json.
    expect(columns).toEqual([778, 1214, 911, 282, 403, 219, 161, 350, 106]);
  });

  it('never has more votes cast than voters, nor more valid votes than cast', () => {
    for (const { code, votes, cast, eligible } of table.districts) {
      expect([sum(votes) <= cast, cast <= eligible], code).toEqual([true, true]);
    }
  });

  it('is reported from 21.00.20 to 03.13.36, then by collection districts until Thursday', () => {
    const times = table.districts.map(({ reportedAt }) => reportedAt).sort();
    expect([times[0], times.at(-1)]).toEqual(['2026-09-13T21:00:20', '2026-09-14T03:13:36']);
    const exports = table.collection.map(({ exportedAt }) => exportedAt);
    expect(exports).toEqual([...new Set(exports)].sort());
    expect(exports.at(-1)).toBe('2026-09-17T18:03:31');
    for (const { reportedAt, exportedAt } of table.collection) expect(reportedAt < exportedAt).toBe(true);
  });
});

describe('the comparison with 2022', () => {
  it('is by the rule: the same code and 95 per cent of the area', () => {
    for (const { code, commonArea, comparison, before } of table.districts) {
      const comparable = commonArea !== null && commonArea >= 95;
      expect([comparison, before !== undefined], code).toEqual([
        comparable ? 'Kan jämföras' : 'Ej jämförbart',
        comparable,
      ]);
    }
  });

  it('leaves out districts that are new, or that changed with their code kept', () => {
    const left = table.districts.filter(({ comparison }) => comparison === 'Ej jämförbart');
    expect(left.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['23210102', '23210107', '23210101', '23800945']),
    );
    expect(left).toHaveLength(13);
  });

  it('has the final totals of 2022 for the county, collection districts included', () => {
    const befores = table.municipalities.map(({ before }) => before);
    expect(totals(befores)).toEqual([30_666, 85_024]);
  });
});

describe('the final results of 2026', () => {
  it('have the official totals', () => {
    expect(resultOf('RD', '23').slice(0, 2)).toEqual([27_343, 86_814]);
    expect(resultOf('RF', '23')).toEqual([27_595, 85_148, 18, 55]);
    expect(
      ['2303', '2305', '2309', '2313', '2321', '2326', '2361', '2380'].map((code) => resultOf('KF', code)),
    ).toEqual([
      [1183, 3210, 9, 25],
      [1320, 3731, 10, 27],
      [2108, 10_053, 9, 41],
      [2231, 7084, 11, 35],
      [1804, 8267, 8, 37],
      [1659, 4561, 12, 31],
      [1877, 6580, 9, 31],
      [14_863, 42_881, 21, 61],
    ]);
  });

  it('agree: municipalities with the county, seats with their total, districts with the night', () => {
    const { municipalities = [], votes, cast, eligible, districts } = finalOf('RD', '23');
    const of = (pick: (each: (typeof municipalities)[number]) => number) => sum(municipalities.map(pick));
    votes.forEach(([party, count], index) => {
      expect(
        of((each) => each.votes[index]?.[1] ?? 0),
        party,
      ).toBe(count);
    });
    expect([of((each) => each.cast), of((each) => each.eligible), of((each) => each.districts)]).toEqual([
      cast,
      eligible,
      districts,
    ]);
    expect(districts).toBe(93);
    for (const { election, code, seats } of table.finals) {
      if (!seats) continue;
      expect(sum(seats.parties.map(([, now]) => now)), election + code).toBe(seats.total);
      expect(sum(seats.parties.map(([, , before]) => before)), election + code).toBe(seats.totalBefore);
    }
  });

  it('have S of 2022 as official, votes and seats', () => {
    const before = table.finals.map(({ election, code, votes, seats, before: { valid } }) => [
      election + code,
      votes.find(([party]) => party === S)?.[2],
      valid,
      seats?.parties.find(([party]) => party === S)?.[2],
    ]);
    expect(before).toEqual(
      expect.arrayContaining([
        ['RD23', 30_666, 85_024, undefined],
        ['RF23', 30_702, 83_092, 21],
        ['KF2303', 1260, 3321, 10],
        ['KF2309', 2777, 9607, 12],
        ['KF2380', 15_633, 41_325, 23],
      ]),
    );
  });

  it('never have more valid votes than cast, nor more cast than voters', () => {
    for (const final of table.finals) {
      for (const { code, votes, others, cast, eligible } of [final, ...(final.municipalities ?? [])]) {
        const valid = sum(votes.map(([, count]) => count)) + (others ?? 0);
        expect([valid <= cast, cast <= eligible], final.election + code).toEqual([true, true]);
      }
    }
  });
});

describe('the parties of 2026', () => {
  it('have four digits each, once, made up ones from 9001 on', () => {
    const codes = table.parties.map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const [code, , , , codeIs] of table.parties) {
      expect(code).toMatch(codeIs === 'ours' ? /^90\d\d$/ : /^[01]\d{3}$/);
    }
  });
});

describe('the committed table of 2026', () => {
  it('names its origin, what is ours, and whom to credit', () => {
    expect(table.origin).toContain('Valmyndigheten');
    expect(table.credit).toBe('Källa: SCB, Valmyndigheten');
    expect(table.ours.join()).toContain('split');
  });

  it('is what the script builds from the kept figures', async (context) => {
    if (referenceData === null) return context.skip(WHY_SKIPPED);
    expect(await buildTable2026(referenceData)).toBe(tableText(table));
  });
});
