/** Past elections: the table against the official figures (data/README.md, "Check figures", and election-rules §2), typed from there. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { countSteps, countStepsTitle } from '../src/lib/count-steps.ts';
import { pastElection, pastSeats, pastVotes, yearsOf } from '../src/lib/election/history.ts';
import { formatPercent } from '../src/lib/format.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { readProgramme } from '../src/lib/programme/schema.ts';
import { describeWithReference, referenceData } from './support/reference.ts';

const programme = await loadProgramme('jamtland-2018');
if (!programme.ok) throw new Error(JSON.stringify(programme.error));
const { history = [], party } = programme.value;

const YEARS = ['2014', '2018', '2022', '2026'];
/** Contest, then for each year: votes / valid / percent / seats of all seats. */
const CHECK: readonly (readonly [string, ...string[]])[] = [
  [
    'RD-23',
    '33303/83714/39,78/2/4',
    '28632/85223/33,60/1/4',
    '30666/85024/36,07/2/4',
    '27343/86814/31,50/2/4',
  ],
  [
    'RF-23',
    '31430/81485/38,57/21/55',
    '26278/83699/31,40/18/55',
    '30702/83092/36,95/21/55',
    '27595/85148/32,41/18/55',
  ],
  [
    'KF-2303',
    '1782/3486/51,12/15/27',
    '1239/3482/35,58/9/25',
    '1260/3321/37,94/10/25',
    '1183/3210/36,85/9/25',
  ],
  [
    'KF-2305',
    '1569/4262/36,81/14/39',
    '1448/4131/35,05/11/31',
    '1391/3885/35,80/10/27',
    '1320/3731/35,38/10/27',
  ],
  [
    'KF-2309',
    '3123/9086/34,37/16/45',
    '2907/9389/30,96/13/41',
    '2777/9607/28,91/12/41',
    '2108/10053/20,97/9/41',
  ],
  [
    'KF-2313',
    '3660/7733/47,33/17/35',
    '3407/7543/45,17/16/35',
    '2676/7280/36,76/13/35',
    '2231/7084/31,49/11/35',
  ],
  [
    'KF-2321',
    '2023/6781/29,83/12/37',
    '1590/7401/21,48/8/37',
    '2021/7792/25,94/9/37',
    '1804/8267/21,82/8/37',
  ],
  [
    'KF-2326',
    '1803/4653/38,75/13/31',
    '1869/4604/40,60/13/31',
    '1799/4536/39,66/13/31',
    '1659/4561/36,37/12/31',
  ],
  [
    'KF-2361',
    '2476/6719/36,85/15/39',
    '2225/6677/33,32/10/31',
    '1826/6609/27,63/8/31',
    '1877/6580/28,53/9/31',
  ],
  [
    'KF-2380',
    '14116/39786/35,48/22/61',
    '12399/41843/29,63/18/61',
    '15633/41325/37,83/23/61',
    '14863/42881/34,66/21/61',
  ],
];

test.each(CHECK)('%s: votes, share and seats are the check figures', (contest, ...figures) => {
  const found = YEARS.map((year) => {
    const past = pastElection(history, contest, year);
    if (!past) return null;
    const votes = pastVotes(past, party.code) ?? 0;
    const share = formatPercent(votes, past.valid);
    return [votes, past.valid, share, pastSeats(past, party.code), past.seats?.of].join('/');
  });
  expect(found).toEqual(figures);
});

test('six elections of ten areas; every one final, though the newest turnouts are of an earlier count', () => {
  expect(yearsOf(history)).toEqual(['2006', '2010', '2014', '2018', '2022', '2026']);
  expect(history).toHaveLength(60);
  expect(history.filter(({ stage }) => stage !== 'final')).toEqual([]);
  const earlier = history.filter(({ turnout }) => turnout?.stage !== 'final');
  expect(earlier.map(({ year }) => year)).toEqual(Array.from({ length: 9 }, () => '2026'));
  expect(earlier.some(({ contest }) => contest === 'RD-23')).toBe(false);
});

test('the Riksdag election of 2006 is on record in its totals, by the file of 2010', () => {
  const past = pastElection(history, 'RD-23', '2006');
  // Party rows and the rest (2 077) make 78 018; the authority printed 40,15 % for S.
  expect(past && formatPercent(pastVotes(past, party.code) ?? 0, past.valid)).toBe('40,15');
  expect(past?.seats).toMatchObject({ by: 'official', of: 5 });
  expect(pastSeats(past ?? (history[0] as never), party.code)).toBe(3);
});

