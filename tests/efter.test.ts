/**
 * The retrospective of 2018 and 2014 in words and tables, against figures typed from the documents (data/README.md,
 * "Check figures"; mission.md, "What really happened"; election-rules §6 and §8; failures F4 and F11).
 */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  contestsTable,
  districtsTable,
  goalsTable,
  recountedTable,
  retrospectiveTables,
  stepsTable,
  type Retrospective,
} from '../src/lib/aftermath-tables.ts';
import { lateTitle, outcomeSentence, reasonSentence } from '../src/lib/aftermath-words.ts';
import { aftermathReport } from '../src/lib/election/aftermath-report.ts';
import { plainCell, shownCell, type FiguresTable } from '../src/lib/figures-table.ts';
import { goalText, outcomeFigure } from '../src/lib/outcome-words.ts';
import { planOf, soundNight, type ReplayedNight } from './support/night.ts';

/** At the end, or as of a time. */
async function retrospectiveOf(night: ReplayedNight, at?: string): Promise<Retrospective> {
  const [played, plan] = await Promise.all([soundNight(night), planOf(night)]);
  const { store } = played.register;
  const revision = at ? ((await store.results.revisionAt(at)) ?? 0) : await store.results.newest();
  const snapshot = await played.snapshot(revision);
  const known = await store.results.known(revision);
  return {
    snapshot,
    report: { ...aftermathReport(known, plan), reconstructed: snapshot.night.reconstructed ?? false },
  };
}

const plain = (words: string): string => words.replaceAll('\u00a0', ' ');
/** The table's rows as records of what is read, by column. */
const read = ({ columns, rows }: FiguresTable): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(columns.map((column, i) => [column, row[i] ? plain(shownCell(row[i])) : ''])),
  );

