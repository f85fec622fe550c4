/** Municipalities in all three elections, 2014 and 2018, against the authority's own final files of each. */
import { expect, test } from 'vitest';
import { noEntries } from '../src/lib/election/entry.ts';
import { municipalityKey, type Known } from '../src/lib/election/known.ts';
import { reportKey } from '../src/lib/election/model.ts';
import { countyResults, placeResults, type PlaceElection } from '../src/lib/election/place-results.ts';
import type { Plan } from '../src/lib/election/plan.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { dayOf } from './support/official-seats.ts';
import { FINAL_2014, FINAL_2018 } from './support/official.ts';
import { finalResults } from './support/partial-count.ts';
import { membersOf, readPlainly } from './support/plain-reading.ts';
import { describeWithReference, readReference } from './support/reference.ts';

const LETTERS = { RD: 'R', RF: 'L', KF: 'K' } as const;

async function planOf(year: string): Promise<Plan> {
  const plan = await loadProgramme(`jamtland-${year}`);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

function knownAtTheEnd(year: '2014' | '2018'): Known {
  const results = finalResults(year);
  return {
    revision: 1,
    reports: new Map(results.flatMap(({ reports }) => reports.map((report) => [reportKey(report), report]))),
    municipalities: new Map(results.map((result) => [municipalityKey(result), result])),
    entries: noEntries,
  };
}

const plainFile = (year: string, code: string, type: PlaceElection['type']) => {
  const bytes = membersOf(`final-xml/slutresultat-${year}-jamtland.zip`).get(
    `slutresultat_${code}${LETTERS[type]}.xml`,
  );
  if (!bytes) throw new Error(`no file of ${code} ${type}`);
  return readPlainly(bytes).area;
};

describeWithReference('The final count by municipality', () => {
  test.for(['2014', '2018'] as const)('%s has every party’s votes as each file states them', async (year) => {
    const elections = placeResults(knownAtTheEnd(year), await planOf(year)).flatMap(({ code, elections }) =>
      elections.map((election) => ({ code, election })),
    );
    expect(elections).toHaveLength(24);
    for (const { code, election } of elections) {
      const plain = plainFile(year, code, election.type);
      const ours = new Map(election.parties.map(({ code: party, votes }) => [party, votes]));
      for (const [party, votes] of plain.parties)
        expect([code, election.type, party, ours.get(party)]).toEqual([code, election.type, party, votes]);
      expect(election).toMatchObject({ stage: 'final', valid: plain.valid, cast: plain.cast });
    }
  });

  /** 2018's files against 2014's, each party by its own totals there: all is in, so like for like is the whole place. */
  test('2018 is compared with 2014’s own file, party by party', async () => {
    const renamed = new Map([
      ['L', 'FP'],
      ['LPo', 'LBPO'],
    ]);
    let compared = 0;
    for (const { code, elections } of placeResults(knownAtTheEnd('2018'), await planOf('2018'))) {
      for (const election of elections) {
        const before = plainFile('2014', code, election.type);
        for (const party of election.parties) {
          const votes = before.parties.get(renamed.get(party.code) ?? party.code) ?? 0;
          const where = [code, election.type, party.code];
          expect([...where, party.isNew]).toEqual([...where, votes === 0]);
          if (party.isNew) continue;
          expect([...where, party.likeForLike?.ownBefore, party.likeForLike?.validBefore]).toEqual([
            ...where,
            votes,
            before.valid,
          ]);
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(24 * 8);
  });

  test.for([
    ['2014', FINAL_2014],
    ['2018', FINAL_2018],
  ] as const)('%s adds up to the official totals of the county', async ([year, official]) => {
    const { totals } = countyResults(knownAtTheEnd(year), await planOf(year));
    const councils = official.filter(({ id }) => id.startsWith('KF'));
    const sum = (pick: (row: (typeof official)[number]) => number) =>
      councils.reduce((total, row) => total + pick(row), 0);
    expect(totals.map(({ own, valid }) => [own.votes, valid])).toEqual([
      ...official.filter(({ id }) => !id.startsWith('KF')).map(({ votes, valid }) => [votes, valid]),
      [sum(({ votes }) => votes), sum(({ valid }) => valid)],
    ]);
  });

  test.for([
    ['2014', '2010'],
    ['2018', '2014'],
  ] as const)('%s has the councils’ seats of %s as they were decided', async ([year, last]) => {
    const rows = readReference('seats/jamtland-votes-seats-2006-2026.csv')
      .toString('utf8')
      .split(/\r?\n/)
      .map((line) => line.split(','))
      .filter(([when, type, , , part]) => when === last && type === 'KF' && part === '');
    const renamed = year === '2018' ? 'L' : 'FP';
    for (const { code, elections } of placeResults(knownAtTheEnd(year), await planOf(year))) {
      const council = elections.find(({ type }) => type === 'KF');
      const official = rows.filter((row) => row[2] === code && Number(row[7]) > 0);
      expect(official.length).toBeGreaterThan(2);
      expect(new Map(council?.seatsBefore?.parties)).toEqual(
        new Map(official.map((row) => [row[5] === 'FP' ? renamed : row[5], Number(row[7])])),
      );
      expect(council?.seatsBefore?.of).toBe(Number(official[0]?.[9]));
    }
    expect(dayOf(last)).toMatch(last);
  });
});