test('whom to name: SCB where the table is SCB’s, otherwise the authority alone', () => {
  const scb = history.filter(({ credit }) => credit === 'Källa: SCB, Valmyndigheten');
  expect(scb.map(({ contest, year }) => `${contest} ${year}`)).toEqual(['RD-23 2022']);
  expect(
    history.filter(({ credit }) => !credit.startsWith('Källa: ') || !credit.endsWith('Valmyndigheten')),
  ).toEqual([]);
});

test('seats are called computed where no file has them', () => {
  const by = (contest: string) => YEARS.map((year) => pastElection(history, contest, year)?.seats?.by);
  expect(by('RD-23')).toEqual(['fixed', 'fixed', 'fixed', 'fixed']);
  expect(by('RF-23')).toEqual(['computed', 'computed', 'official', 'official']);
  expect(by('KF-2303')).toEqual(['official', 'official', 'official', 'official']);
});

test('the liberals go by one label through the years', () => {
  for (const year of yearsOf(history))
    expect(pastElection(history, 'RD-23', year)?.votes.map(([code]) => code)).toContain('L');
  expect(history.some(({ votes }) => votes.some(([code]) => (code as string) === 'FP'))).toBe(false);
});

test('the night and Wednesday are on record for the Riksdag of 2022 and 2026, and nowhere else', () => {
  const told = history.flatMap((past) => {
    const { contest, year, counts } = past;
    const steps = counts ? [counts.night, counts.wednesday, past] : [];
    const figures = steps.map((each) => `${pastVotes(each, party.code)}/${each.valid}`);
    return counts ? [[contest, year, ...figures].join(' ')] : [];
  });
  expect(told).toEqual([
    'RD-23 2022 29300/80820 30547/84650 30666/85024',
    'RD-23 2026 26000/81965 27214/86389 27343/86814',
  ]);
});

test('Wednesday lowered the share both times', () => {
  // 36,2534 → 36,0862 → 36,0675 and 31,7209 → 31,5017 → 31,4961 %.
  expect(countStepsTitle('Riksdagsvalet', countSteps(history, party.code), party.code)).toBe(
    'Riksdagsvalet: onsdagen sänkte andelen för S varje gång (2022 −0,17, 2026 −0,22), det slutliga ändrade den sedan (2022 −0,02, 2026 −0,01), i procentenheter',
  );
});

describe('a bad table is refused with its faults', () => {
  const bad = async (change: (row: Record<string, unknown>) => void) => {
    const [raw, base, table] = await Promise.all(
      ['jamtland-2018.json', 'jamtland-2014.baseline.json', 'jamtland.history.json'].map(async (name) =>
        JSON.parse(await readFile(new URL(`../src/lib/programme/${name}`, import.meta.url), 'utf8')),
      ),
    );
    change(table.elections[0]);
    const read = readProgramme(raw, { baseline: base, history: table });
    return read.ok ? [] : read.error.map(({ place, fault }) => `${place}: ${fault}`);
  };
  test('more votes than valid ones', async () => {
    expect(await bad((row) => (row.valid = 10))).toEqual([
      'history.elections.0: votes of parties above the valid ones',
    ]);
  });
  test('a Wednesday with fewer votes than its night', async () => {
    const count = (valid: number) => ({ valid, votes: { S: 3 } });
    const counts = { night: count(9), wednesday: count(8), origin: 'x' };
    expect(await bad((row) => (row.counts = counts))).toEqual([
      'history.elections.0.counts: a Wednesday below its night',
    ]);
  });
  test('a council that its parties do not make', async () => {
    expect(await bad((row) => (row.seats = { of: 9, by: 'official', parties: { S: 3 } }))).toEqual([
      'history.elections.0.seats: seats of parties that do not make the council',
    ]);
  });
});

describeWithReference('built anew from the genuine files', () => {
  test('the committed table comes out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'history-'));
    const out = join(folder, 'built.json');
    const args = ['--import', 'tsx', 'src/commands/history.ts', '--programme', 'jamtland-2018'];
    await promisify(execFile)(process.execPath, [...args, '--data', referenceData ?? '', '--out', out]);
    const committed = new URL('../src/lib/programme/jamtland.history.json', import.meta.url);
    expect(await readFile(out, 'utf8')).toBe(await readFile(committed, 'utf8'));
    await rm(folder, { recursive: true });
  }, 60_000);
});