describe('2018', () => {
  let end: Retrospective;
  beforeAll(async () => {
    end = await retrospectiveOf('2018');
  });
  const contest = (id: string) => {
    const found = end.report.contests.find((each) => each.contest === id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };
  const own = { code: 'S', year: '2014' };

  test('24 goals of the election with state and figure: one of twelve by votes, four of nine by governing', () => {
    const followUps = new Set(end.report.followUps);
    const goals = end.snapshot.targets.filter(({ id }) => !followUps.has(id));
    expect(goals).toHaveLength(24);
    const count = (kinds: readonly string[], state: string) =>
      goals.filter((goal) => kinds.includes(goal.kind) && goal.state === state).length;
    expect([count(['share', 'votes'], 'reached'), count(['share', 'votes'], 'missed')]).toEqual([1, 11]);
    expect([count(['governing'], 'reached'), count(['governing'], 'missed')]).toEqual([4, 5]);
    expect(count(['count'], 'unknown')).toBe(3);
    expect(plain(outcomeSentence(end.snapshot.targets))).toBe(
      'Ett av tolv resultatmål nåddes, fyra av nio mål att styra; åtta är okända',
    );
  });

  test.each([
    ['rd-share', '33,60 % (28 632 av 85 223)', 'mer än 39,78 %'],
    ['rd-votes', '28 632 röster', 'minst 35 051 röster'],
    ['rf-share', '31,40 % (26 278 av 83 699)', 'mer än 38,57 %'],
    ['rf-votes', '26 278 röster', 'minst 33 178 röster'],
    ['kf-share-2321', '21,48 % (1 590 av 7 401)', 'mer än 29,83 %'],
    ['kf-share-2309', '30,96 % (2 907 av 9 389)', 'mer än 34,37 %'],
    ['kf-share-2380', '29,63 % (12 399 av 41 843)', 'mer än 35,48 %'],
    ['kf-share-2305', '35,05 % (1 448 av 4 131)', 'mer än 36,81 %'],
    ['kf-share-2361', '33,32 % (2 225 av 6 677)', 'mer än 36,85 %'],
    ['kf-share-2326', '40,60 % (1 869 av 4 604)', 'mer än 38,75 %'],
    ['kf-share-2313', '45,17 % (3 407 av 7 543)', 'mer än 47,33 %'],
    ['kf-share-2303', '35,58 % (1 239 av 3 482)', 'mer än 51,12 %'],
    ['campaigners', null, 'minst 155 personer'],
    ['conversations', null, 'minst 43 000 samtal'],
  ])('%s: %s, asked was %s', (id, figure, goal) => {
    const target = end.snapshot.targets.find((each) => each.id === id);
    if (!target) throw new Error(`no ${id}`);
    const told = outcomeFigure(target, end.snapshot);
    expect(told.figure && plain(told.figure)).toBe(figure);
    expect(plain(goalText(target) ?? '')).toBe(goal);
  });

  test('who governs, by goal, with its source and the day on which it is judged', () => {
    const rows = read(goalsTable(end)).filter(({ målet }) => målet === 'ingår i styret');
    const told = Object.fromEntries(
      rows.map(({ mål = '', utfall = '' }) => [mål.replace('Ingå i styret av ', ''), utfall]),
    );
    expect(told).toMatchObject({
      Bräcke: 'S ingår: S, M, V',
      Strömsund: 'S ingår: S, V',
      Berg: 'S ingår: S, C',
      Härjedalen: 'S ingår: S, C, M',
      Ragunda: 'S ingår inte: C, AfR, KD',
      Östersund: 'S ingår inte: C (övriga okända)',
      'Region Jämtland Härjedalen': 'S ingår inte: C, M, KD, L, MP',
    });
    for (const row of rows) {
      expect(row.gäller).toBe('bedömt 31 januari 2019');
      expect(row.källa).not.toBe('okänt');
    }
  });

  test('Bräcke: more than half of the fall came with the late votes, and a seat', () => {
    expect(plain(reasonSentence(contest('KF-2305'), own))).toBe(
      'S föll 1,76 procentenheter, mer än hälften (0,95) genom uppsamlingsdistriktens sena röster, medan C ökade mest (+9,13); de sena rösterna kostade ett mandat; 73 röster till av de avgivna hade räckt.',
    );
    expect(plain(lateTitle(end.report.contests, 'S'))).toBe(
      'De sena rösterna vägde tyngst i Bräcke: 767 av 4 131 röster sänkte S med 1,39 procentenheter och flyttade ett mandat från S till C',
    );
  });

  test('the votes that lacked are the fewest that reach the goal', () => {
    for (const { now, before, votesShort } of end.report.contests) {
      if (!before || votesShort === null) throw new Error('no last time');
      const reaches = (votes: number) => (now.own + votes) * before.valid > before.own * now.valid;
      expect([reaches(votesShort), reaches(votesShort - 1)]).toEqual([true, false]);
    }
  });

  test('polling and collection districts’ parts make the whole change', () => {
    for (const { parts, now, before } of end.report.contests) {
      const whole = now.own / now.valid - (before?.own ?? 0) / (before?.valid ?? 1);
      expect((parts?.ordinary ?? 0) + (parts?.collection ?? 0)).toBeCloseTo(whole, 12);
    }
  });

  test('only Berg is above 2014, and each row has what tells why', () => {
    const rows = read(contestsTable(end)).filter(({ val }) => val === 'Kommunval');
    expect(rows).toHaveLength(8);
    expect(rows.filter((row) => row.målet === 'Nått').map(({ område }) => område)).toEqual(['Berg']);
    for (const row of rows)
      for (const column of [
        'andel 2014, %',
        'andel 2018, %',
        'valdeltagande 2014, %',
        'valdeltagande 2018, %',
        'mandat 2014',
        'mandat 2018',
        'ökade mest',
      ])
        expect([row.område, column, row[column]]).not.toEqual([row.område, column, 'okänt']);
    const seats = Object.fromEntries(
      rows.map((row) => [row.område, [row['mandat 2014'], row['mandat 2018']]]),
    );
    expect(seats).toEqual({
      Ragunda: ['15 av 27', '9 av 25'],
      Bräcke: ['14 av 39', '11 av 31'],
      Krokom: ['16 av 45', '13 av 41'],
      Strömsund: ['17 av 35', '16 av 35'],
      Åre: ['12 av 37', '8 av 37'],
      Berg: ['13 av 31', '13 av 31'],
      Härjedalen: ['15 av 39', '10 av 31'],
      Östersund: ['22 av 61', '18 av 61'],
    });
    const late = Object.fromEntries(rows.map((row) => [row.område, row['de flyttade']]));
    expect(late).toMatchObject({
      Bräcke: 'ett mandat från S till C',
      Härjedalen: 'ett mandat från S till KD',
      Krokom: 'ett mandat från V till M',
      Östersund: 'ett mandat från KD till M',
      Berg: '',
    });
  });

  test('who governed at the election and after it; what is not on record is unknown', () => {
    const rows = Object.fromEntries(
      read(contestsTable(end)).map((row) => [
        row.område,
        [row['styrde vid valet 2018'], row['styr efter valet']],
      ]),
    );
    expect(rows).toMatchObject({
      Härjedalen: ['C, M, L', 'S, C, M'],
      Krokom: ['okänt', 'C, M, KD, MP'],
      Berg: ['okänt', 'S, C'],
      Åre: ['S, M, MP', 'C, KD, VV'],
    });
  });

  test('the night is not on record: its columns are unknown, and nothing is called recounted', () => {
    expect(end.report.reconstructed).toBe(true);
    for (const row of read(stepsTable(end))) {
      expect(row['valnatten, %']).toBe('okänt');
      expect(row['slutligt, %']).not.toBe('okänt');
    }
    expect(recountedTable(end).rows).toEqual([]);
  });

  test('74 of 82 districts are compared with themselves; the eight others say why', () => {
    for (const type of ['RD', 'RF', 'KF'] as const) {
      const rows = read(districtsTable(end, type));
      expect(rows).toHaveLength(82);
      const left = rows.filter((row) => row['jämförs inte själv'] !== '');
      expect(left.map(({ kommun }) => kommun).sort()).toEqual(
        ['Härjedalen', 'Härjedalen', 'Härjedalen', 'Åre', 'Åre', 'Åre', 'Östersund', 'Östersund'].sort(
          (a, b) => (a < b ? -1 : 1),
        ),
      );
      expect(left.every((row) => row['ändring, procentenheter'] === 'okänt')).toBe(true);
    }
  });

  test('every table is one of numbers to a spreadsheet: no unit, no minus sign, no word for nothing', () => {
    const tables = retrospectiveTables(end);
    expect(tables.map(({ id }) => id)).toEqual([
      'mal',
      'valen',
      'rakningen',
      'distrikten',
      'valsedlarna',
      'partierna',
    ]);
    for (const { rows, columns } of tables)
      for (const row of rows) {
        expect(row).toHaveLength(columns.length);
        for (const cell of row)
          if (cell.kind !== 'text' && cell.kind !== 'seats')
            expect(plainCell(cell)).toMatch(/^(-?\d+(,\d+)?)?$/);
      }
  });
});

describe('2018 while it is counted', () => {
  test('a part of the count is set against nothing, and nothing later is told', async () => {
    const middle = await retrospectiveOf('2018', '2018-09-09T22:10:00+02:00');
    expect(middle.report.contests.length).toBeGreaterThan(0);
    for (const contest of middle.report.contests) {
      expect(contest).toMatchObject({
        whole: false,
        parts: null,
        votesShort: null,
        collectionMoved: null,
        seatsMoved: [],
      });
      expect(contest.parties.every(({ change }) => change === null)).toBe(true);
      expect(reasonSentence(contest, { code: 'S', year: '2014' })).toContain('inte klar');
    }
    expect(middle.report.places.flatMap(({ ballots }) => ballots)).toEqual([]);
    expect(middle.report.governing.every(({ after, later }) => after === null && later.length === 0)).toBe(
      true,
    );
    for (const row of read(goalsTable(middle))) expect(row.skillnad).toBe('');
  });

  test('before the first district: no contest, every figure unknown', async () => {
    const before = await retrospectiveOf('2018', '2018-09-09T19:00:00+02:00');
    expect(before.report.contests).toEqual([]);
    expect(before.report.districts).toEqual([]);
    expect(outcomeSentence(before.snapshot.targets)).toBe('Inget mål är avgjort ännu');
    for (const row of read(goalsTable(before))) expect(['okänt', 'inte avgjort ännu']).toContain(row.utfall);
  });
});

describe('2014, the genuine night', () => {
  let end: Retrospective;
  beforeAll(async () => {
    end = await retrospectiveOf('2014');
  });

  test('Frösö 5 ranks first in night to final of the region', () => {
    const region = read(recountedTable(end)).filter(({ val }) => val === 'Regionvalet');
    expect(region[0]).toMatchObject({ plats: '1', distrikt: 'Frösö 5', kommun: 'Östersund' });
  });

  test('as many districts of the night as are on record: Riksdag 87 of 89, region 36; Wednesday is not', () => {
    expect(end.report.reconstructed).toBe(false);
    const rows = read(stepsTable(end));
    const sum = (val: string) =>
      rows
        .filter((row) => row.val === val)
        .reduce((all, row) => all + Number(row['valdistrikt i valnattens siffror']), 0);
    expect([sum('Riksdagsval'), sum('Regionval'), sum('Kommunval')]).toEqual([87, 36, 63]);
    expect(rows.every((row) => row['efter onsdagen, %'] === 'okänt')).toBe(true);
  });

  test('no goals were adopted: none is told as reached or missed', () => {
    expect(end.snapshot.programme.comparisonOnly).toBe(true);
    expect(goalsTable(end).rows).toEqual([]);
    expect(read(contestsTable(end)).map(({ målet }) => målet)).toEqual(Array.from({ length: 10 }, () => ''));
  });

  test('the night’s own figures: 31 372 of 78 178 in the Riksdag’s 87 districts', () => {
    const riksdag = end.report.contests.find(({ contest }) => contest === 'RD-23');
    expect(riksdag?.steps.same).toMatchObject({ districts: 87, of: 89, night: { own: 31372, valid: 78178 } });
    expect(riksdag?.steps.night).toBeNull();
  });
});
