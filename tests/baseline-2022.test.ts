import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { councilSeats, resultsOfTable } from '../src/commands/district-table.ts';
import { placeKey, type Plan } from '../src/lib/election/plan.ts';
import { projectParties } from '../src/lib/election/projection/contest.ts';
import { drawSeats } from '../src/lib/election/projection/seat-draws.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { groundOf, knownWhen } from './support/partial-count.ts';
import { describeWithReference, readReference } from './support/reference.ts';

/** The committed baseline of 2022 against the final tables that it is made from, and against another project's sums. */

type Row = Readonly<Record<string, string>>;

const TABLES = { RD: 'riksdag', RF: 'region', KF: 'kommun' } as const;
const TYPES = ['RD', 'RF', 'KF'] as const;

function rowsOf(path: string): readonly Row[] {
  return parse(readReference(path), { columns: true, bom: true }) as Row[];
}
const tableOf = (type: keyof typeof TABLES) =>
  rowsOf(`results-2022-2026/${TABLES[type]}-2022-final-districts-jamtland.csv`);

/** The compiled table of votes and seats: parties that took seats, with the councils' own sums. */
const compiled = () =>
  rowsOf('seats/jamtland-votes-seats-2006-2026.csv').filter(({ year }) => year === '2022');

const isCollection = (row: Row) => row.VALDISTRIKTSKOD?.endsWith('9800') ?? false;
const own = (row: Row) => [Number(row.S), Number(row['ANTAL GILTIGA VALSEDLAR'])];
const added = (rows: readonly Row[]) =>
  rows.map(own).reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0]);

let plan: Plan;
beforeAll(async () => {
  const read = await loadProgramme('jamtland-2026');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  plan = read.value;
});

const held = (type: string, municipality: string) => plan.baselines.get(placeKey(type as 'RD', municipality));

describeWithReference('the baseline of 2022', () => {
  test.each(TYPES)('%s: every district, ordinary and collection sums', (type) => {
    const rows = tableOf(type);
    expect(rows.filter(isCollection)).toHaveLength(8);
    const codes = new Set(rows.map((row) => row.VALDISTRIKTSKOD?.slice(0, 4) ?? ''));
    expect(codes.size).toBe(8);
    for (const code of codes) {
      const here = rows.filter((row) => row.VALDISTRIKTSKOD?.startsWith(code));
      const ordinary = here.filter((row) => !isCollection(row));
      const place = held(type, code);
      expect([place?.ordinary.own, place?.ordinary.valid]).toEqual(added(ordinary));
      expect([place?.collection.own, place?.collection.valid]).toEqual(added(here.filter(isCollection)));
      expect(
        [...(place?.districts ?? [])].map(([district, votes]) => [district, votes.own, votes.valid]),
      ).toEqual(ordinary.map((row) => [row.VALDISTRIKTSKOD, ...own(row)]));
      expect(place?.eligible).toBe(
        ordinary.reduce((sum, row) => sum + Number(row['ANTAL RÖSTBERÄTTIGADE']), 0),
      );
    }
    expect(
      plan.contests.find((contest) => contest.type === type)?.municipalities.every((code) => codes.has(code)),
    ).toBe(true);
  });

  test('the region’s parties, and Östersund’s under today’s labels, have the votes of the compiled table', () => {
    for (const [type, area, municipalities] of [
      ['RF', '23', plan.contests.find(({ type }) => type === 'RF')?.municipalities ?? []],
      ['KF', '2380', ['2380']],
    ] as const) {
      const votes = new Map<string, number>();
      for (const code of municipalities) {
        const parties = held(type, code)?.parties;
        for (const [label, count] of [
          ...(parties?.districts.values() ?? []),
          parties?.collection ?? [],
        ].flat())
          votes.set(label, (votes.get(label) ?? 0) + count);
      }
      const official = compiled().filter((row) => row.type === type && row.area === area);
      expect(Object.fromEntries(votes)).toEqual(
        Object.fromEntries(official.map(({ party = '', votes }) => [party, Number(votes)])),
      );
    }
  });

  test('councils have their seats of 2022; the electorate is the compiled table’s', () => {
    const councils = plan.contests.filter(({ type }) => type === 'KF').map(({ area }) => area.code);
    expect(councils).toHaveLength(8);
    for (const code of councils) {
      const official = compiled().filter((row) => row.type === 'KF' && row.area === code);
      const place = held('KF', code);
      expect(place?.seats?.of).toBe(Number(official[0]?.total_seats));
      expect(place?.eligible).toBe(Number(official[0]?.eligible));
      expect(Object.fromEntries(place?.seats?.parties ?? [])).toEqual(
        Object.fromEntries(
          official.flatMap(({ party = '', seats }) => (Number(seats) > 0 ? [[party, Number(seats)]] : [])),
        ),
      );
    }
  });

  test('a council’s parties with a column of their own are told; the others stand in a lump', () => {
    const rows = tableOf('KF').filter((row) => row.VALDISTRIKTSKOD?.startsWith('2321'));
    const parties = held('KF', '2321')?.parties;
    expect(parties?.lumped).toBe(true);
    const told = [...(parties?.districts.values() ?? []), parties?.collection ?? []].flat();
    const of = (code: string) => told.filter(([label]) => label === code);
    // Västjämtlands Väl took eight seats, and the table has no column for it.
    expect(of('VV')).toEqual([]);
    const sum = (code: string) => of(code).reduce((total, [, votes]) => total + votes, 0);
    const column = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
    expect([sum('C'), sum('L'), sum('MP')]).toEqual([column('C'), column('FP'), column('MP')]);
  });
});

