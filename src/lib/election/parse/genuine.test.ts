import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { describeWithReference, readReference } from '../../../../tests/support/reference.ts';
import type { ElectionType, MunicipalityResult, NationalResult, Report, ResultDocument } from '../model.ts';
import { openArchive } from './archive.ts';
import { readResultFile } from './result-file.ts';

const ELECTION_DAYS = { 2010: '2010-09-19', 2014: '2014-09-14', 2018: '2018-09-09' } as const;
type Year = keyof typeof ELECTION_DAYS;

const NIGHTS = ['night-2014/valnatt-20140914T230952.zip', 'night-2014/valnatt-20140914T231352.zip'] as const;
const finalOf = (year: Year): string => `final-xml/slutresultat-${year}-jamtland.zip`;

const documents = new Map<string, readonly ResultDocument[]>();

/** Every result file of a genuine archive; a refused one is a failed test. */
function readAll(path: string, year: Year): readonly ResultDocument[] {
  const known = documents.get(path);
  if (known !== undefined) return known;
  const archive = openArchive(readReference(path), path);
  if (!archive.ok) throw new Error(archive.error.found);
  const files = archive.value.members.filter(({ name }) => name.endsWith('.xml'));
  const read = files.map((file) => {
    const bytes = file.read();
    const result = bytes.ok
      ? readResultFile(file.name, bytes.value, { electionDate: ELECTION_DAYS[year] })
      : bytes;
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  });
  documents.set(path, read);
  return read;
}

const municipalities = (path: string, year: Year): MunicipalityResult[] =>
  readAll(path, year).filter((document) => document.kind === 'municipality');
const nationals = (path: string, year: Year): NationalResult[] =>
  readAll(path, year).filter((document) => document.kind === 'national');

const IN_COUNTY = /^23/;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const votesFor = (parties: readonly (readonly [string, number])[], code: string): number =>
  sum(parties.filter(([party]) => party === code).map(([, votes]) => votes));

/** Districts in, valid votes, votes of S. */
function county(path: string, year: Year, type: ElectionType, municipality = IN_COUNTY) {
  const files = municipalities(path, year).filter(
    (file) => file.type === type && municipality.test(file.municipality),
  );
  const counted = files.flatMap(({ reports }) =>
    reports.flatMap(({ votes }) => (votes === null ? [] : [votes])),
  );
  return [
    counted.length,
    sum(counted.map(({ parties }) => votesFor(parties, 'S'))),
    sum(counted.map(({ valid }) => valid)),
  ];
}

const ARCHIVES: readonly (readonly [path: string, year: Year, files: number])[] = [
  [NIGHTS[0], 2014, 872],
  [NIGHTS[1], 2014, 872],
  [finalOf(2010), 2010, 26],
  [finalOf(2014), 2014, 25],
  [finalOf(2018), 2018, 25],
];

/** What a municipality's or constituency's districts add up to, in the shape in which the file states it. */
function added(reports: readonly Report[]) {
  const counted = reports.flatMap(({ votes }) => (votes === null ? [] : [votes]));
  return {
    valid: sum(counted.map(({ valid }) => valid)),
    cast: sum(counted.map(({ cast }) => cast)),
    eligible: sum(reports.map(({ eligible }) => eligible ?? 0)),
    counted: counted.length,
    of: reports.length,
    other: sum(counted.map(({ other }) => other)),
  };
}

describeWithReference('Every genuine archive', () => {
  test.each(ARCHIVES)('%s: every one of its result files is read', (path, year, files) => {
    expect(readAll(path, year)).toHaveLength(files);
  });

  test.each(ARCHIVES)('%s: districts add up to what is stated above them', (path, year) => {
    for (const file of municipalities(path, year)) {
      for (const { area, level, parties, ...stated } of file.stated) {
        const inside = file.reports.filter(
          (report) => level === 'municipality' || report.constituency === area,
        );
        const { other, ...numbers } = added(inside);
        expect(numbers, `${file.type} ${area}`).toEqual(stated);
        for (const [code, votes] of parties) {
          const districts = sum(inside.map((report) => votesFor(report.votes?.parties ?? [], code)));
          expect(districts, `${file.type} ${area} ${code}`).toBe(votes);
        }
        expect(sum(parties.map(([, votes]) => votes)) + other).toBe(stated.valid);
      }
    }
  });

  test.each(ARCHIVES)('%s: national files state what the municipalities do', (path, year) => {
    const stated = new Map(
      municipalities(path, year).map((file) => [
        `${file.type} ${file.municipality}`,
        file.stated.find(({ level }) => level === 'municipality'),
      ]),
    );
    let compared = 0;
    for (const national of nationals(path, year)) {
      for (const total of national.stated) {
        const own = stated.get(`${national.type} ${total.area}`);
        if (total.level !== 'municipality' || own === undefined) continue;
        const listed = new Set(total.parties.map(([code]) => code));
        const parties = own.parties.filter(([code]) => listed.has(code));
        expect({ ...total, parties: [] }).toEqual({ ...own, parties: [] });
        expect(total.parties).toEqual(parties);
        compared++;
      }
    }
    expect(compared).toBe(path.startsWith('night') ? 869 : year === 2010 ? 16 : 8);
  });

  test.each(ARCHIVES)(
    '%s: the nation is the sum of its counties, a county of its municipalities',
    (path, year) => {
      for (const { type, stated } of nationals(path, year)) {
        const at = (level: string) => stated.filter((total) => total.level === level);
        const valid = (totals: typeof stated) => sum(totals.map((total) => total.valid));
        expect(valid(at('county'))).toBe(valid(at('nation')));
        expect(valid(at('municipality'))).toBe(valid(at('nation')));
        expect(at('municipality')).toHaveLength(type === 'RF' ? 289 : 290);
      }
    },
  );
});

