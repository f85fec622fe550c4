/** Tables to copy: plain numbers in Swedish cells, empty where there is no figure, the label first. */
import { describe, expect, test } from 'vitest';
import type { DistrictRow } from '../src/lib/election/snapshot-shape.ts';
import {
  contestsTable,
  districtsTable,
  goalsTable,
  partiesTable,
  rowCopy,
  tableCopy,
  type Table,
} from '../src/lib/press/table.ts';
import { tableCsv } from '../src/lib/press/table-csv.ts';
import { at, contest, NIGHT, snapshot, target } from './support/press-samples.ts';

const NOTHING = contest({ id: 'RF-23', stage: 'none', counted: [0, 82], votes: {}, asOf: null });
const BERG = contest({
  votes: { S: 12_345, C: 7000, KD: 0 },
  other: 655,
  compared: [[10_000, 15_000], [10_050, 15_000], 2],
});
const shown = snapshot(
  [BERG, NOTHING],
  [
    target({
      id: 'andel',
      kind: 'share',
      contest: 'KF-2326',
      label: 'Bättre än 2014',
      goal: 33_303 / 83_714,
      value: 0.61725,
    }),
    target({ id: 'roster', kind: 'votes', contest: 'RF-23', label: 'Fler röster', goal: 33_178 }),
    target({
      id: 'hand',
      kind: 'count',
      label: '=Samtal',
      goal: 43_000,
      unit: 'samtal',
      value: 1234.5,
      state: 'missed',
      final: true,
      counted: { date: '2018-12-31', source: 'Valledningen' },
    }),
  ],
);

/** A row as [column, cell], without the columns that say on what ground it stands. */
const rowOf = ({ columns, rows }: Table, id: string): Record<string, string> => {
  const row = rows.find((each) => each.id === id);
  return Object.fromEntries(columns.map((column, index) => [column, row?.cells[index] ?? 'no cell']));
};

describe('the contests', () => {
  test('one row each: shares from the integers, last time’s for the same districts only', () => {
    expect(rowOf(contestsTable(shown), 'KF-2326')).toEqual({
      val: 'kommunval',
      område: 'Berg',
      'röster S': '12345',
      'giltiga röster': '20000',
      // 12 345 of 20 000 is 61,725: half up.
      'andel S, %': '61,73',
      'jämförda valdistrikt': '2',
      'jämförda uppsamlingsdistrikt': '0',
      'röster S i jämförda distrikt': '10000',
      'andel S i jämförda distrikt, %': '66,67',
      'röster S i samma distrikt 2014': '10050',
      'andel S i samma distrikt 2014, %': '67,00',
      'förändring, procentenheter': '-0,33',
      'räknade valdistrikt': '3',
      'valdistrikt i allt': '5',
      'räknade uppsamlingsdistrikt': '0',
      'uppsamlingsdistrikt i allt': '1',
      läge: 'Valnatt, preliminärt',
      tid: '2018-09-09 22:41',
      källa: 'Källa: Valmyndigheten',
    });
  });

  test('nothing counted: empty cells, never 0', () => {
    const row = rowOf(contestsTable(shown), 'RF-23');
    const told = Object.entries(row).filter(([, cell]) => cell !== '');
    expect(Object.fromEntries(told)).toEqual({
      val: 'regionval',
      område: 'Region Jämtland Härjedalen',
      'räknade valdistrikt': '0',
      'valdistrikt i allt': '82',
      'räknade uppsamlingsdistrikt': '0',
      'uppsamlingsdistrikt i allt': '8',
      läge: 'Inga distrikt räknade ännu',
      källa: 'Källa: Valmyndigheten',
    });
  });
});

describe('the parties of a contest', () => {
  test('the largest first, what no party has last; a party without a vote has 0, since that is its figure', () => {
    const table = partiesTable(BERG, {});
    expect(table.rows.map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['Socialdemokraterna', 'S', '12345', '61,73'],
      ['Centerpartiet', 'C', '7000', '35,00'],
      ['Kristdemokraterna', 'KD', '0', '0,00'],
      ['Övriga giltiga röster', '', '655', '3,28'],
    ]);
    expect(table.columns).not.toContain('mandat');
  });

  test('with seats when every district is in and no lot is open, ours called ours', () => {
    const seats = { of: 31, majority: 16, official: false, parties: [{ code: 'S', seats: 20 }], lot: null };
    const all = { votes: { S: 2, C: 1 }, counted: [5, 5] } as const;
    const head = (table: Table) => table.columns.filter((column) => column.startsWith('mandat'));
    const ours = partiesTable(contest({ ...all, seats }), {});
    expect(ours.rows.map(({ cells }) => cells[4])).toEqual(['20', '0']);
    expect(head(ours)).toEqual(['mandat, beräknat av Målvakt']);
    expect(head(partiesTable(contest({ ...all, seats: { ...seats, official: true } }), {}))).toEqual([
      'mandat',
    ]);
    expect(head(partiesTable(contest({ ...all, seats: { ...seats, lot: ['S', 'C'] } }), {}))).toEqual([]);
    expect(head(partiesTable(contest({ ...all, counted: [4, 5], seats }), {}))).toEqual([]);
  });

  test('none before the first vote', () => {
    expect(partiesTable(NOTHING, {}).rows).toEqual([]);
  });
});

