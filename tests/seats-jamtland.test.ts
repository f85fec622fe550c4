/** Our seats of one county's councils and region against the official ones, 2006 to 2026, party by party. */
import { expect, test } from 'vitest';
import { allocateSeparately, dividedOutcomes } from '../src/lib/election/divided-seats.ts';
import { rulesOf } from '../src/lib/election/seat-rules.ts';
import { allocate, seatsOf } from '../src/lib/election/seats.ts';
import { dayOf, differences, pairsOf } from './support/official-seats.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { regionalConstituencies } from './support/regional-constituencies.ts';
import { party, sum } from './support/seat-cases.ts';

interface Row {
  readonly group: string;
  readonly year: string;
  readonly type: 'KF' | 'RF';
  readonly area: string;
  readonly valkrets: string;
  readonly party: string;
  readonly votes: number;
  readonly seats: number;
  readonly valid: number;
  readonly of: number;
}

/** Only the last two columns have commas in quotes. */
function rowsOfJamtland(): Map<string, Row[]> {
  const text = readReference('seats/jamtland-votes-seats-2006-2026.csv').toString('utf8');
  const groups = new Map<string, Row[]>();
  for (const line of text.trimEnd().split(/\r?\n/).slice(1)) {
    const [year = '', type = '', area = '', , valkrets = '', code = '', votes, seats, valid, of] =
      line.split(',');
    const group = [year, type, area, valkrets.slice(0, 6)].join(' ').trim();
    const row: Row = {
      group,
      year,
      type: type as Row['type'],
      area,
      valkrets,
      party: code,
      votes: Number(votes),
      seats: Number(seats),
      valid: Number(valid),
      of: Number(of),
    };
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return groups;
}

describeWithReference('Jämtland’s councils and region 2006–2026', () => {
  const allotted = (rows: readonly Row[], divided: boolean) => {
    const [first] = rows;
    if (!first) throw new Error('no rows');
    return allocate({
      parties: rows.map((row) => [party(row.party), row.votes] as const),
      valid: first.valid,
      seats: first.of,
      rules: rulesOf(first.type, dayOf(first.year), divided),
    });
  };
  const official = (rows: readonly Row[]) => new Map(rows.map((row) => [row.party, row.seats] as const));

  test('have every seat right: undivided ones and Östersund’s constituencies to 2014', () => {
    const groups = [...rowsOfJamtland().values()];
    const dividedTotals = groups.filter(
      ([row]) => row && row.type === 'KF' && row.area === '2380' && row.year <= '2014' && !row.valkrets,
    );
    const dividedRegions = groups.filter(([row]) => row && row.type === 'RF' && row.year <= '2014');
    const alone = groups.filter((rows) => !dividedTotals.includes(rows) && !dividedRegions.includes(rows));
    const wrong = alone.flatMap((rows) => {
      const { seats, lot } = allotted(rows, rows[0]?.valkrets !== '');
      return [...differences(seats, official(rows)), ...(lot ? ['lot'] : [])].map(
        (what) => `${rows[0]?.group}: ${what}`,
      );
    });
    expect(wrong).toEqual([]);
    // 8 councils and a region in six years, less 3 + 3 divided ones, and Östersund's 2 constituencies three times.
    expect([alone.length, dividedTotals.length, dividedRegions.length]).toEqual([54, 3, 3]);
  });

  test('have Östersund’s totals to 2014 as the sum of both constituencies', () => {
    const groups = rowsOfJamtland();
    for (const year of ['2006', '2010', '2014']) {
      const parts = [...groups.values()].filter(([row]) => row?.year === year && row.valkrets !== '');
      const { seats, lots } = allocateSeparately({
        rules: rulesOf('KF', dayOf(year), true),
        constituencies: parts.map((rows) => ({
          code: rows[0]?.valkrets ?? '',
          fixed: rows[0]?.of ?? 0,
          parties: rows.map((row) => [party(row.party), row.votes] as const),
          valid: rows[0]?.valid ?? 0,
        })),
      });
      expect(parts).toHaveLength(2);
      expect(lots).toEqual([]);
      expect(differences(seats, official(groups.get(`${year} KF 2380`) ?? []))).toEqual([]);
    }
  });

  test('have the region’s seats of 2006 as its share of all, no constituency’s votes being on record', () => {
    const rows = rowsOfJamtland().get('2006 RF 23') ?? [];
    expect(rows.length).toBeGreaterThan(6);
    expect(differences(allotted(rows, true).seats, official(rows))).toEqual([]);
  });

  /** 2301 Östersund, 2302 östra, 2303 västra. */
  const countyCouncil = (year: string, fixed: Readonly<Record<string, number>>) => ({
    constituencies: regionalConstituencies(year).map((each) => ({ ...each, fixed: fixed[each.code] ?? 0 })),
    seats: 55,
    rules: rulesOf('RF', dayOf(year), true),
  });

  test('have the region’s seats of 2014 from 23, 10 and 16 fixed seats in three constituencies and 6 more', () => {
    const count = countyCouncil('2014', { '2301': 23, '2302': 10, '2303': 16 });
    expect(count.constituencies.map(({ code }) => code)).toEqual(['2301', '2302', '2303']);
    expect(sum(count.constituencies.map(({ code, valid }) => [code, valid] as const))).toBe(81_485);
    const [outcome, ...more] = [...dividedOutcomes(count)];
    expect(more).toEqual([]);
    expect(outcome?.adjustment).toHaveLength(6);
    expect(differences(outcome?.seats ?? [], official(rowsOfJamtland().get('2014 RF 23') ?? []))).toEqual([]);
    expect(seatsOf(outcome?.seats ?? [], 'S')).toBe(21);
  });

  test('have the region’s seats of 2010 however 49 fixed seats are spread by electorate, give or take one', () => {
    const rows = official(rowsOfJamtland().get('2010 RF 23') ?? []);
    const { constituencies, ...count } = countyCouncil('2010', {});
    const eligible = sum(constituencies.map((each) => [each.code, each.eligible] as const));
    const exact = constituencies.map((each) => (49 * each.eligible) / eligible);
    const spreads = [-1, 0, 1, 2].flatMap((a) =>
      [-1, 0, 1, 2].map((b) => {
        const first = Math.floor(exact[0] ?? 0) + a;
        const second = Math.floor(exact[1] ?? 0) + b;
        return [first, second, 49 - first - second];
      }),
    );
    for (const spread of spreads) {
      const placed = constituencies.map((each, index) => ({ ...each, fixed: spread[index] ?? 0 }));
      const [outcome] = [...dividedOutcomes({ ...count, constituencies: placed })];
      expect([spread, differences(outcome?.seats ?? [], rows)]).toEqual([spread, []]);
    }
  });

  test('have the final seats of 2026 right in all nine bodies', () => {
    interface Body {
      readonly valid: number;
      readonly totalSeats: number;
      readonly votes: Record<string, number>;
      readonly seats: Record<string, number>;
    }
    const file = JSON.parse(
      readReference('results-2022-2026/region-and-councils-2026-final.json').toString('utf8'),
    ) as { KF: Record<string, Body>; RF: Record<string, Body> };
    const bodies = (['KF', 'RF'] as const).flatMap((type) =>
      Object.entries(file[type]).map(([code, body]) => ({ type, code, body })),
    );
    const wrong = bodies.flatMap(({ type, code, body }) => {
      const { seats, lot } = allocate({
        parties: pairsOf(body.votes),
        valid: body.valid,
        seats: body.totalSeats,
        rules: rulesOf(type, '2026-09-13', false),
      });
      expect(lot).toBeNull();
      return differences(seats, new Map(Object.entries(body.seats))).map((what) => `${code}: ${what}`);
    });
    expect(wrong).toEqual([]);
    expect(bodies).toHaveLength(9);
  });

  test('have Bräcke’s KD of 2022 over the bar with 84 of 3885 votes and without a seat', () => {
    const rows = rowsOfJamtland().get('2022 KF 2305') ?? [];
    expect(rows.find((row) => row.party === 'KD')).toMatchObject({ votes: 84, valid: 3885, seats: 0 });
    const open = allocate({
      parties: rows.map((row) => [party(row.party), row.votes] as const),
      valid: 3885,
      seats: 27,
      rules: { firstDivisor: 12, barPercent: 0 },
    });
    expect(seatsOf(open.seats, 'KD')).toBe(0);
  });
});