describeWithReference('The check figures', () => {
  test.each([
    [NIGHTS[0], 'RD', [87, 31372, 78178]],
    [NIGHTS[0], 'KF', [61, 17782, 47157]],
    [NIGHTS[0], 'RF', [34, 9154, 22107]],
    [NIGHTS[1], 'RD', [87, 31372, 78178]],
    [NIGHTS[1], 'KF', [63, 19083, 49705]],
    [NIGHTS[1], 'RF', [36, 9733, 24299]],
  ] as const)('%s %s in Jämtland: districts, S, valid votes', (path, type, expected) => {
    expect(county(path, 2014, type)).toEqual(expected);
  });

  test.each([
    [2014, 'RD', [98, 33303, 83714]],
    [2014, 'RF', [98, 31430, 81485]],
    [2014, 'KF', [98, 30552, 82506]],
    [2018, 'RD', [90, 28632, 85223]],
    [2018, 'RF', [90, 26278, 83699]],
    [2018, 'KF', [90, 27084, 85070]],
  ] as const)('Final %i %s in Jämtland: districts, S, valid votes', (year, type, expected) => {
    expect(county(finalOf(year), year, type)).toEqual(expected);
  });

  test.each([
    ['2303', [1782, 3486, 15, 27], [1239, 3482, 9, 25]],
    ['2305', [1569, 4262, 14, 39], [1448, 4131, 11, 31]],
    ['2309', [3123, 9086, 16, 45], [2907, 9389, 13, 41]],
    ['2313', [3660, 7733, 17, 35], [3407, 7543, 16, 35]],
    ['2321', [2023, 6781, 12, 37], [1590, 7401, 8, 37]],
    ['2326', [1803, 4653, 13, 31], [1869, 4604, 13, 31]],
    ['2361', [2476, 6719, 15, 39], [2225, 6677, 10, 31]],
    ['2380', [14116, 39786, 22, 61], [12399, 41843, 18, 61]],
  ] as const)('Council %s, 2014 and 2018: S, valid votes, seats of S, all seats', (code, in2014, in2018) => {
    const council = (year: Year) => {
      const [, own, valid] = county(finalOf(year), year, 'KF', new RegExp(`^${code}$`));
      const files = municipalities(finalOf(year), year).filter(({ type }) => type === 'KF');
      const seats = files.flatMap((file) => file.seats).find(({ area }) => area === code);
      expect(sum((seats?.parties ?? []).map(([, number]) => number))).toBe(seats?.of);
      return [own, valid, votesFor(seats?.parties ?? [], 'S'), seats?.of];
    };
    expect([council(2014), council(2018)]).toEqual([in2014, in2018]);
  });

  test('On the night, seats of a council are stated when they are allotted, and not before', () => {
    const councils = municipalities(NIGHTS[1], 2014).filter(({ type }) => type === 'KF');
    const seats = (code: string) =>
      councils.flatMap((file) => file.seats).find(({ area }) => area === code)?.parties ?? null;
    expect([votesFor(seats('2303') ?? [], 'S'), votesFor(seats('2309') ?? [], 'S')]).toEqual([15, 16]);
    expect(seats('2326')).toBeNull();
    const allotted = councils.filter((file) => file.seats.some(({ parties }) => parties !== null));
    expect(allotted).toHaveLength(70);
  });

  test('Final 2018, ordinary districts with figures of their own: S and valid votes, now and in 2014', () => {
    const files = municipalities(finalOf(2018), 2018).filter(({ type }) => type === 'RD');
    const compared = files
      .flatMap(({ reports }) => reports)
      .flatMap(({ kind, votes, previous }) =>
        kind === 'ordinary' && votes !== null && previous !== null ? [{ votes, previous }] : [],
      );
    const total = (of: (pair: (typeof compared)[number]) => number) => sum(compared.map(of));
    expect([
      total(({ votes }) => votesFor(votes.parties, 'S')),
      total(({ votes }) => votes.valid),
      total(({ previous }) => votesFor(previous.parties, 'S')),
      total(({ previous }) => previous.valid),
    ]).toEqual([25022, 72710, 29369, 72279]);
  });

  test('In 2010 a party that is nested under others has its votes like any other (SD in the council of Ragunda)', () => {
    const ragunda = municipalities(finalOf(2010), 2010).find(
      ({ type, municipality }) => type === 'KF' && municipality === '2303',
    );
    expect(sum((ragunda?.reports ?? []).map(({ votes }) => votesFor(votes?.parties ?? [], 'SD')))).toBe(64);
  });

  test('A district that was reported with no votes is counted (36 Stäket)', () => {
    const reports = municipalities(NIGHTS[1], 2014).flatMap((file) =>
      file.type === 'KF' ? file.reports : [],
    );
    const empty = reports.filter(({ votes }) => votes?.valid === 0);
    expect(empty.map(({ district, name }) => [district, name])).toEqual([['01230533', '36 Stäket']]);
  });
});