describe('the goals', () => {
  test('each in the columns of its unit', () => {
    const told = (id: string) =>
      Object.fromEntries(
        Object.entries(rowOf(goalsTable(shown), id)).filter(
          ([column, cell]) => cell !== '' && !/distrikt|läge|tid/.test(column),
        ),
      );
    expect(told('andel')).toEqual({
      mål: 'Bättre än 2014',
      besked: 'För tidigt',
      slutligt: 'nej',
      'målet är mer än, %': '39,78',
      'nu, %': '61,73',
      källa: 'Källa: Valmyndigheten',
    });
    expect(told('roster')).toEqual({
      mål: 'Fler röster',
      besked: 'För tidigt',
      slutligt: 'nej',
      'målet är minst, röster': '33178',
      källa: 'Källa: Valmyndigheten',
    });
    expect(told('hand')).toEqual({
      // A spreadsheet would take it for a formula.
      mål: "'=Samtal",
      besked: 'Inte nått',
      slutligt: 'ja',
      'målet, eget mått': '43000',
      'nu, eget mått': '1234,5',
      mått: 'samtal',
      'uppgift från': '2018-12-31',
      källa: 'Egen uppgift: Valledningen',
    });
  });
});

const DISTRICT: DistrictRow = {
  district: '23260101',
  name: 'Hackås\tnorra',
  municipality: '2326',
  kind: 'ordinary',
  boundary: 'same',
  count: 'night',
  reportedAt: at('09T21:30'),
  eligible: 1000,
  valid: 800,
  cast: 810,
  own: 300,
  share: 0.375,
  validBefore: 800,
  ownBefore: 310,
  shareBefore: 0.3875,
  change: -0.0125,
  leftOut: null,
  parties: null,
};
const UNCOUNTED: DistrictRow = {
  ...DISTRICT,
  district: '23260102',
  reportedAt: null,
  valid: null,
  cast: null,
  own: null,
  validBefore: null,
  ownBefore: null,
};

describe('the districts of a contest', () => {
  const table = districtsTable([DISTRICT, UNCOUNTED], shown);

  test('counted and not: what is not counted has no figures', () => {
    expect(table.columns.slice(4, 14).join(' | ')).toBe(
      'röster S | giltiga röster | andel S, % | röster S 2014 | andel S 2014, % | förändring, procentenheter | avgivna röster | röstberättigade | läge | tid',
    );
    expect(table.rows.map(({ cells }) => cells.slice(4, 14))).toEqual([
      ['300', '800', '37,50', '310', '38,75', '-1,25', '810', '1000', 'Preliminärt', '2018-09-09 21:30'],
      ['', '', '', '', '', '', '', '1000', 'inte räknat', ''],
    ]);
  });
});

describe('a copy of a table', () => {
  const table: Table = {
    columns: ['namn', 'andel, %'],
    rows: [
      { id: 'a', cells: ['A & B', '1,50'] },
      { id: 'b', cells: ['C\tD', ''] },
    ],
  };
  const under = (label: string) => ({ snapshot: { revision: 1, night: { ...NIGHT, label } } });

  test('is tab-separated text and an HTML table', () => {
    expect(tableCopy(table, under(''))).toEqual({
      plain: 'namn\tandel, %\nA & B\t1,50\nC D\t',
      html: '<table><tr><th>namn</th><th>andel, %</th></tr><tr><td>A &amp; B</td><td>1,50</td></tr><tr><td>C\tD</td><td></td></tr></table>',
    });
  });

  test('begins with the label of a replay or a test', () => {
    const { plain, html } = tableCopy(table, under('TEST – EJ VALRESULTAT'));
    expect(plain.split('\n')[0]).toBe('TEST – EJ VALRESULTAT');
    expect(html.startsWith('<table><tr><th colspan="2">TEST – EJ VALRESULTAT</th></tr><tr><th>namn')).toBe(
      true,
    );
  });

  test('of one row is the head and that row', () => {
    expect(rowCopy(table, 'b', under('REPRIS 2018'))?.plain).toBe('REPRIS 2018\nnamn\tandel, %\nC D\t');
    expect(rowCopy(table, 'x', under(''))).toBeNull();
  });

  test('as a file has a byte order mark, semicolons, and its label in every row', () => {
    expect(tableCsv(table, 'REPRIS 2018')).toBe(
      '\ufeffnamn;andel, %;märkning\nA & B;1,50;REPRIS 2018\nC\tD;;REPRIS 2018\n',
    );
  });

  test('names everyone whose figures last time’s are, where the programme says so', () => {
    const credit = 'Källa: Prov, Valmyndigheten';
    const credited = { ...shown, programme: { ...shown.programme, credit } };
    const named = ({ columns, rows }: Table) =>
      rows.map(({ cells }) => cells[columns.indexOf('källa')]).filter((cell) => cell?.startsWith('Källa'));
    const tables = [
      contestsTable(credited),
      partiesTable(BERG, credited.programme),
      goalsTable(credited),
      districtsTable([DISTRICT], credited),
    ];
    for (const each of tables) expect(new Set(named(each))).toEqual(new Set([credit]));
  });

  test('has no cell that a spreadsheet would not take: no separators, no real minus, no unit', () => {
    const cells = [
      contestsTable(shown),
      partiesTable(BERG, {}),
      goalsTable(shown),
      districtsTable([DISTRICT], shown),
    ]
      .flatMap(({ rows }) => rows)
      .flatMap(({ cells: own }) => own);
    expect(cells.filter((cell) => /[\u00a0\u2212]|\d %|undefined|null|NaN/.test(cell))).toEqual([]);
  });
});