describeWithReference('a council’s night on the baseline of 2022', () => {
  /** Half of the districts are in, as if everyone had voted as in 2022. */
  const nightOf = (council: string) => {
    const contest = plan.contests.find(({ type, area }) => type === 'KF' && area.code === council);
    if (!contest) throw new Error(`no council ${council}`);
    const date = '2022-09-11';
    const text = (path: string) => readReference(path).toString('utf8');
    const table = text('results-2022-2026/kommun-2022-final-districts-jamtland.csv');
    const seats = councilSeats(text('seats/jamtland-votes-seats-2006-2026.csv'), date).get(council);
    const results = resultsOfTable({ type: 'KF', date, text: table, renamed: { FP: 'L' } })
      .filter(({ municipality }) => municipality === council)
      .map((result) => ({
        ...result,
        seats: seats ? [seats] : [],
        reports: result.reports.map((report) => ({
          ...report,
          previous: report.votes && { ...report.votes, eligible: null },
        })),
      }));
    const codes = (results[0]?.reports ?? []).map(({ district }) => district);
    const half = new Set(codes.slice(0, Math.ceil(codes.length / 2)));
    const ground = groundOf(
      knownWhen(results, ({ district }) => half.has(district)),
      plan,
    );
    const parties = ['S', 'M', 'C', 'VV'].map((code) => ({ code, share: 0.2 }));
    return { seats: drawSeats(contest, ground), parties: projectParties(contest, parties, ground) };
  };

  test('with a local party that has no votes on record: no seats are drawn, and of it nothing is said', () => {
    const { seats, parties } = nightOf('2321');
    expect(seats).toBe('noSeats');
    expect(parties.map(({ code, isNew }) => [code, isNew])).toEqual([
      ['S', false],
      ['M', false],
      ['C', false],
    ]);
  });

  test('with every large party on record: seats are drawn; of one in the lump nothing is said', () => {
    const { seats, parties } = nightOf('2380');
    expect(seats).toMatchObject({ of: 61 });
    expect(parties.map(({ code, isNew }) => [code, isNew])).toEqual([
      ['S', false],
      ['M', false],
      ['C', false],
    ]);
  });
});

test('a cell that is no count is told with its district and column', () => {
  const text =
    'VALDISTRIKTSKOD,ANTAL RÖSTBERÄTTIGADE,ANTAL RÖSTANDE,ANTAL OGILTIGA VALSEDLAR,ANTAL GILTIGA VALSEDLAR,S,MP';
  const read = (row: string) =>
    resultsOfTable({ type: 'KF', date: '2022-09-11', text: `${text}\n${row}\n`, renamed: {} });
  expect(read('23030101,100,50,1,49,40,9.0')[0]?.reports[0]?.votes).toMatchObject({
    valid: 49,
    other: 0,
    parties: [
      ['S', 40],
      ['MP', 9],
    ],
  });
  for (const cell of ['', '9.5', '-1', 'x'])
    expect(() => read(`23030101,100,50,1,49,40,${cell}`)).toThrow('23030101: MP');
});