/** Rows of a comma-separated table without quotes; columns are counted from both ends because names hold commas. */
const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

describeWithReference('Tables that others made of the same files', () => {
  test('arrivals-jamtland.csv: time, valid votes and S, now and in 2010, of 267 districts', () => {
    const reports = new Map(
      municipalities(NIGHTS[1], 2014).flatMap((file) =>
        file.reports.map((report) => [`${file.type} ${report.district}` as string, report] as const),
      ),
    );
    const types: Record<string, ElectionType> = { R: 'RD', L: 'RF', K: 'KF' };
    const rows = rowsOf(readReference('night-2014/arrivals-jamtland.csv').toString());
    expect(rows).toHaveLength(267);
    for (const row of rows) {
      const [letter = '', code = ''] = row;
      const [stamp, ...figures] = row.slice(-5);
      const report = reports.get(`${types[letter]} ${code}`);
      expect((report?.reportedAt ?? '').replace(/\+.*|\D/g, ''), code).toBe(stamp);
      if (stamp === '' || report?.votes == null) continue;
      const { votes, previous } = report;
      const found = [votes.valid, votesFor(votes.parties, 'S')];
      if (previous !== null) found.push(previous.valid, votesFor(previous.parties, 'S'));
      expect(found.map(String), code).toEqual(figures.slice(0, found.length));
    }
  });

  test.each([2010, 2014] as const)('final-%i-sweden.csv: every district of Jämtland', (year) => {
    const table = gunzipSync(readReference(`districts/final-${year}-sweden.csv.gz`)).toString();
    const rows = rowsOf(table).filter(([, municipality]) => municipality?.startsWith('23'));
    const types: Record<string, ElectionType> = { R: 'RD', L: 'RF', K: 'KF' };
    const reports = new Map(
      municipalities(finalOf(year), year).flatMap((file) =>
        file.reports.map((report) => [`${file.type} ${report.district}` as string, report] as const),
      ),
    );
    expect(rows).toHaveLength(reports.size);
    for (const row of rows) {
      const [letter = '', , code = ''] = row;
      const report = reports.get(`${types[letter]} ${code.replace(/^[RLK]-(\d{4})-(\d\d)$/, '$1$2')}`);
      const { votes, previous } = report ?? {};
      const of = (parties: readonly (readonly [string, number])[] | undefined) => (party: string) =>
        String(votesFor(parties ?? [], party));
      const named = ['M', 'C', 'FP', 'KD', 'S', 'V', 'MP'];
      const [electorate, cast, valid, validBefore, ...parties] = row.slice(-24);
      expect([String(report?.eligible ?? ''), String(votes?.valid)], code).toEqual([electorate, valid]);
      if (cast !== '') expect(String(votes?.cast)).toBe(cast);
      expect(named.map(of(votes?.parties))).toEqual(parties.slice(0, 7));
      expect(String(previous?.valid ?? '')).toBe(validBefore);
      if (previous != null) expect(named.map(of(previous.parties))).toEqual(parties.slice(10, 17));
    }
  });
});
