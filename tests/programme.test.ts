import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openArchive } from '../src/lib/election/parse/archive.ts';
import { readMemberName } from '../src/lib/election/parse/member-name.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import type { MunicipalityResult, Report } from '../src/lib/election/model.ts';
import { placeKey, type Plan } from '../src/lib/election/plan.ts';
import { buildSnapshot } from '../src/lib/election/snapshot.ts';
import { nothingKnown } from '../src/lib/election/known.ts';
import { isCounted } from '../src/lib/election/tally.ts';
import { formatPercent } from '../src/lib/format.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { readProgramme } from '../src/lib/programme/schema.ts';
import { describeWithReference, readReference } from './support/reference.ts';

/** The programmes: what they state follows from the official results, and a bad file is told fault by fault. */

/** A file's contents before anyone has looked into them. */
type Raw = ReturnType<typeof JSON.parse>;

async function planOf(name: string): Promise<Plan> {
  const plan = await loadProgramme(name);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

const baselines = (plan: Plan) =>
  buildSnapshot({
    known: nothingKnown,
    plan,
    night: {
      id: 'test-x',
      electionDate: plan.electionDate,
      mode: 'test',
      label: '',
      remarks: [],
      baselineDate: plan.baselineDate,
    },
    feed: { state: 'waiting', source: '', checkedAt: null, changedAt: null, publishedAt: null },
    history: new Map(),
  });

/** The programme's own figures for 2014, and the official votes behind them (data/README.md, "Check figures"). */
const STATED = {
  'RD-23': ['39,78', 33303, 83714],
  'RF-23': ['38,57', 31430, 81485],
  'KF-2321': ['29,83', 2023, 6781],
  'KF-2309': ['34,37', 3123, 9086],
  'KF-2380': ['35,48', 14116, 39786],
  'KF-2305': ['36,81', 1569, 4262],
  'KF-2361': ['36,85', 2476, 6719],
  'KF-2326': ['38,75', 1803, 4653],
  'KF-2313': ['47,33', 3660, 7733],
  'KF-2303': ['51,12', 1782, 3486],
} as const;

test('the ten shares that the programme of 2018 states follow from its baseline', async () => {
  const { contests } = baselines(await planOf('jamtland-2018'));
  const found = contests.map(({ id, baseline }) => [
    id,
    [formatPercent(baseline?.votes ?? 0, baseline?.valid ?? 0), baseline?.votes, baseline?.valid],
  ]);
  expect(Object.fromEntries(found)).toEqual(STATED);
});

test('the programme of 2018 has its 24 goals of the election, with 35 051 and 33 178 votes to reach', async () => {
  const plan = await planOf('jamtland-2018');
  const { targets } = baselines(plan);
  const election = plan.goals.filter((goal) => goal.kind !== 'count' || !goal.followUp);
  expect(election).toHaveLength(24);
  const goals = Object.fromEntries(targets.map(({ id, goal }) => [id, goal]));
  expect([goals['rd-votes'], goals['rf-votes']]).toEqual([35051, 33178]);
  expect(goals).toMatchObject({ campaigners: 155, conversations: 43000, recruited: 310 });
  expect(election.every(({ source }) => /^rad \d/.test(source))).toBe(true);
  expect(plan.judgedOn).toBe('2019-01-31');
});

test('the programme of 2014 only compares, and says so', async () => {
  const plan = await planOf('jamtland-2014');
  expect(plan.comparisonOnly).toBe(true);
  expect(plan.goals).toHaveLength(10);
  expect(plan.goals.every(({ kind }) => kind === 'share')).toBe(true);
});

/** The county's and the councils' official results of 2022 (data/README.md, "Check figures"). */
const LAST_2022 = {
  'RD-23': ['36,07', 30666, 85024],
  'RF-23': ['36,95', 30702, 83092],
  'KF-2321': ['25,94', 2021, 7792],
  'KF-2309': ['28,91', 2777, 9607],
  'KF-2380': ['37,83', 15633, 41325],
  'KF-2305': ['35,80', 1391, 3885],
  'KF-2361': ['27,63', 1826, 6609],
  'KF-2326': ['39,66', 1799, 4536],
  'KF-2313': ['36,76', 2676, 7280],
  'KF-2303': ['37,94', 1260, 3321],
} as const;

test('the programme of 2026 only compares, with the official results of 2022', async () => {
  const plan = await planOf('jamtland-2026');
  expect(plan).toMatchObject({
    comparisonOnly: true,
    judgedOn: null,
    electionDate: '2026-09-13',
    baselineDate: '2022-09-11',
  });
  expect(plan.goals).toHaveLength(10);
  expect(plan.goals.every(({ source }) => source === 'jämförelse, inget antaget mål')).toBe(true);
  expect(plan.goals.every((goal) => goal.kind === 'share' && 'above' in goal.rule)).toBe(true);
  const { contests } = baselines(plan);
  expect(
    Object.fromEntries(
      contests.map(({ id, baseline }) => [
        id,
        [formatPercent(baseline?.votes ?? 0, baseline?.valid ?? 0), baseline?.votes, baseline?.valid],
      ]),
    ),
  ).toEqual(LAST_2022);
});

test('whoever made the tables of last time is named with the figures', async () => {
  const credits = ['jamtland-2014', 'jamtland-2018', 'jamtland-2026'].map(
    async (name) => baselines(await planOf(name)).programme.credit,
  );
  expect(await Promise.all(credits)).toEqual([
    'Källa: Valmyndigheten',
    'Källa: Valmyndigheten',
    'Källa: SCB, Valmyndigheten',
  ]);
});

test('a projection of 2026 takes nothing from 2026', async () => {
  const { projection } = await planOf('jamtland-2026');
  expect(projection?.from).toBe('2010–2014');
  expect(projection?.arrivals?.from).toBe('2014-09-14');
});

test('the county is the Riksdag’s constituency 27 in the JSON feed, and no other contest has one', async () => {
  const { contests } = await planOf('jamtland-2026');
  expect(contests.map(({ id, constituency }) => [id, constituency]).slice(0, 2)).toEqual([
    ['RD-23', '27'],
    ['RF-23', undefined],
  ]);
  const earlier = await Promise.all(['jamtland-2014', 'jamtland-2018'].map(planOf));
  expect(earlier.flatMap((plan) => plan.contests).filter((contest) => 'constituency' in contest)).toEqual([]);
});

test('an unknown name and a file that is not there are faults, not crashes', async () => {
  for (const name of ['jamtland-1914', '/nowhere/programme.json']) {
    const plan = await loadProgramme(name);
    expect(plan.ok ? [] : plan.error).toHaveLength(1);
  }
});

test('a bad programme file gives the whole list of its faults, each with its place', async () => {
  const programme = JSON.parse(await readFile('src/lib/programme/jamtland-2018.json', 'utf8'));
  const baseline = JSON.parse(await readFile('src/lib/programme/jamtland-2014.baseline.json', 'utf8'));
  const faultsOf = (change: (programme: Raw, baseline: Raw) => void) => {
    const [one, other] = [structuredClone(programme), structuredClone(baseline)];
    change(one, other);
    const read = readProgramme(one, { baseline: other });
    return read.ok ? [] : read.error.map(({ place, fault }) => `${place}: ${fault}`);
  };
  expect(faultsOf(() => undefined)).toEqual([]);
  const broken = faultsOf((one) => {
    one.electionDate = '9 september';
    one.party.colour = 'red';
    one.goals[0].rule = { above: 'everything' };
    delete one.title;
  });
  expect(broken.map((fault) => fault.split(':')[0])).toEqual([
    'programme.title',
    'programme.party.colour',
    'programme.electionDate',
    'programme.goals.0.rule',
  ]);
  expect(faultsOf((one) => (one.goals[1].id = 'rd-share'))).toEqual([
    'programme.goals: rd-share stands twice',
  ]);
  expect(faultsOf((one) => (one.goals[0].contest = 'RD-24'))).toContain(
    'programme.goals.0.contest: RD-24 is not among the contests',
  );
  expect(faultsOf((one) => (one.judgedOn = null))).toHaveLength(1);
  expect(faultsOf((one, other) => (other.electionDate = '2010-09-19'))).toHaveLength(1);
  expect(faultsOf((one, other) => other.places.pop())).toEqual([
    'baseline.places: kf-share-2380 needs KF/2380, which is missing',
  ]);
  expect(faultsOf((one, other) => (other.places[0].ordinary = [10, 9]))).toEqual([
    'baseline.places RD/2303.ordinary: own votes above valid votes',
    'baseline.places RD/2303.ordinary: is 10/9, its districts add up to 1695/3469',
  ]);
  expect(faultsOf((one) => (one.party.label = 'M'))).toEqual([
    "baseline.party: is S, the programme's party is M",
  ]);
  expect(faultsOf((one, other) => other.places.push(other.places[3]))).toContain(
    'baseline.places: RD/2313 stands twice',
  );
  expect(faultsOf((one, other) => (other.places[0].predecessors = { '23030101': ['99999999'] }))).toEqual([
    'baseline.places RD/2303.predecessors: 99999999 is none of its districts',
  ]);
  expect(faultsOf((one, other) => (other.places[0].ordinary = [10.5, 90]))).toHaveLength(1);
  expect(faultsOf((one) => (one.contests[0].constituency = '27'))).toEqual([]);
  expect(faultsOf((one) => (one.contests[0].constituency = '2327'))).toEqual([
    'programme.contests.0.constituency: a Riksdag constituency of two digits',
  ]);
  expect(faultsOf((one) => (one.contests[1].constituency = '27'))).toEqual([
    'programme.contests.1.constituency: is the Riksdag’s alone',
  ]);
});

describeWithReference('the committed baselines against the authority’s final files', () => {
  for (const [name, year] of [
    ['jamtland-2018', '2014'],
    ['jamtland-2014', '2010'],
  ] as const) {
    test(`${name}: every district, ordinary and collection sums of ${year}`, async () => {
      const plan = await planOf(name);
      const results = finalResults(await readReference(`final-xml/slutresultat-${year}-jamtland.zip`));
      expect(results).toHaveLength(24);
      for (const result of results) {
        const held = plan.baselines.get(placeKey(result.type, result.municipality));
        const ordinary = result.reports.filter(({ kind }) => kind === 'ordinary');
        expect(held?.ordinary).toEqual(sumOf(ordinary, plan));
        expect(held?.collection).toEqual(
          sumOf(
            result.reports.filter(({ kind }) => kind === 'collection'),
            plan,
          ),
        );
        expect([...(held?.districts ?? [])]).toEqual(
          ordinary.map((report) => [report.district, sumOf([report], plan)]),
        );
        expect(held?.eligible).toBe(ordinary.reduce((sum, { eligible }) => sum + (eligible ?? 0), 0));
        // All parties by their votes; the labels are this time's, so only the figures are compared.
        for (const { district, votes } of ordinary) {
          const rows = held?.parties?.districts.get(district)?.map(([, count]) => count) ?? [];
          const filed = votes?.parties.map(([, count]) => count) ?? [];
          const some = (counts: readonly number[]) => counts.filter((count) => count > 0).sort();
          expect([district, some(rows)]).toEqual([district, some(filed)]);
        }
      }
    });
  }
});

function finalResults(bytes: Uint8Array): readonly MunicipalityResult[] {
  const archive = openArchive(bytes, 'final.zip');
  if (!archive.ok) throw new Error(archive.error.kind);
  return archive.value.members.flatMap((member) => {
    if (readMemberName(member.name)?.area === '00') return [];
    const content = member.read();
    const result = content.ok ? readResultFile(member.name, content.value, { electionDate: null }) : content;
    return result.ok && result.value.kind === 'municipality' ? [result.value] : [];
  });
}

function sumOf(reports: readonly Report[], plan: Plan) {
  const counted = reports.filter(isCounted);
  return {
    own: counted.reduce(
      (sum, { votes }) => sum + (votes.parties.find(([code]) => code === plan.party.code)?.[1] ?? 0),
      0,
    ),
    valid: counted.reduce((sum, { votes }) => sum + votes.valid, 0),
  };
}
