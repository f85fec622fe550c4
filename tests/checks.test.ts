/** The feed checks on genuine figures: the whole country's night of 2014, and the final counts. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { hitsOf } from '../src/lib/election/checks.ts';
import { noEntries } from '../src/lib/election/entry.ts';
import { findingsOf } from '../src/lib/election/findings.ts';
import type { Finding } from '../src/lib/election/finding.ts';
import { takeIn } from '../src/lib/election/intake.ts';
import { nothingKnown, type Known } from '../src/lib/election/known.ts';
import { reportKey, type PartyCode, type Report } from '../src/lib/election/model.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import type { Plan } from '../src/lib/election/plan.ts';
import { countContests } from '../src/lib/election/snapshot.ts';
import { isCounted, type Place } from '../src/lib/election/tally.ts';
import { findingAction } from '../src/lib/finding-words.ts';
import { NBSP } from '../src/lib/format.ts';
import { ARCHIVES, nationalPlan } from './support/national.ts';
import { planOf } from './support/night.ts';
import { membersOf } from './support/plain-reading.ts';
import { describeWithReference, readReference } from './support/reference.ts';

vi.setConfig({ testTimeout: 180_000 });

/** A genuine archive as the reader takes it in, without the national files. */
function readingsOf(archive: string, electionDate: string) {
  return [...membersOf(archive)]
    .filter(([name]) => /_\d{4}[RLK]\.xml$/.test(name))
    .map(([file, bytes]) => ({ file, result: readResultFile(file, bytes, { electionDate }) }));
}

let country: { plan: Plan; known: Known; findings: readonly Finding[] } | undefined;
function theNight() {
  if (country) return country;
  const plan = nationalPlan();
  const intake = takeIn(nothingKnown, readingsOf(ARCHIVES[1], '2014-09-14'), plan, new Map());
  return (country = { plan, known: intake.known, findings: findingsOf(intake.known, plan) });
}

const LETTERS = { R: 'RD', L: 'RF', K: 'KF' } as const;

/** `known-wrong-districts.csv`: what the final count showed to be wrong, by `KF 12840001`. */
function knownWrong(): ReadonlyMap<string, string> {
  const [, ...lines] = readReference('night-2014/known-wrong-districts.csv')
    .toString('utf8')
    .trim()
    .split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const [letter = 'R', district = ''] = line.split(',');
      return [`${LETTERS[letter as 'R']} ${district}`, line.split(',').at(-1) ?? ''];
    }),
  );
}

/** Pairs of counted elections of one district. */
function pairsIn(counted: readonly Report[]): number {
  const elections = new Map<string, number>();
  for (const { municipality, district } of counted) {
    const key = `${municipality}/${district}`;
    elections.set(key, (elections.get(key) ?? 0) + 1);
  }
  return [...elections.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}

const namesOf = (findings: readonly Finding[], check: string) =>
  findings.filter((finding) => finding.check === check).map(({ districtName }) => districtName);

describeWithReference('F4: the whole country at 23:13:52', () => {
  test('four mix-ups, one zero report and two halves are found, and nothing else', () => {
    const { findings } = theNight();
    expect(namesOf(findings, 'mixup').sort()).toEqual(['Alnö-Vi S', 'Ivetofta', 'Lindås', 'Tånnö']);
    expect(namesOf(findings, 'zero')).toEqual(['36 Stäket']);
    expect(namesOf(findings, 'half')).toEqual(['Västra Villastaden/Kolla', 'Västra Villastaden/Kolla']);
    expect(findings).toHaveLength(7);
  });

  test('among 6 266 pairs of elections of one district, and 10 700 districts', () => {
    const { known } = theNight();
    const counted = [...known.reports.values()].filter(isCounted);
    expect(counted).toHaveLength(10_700);
    expect(pairsIn(counted)).toBe(6266);
  });

  test('every finding is a district that the final count showed to be wrong', () => {
    const wrong = knownWrong();
    for (const { contests, district, check } of theNight().findings) {
      const causes = contests.map((contest) => wrong.get(`${contest.slice(0, 2)} ${district}`) ?? '');
      const words = { mixup: 'entered as', zero: 'all zeros', half: 'half of the votes' } as Record<
        string,
        string
      >;
      expect(causes.join(' '), district).toContain(words[check]);
    }
  });

  test('no check promises anything about the ten with 25–100 votes missing or moved', () => {
    const small = [...knownWrong()].filter(([, cause]) => /bundle|over-counted/.test(cause));
    expect(small).toHaveLength(10);
    const found = new Set(theNight().findings.map(({ district }) => district));
    for (const [key] of small) expect(found.has(key.slice(3) as never), key).toBe(false);
  });

  test('the archive before has the same findings: what is found is not lost or doubled', () => {
    const { plan, findings } = theNight();
    const first = takeIn(nothingKnown, readingsOf(ARCHIVES[0], '2014-09-14'), plan, new Map());
    const second = takeIn(first.known, readingsOf(ARCHIVES[1], '2014-09-14'), plan, new Map());
    expect(findingsOf(second.known, plan)).toEqual(findings);
    const told = (events: typeof first.events) =>
      events.flatMap((event) => (event.kind === 'finding' ? `${event.about} ${event.finding}` : []));
    // Tånnö's Riksdag and council figures: whatever came between the two archives is told in the second alone.
    expect([...told(first.events), ...told(second.events)].sort()).toEqual(
      findings.map(({ id }) => `found ${id}`).sort(),
    );
    expect(second.entries).toEqual([]);
  });
});

/** Jämtland's genuine night, with the council figures of Frösö 5 as the final count has them. */
describeWithReference('F4: Frösö 5 in Östersund, council figures entered as the region’s', () => {
  const FROSO = '23800229';
  async function night() {
    const plan = await planOf('2014');
    const known = takeIn(nothingKnown, readingsOf(ARCHIVES[1], '2014-09-14'), plan, new Map()).known;
    const finals = membersOf('final-xml/slutresultat-2014-jamtland.zip');
    const final = (letter: string) => {
      const file = `slutresultat_2380${letter}.xml`;
      const read = readResultFile(file, finals.get(file) ?? Buffer.alloc(0), { electionDate: '2014-09-14' });
      if (!read.ok || read.value.kind !== 'municipality') throw new Error(JSON.stringify(read));
      const report = read.value.reports.find(({ district }) => district === FROSO);
      if (!report) throw new Error('no Frösö 5');
      return { ...report, count: 'night' } as Report;
    };
    const withReports = (...reports: Report[]): Known => ({
      ...known,
      reports: new Map([...known.reports, ...reports.map((one) => [reportKey(one), one] as const)]),
    });
    return { plan, known, final, withReports };
  }

  test('is not seen while its council figures are out: Jämtland has no finding at 23:13:52', async () => {
    const { plan, known } = await night();
    expect(findingsOf(known, plan)).toEqual([]);
  });

  test('is found when they come, 397 of 1 337 beside 395 of 1 335, with what to do', async () => {
    const { plan, final, withReports } = await night();
    const [finding, ...others] = findingsOf(withReports(final('K')), plan);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: 'mixup',
      contests: ['RF-23', 'KF-2380'],
      districtName: 'Frösö 5',
      municipalityName: 'Östersund',
      held: true,
      figures: {
        elections: [
          { type: 'RF', own: 395, valid: 1335 },
          { type: 'KF', own: 397, valid: 1337 },
        ],
      },
    });
  });

  test('is what the desk sees when Östersund’s final council file comes before its others', async () => {
    const { plan, known } = await night();
    const file = 'slutresultat_2380K.xml';
    const bytes = membersOf('final-xml/slutresultat-2014-jamtland.zip').get(file) ?? Buffer.alloc(0);
    const reading = { file, result: readResultFile(file, bytes, { electionDate: '2014-09-14' }) };
    const intake = takeIn(known, [reading], plan, new Map());
    const findings = findingsOf(intake.known, plan);
    expect(findings.map(findingAction)).toEqual([
      `Kontrollera Frösö 5: regionval och kommunval har samma siffror (1${NBSP}335 och 1${NBSP}337 giltiga röster). Ring valnämnden i Östersund och fråga vilket av valen som är rätt.`,
    ]);
    expect(intake.events.filter(({ kind }) => kind === 'finding')).toMatchObject([
      { about: 'found', districtName: 'Frösö 5' },
    ]);
    const region = countContests(intake.known, plan).find(({ contest }) => contest.id === 'RF-23')?.contest;
    const before = countContests(known, plan).find(({ contest }) => contest.id === 'RF-23')?.contest;
    expect([before?.heldBack, region?.heldBack]).toEqual([0, 1]);
    expect([region?.valid, region?.own, region?.likeForLike]).toEqual([
      before?.valid,
      before?.own,
      before?.likeForLike,
    ]);
    expect(region?.projection).not.toEqual(before?.projection);
  });

  test('is over when the region’s right figures come', async () => {
    const { plan, final, withReports } = await night();
    expect(findingsOf(withReports(final('K'), final('L')), plan)).toEqual([]);
  });
});

describeWithReference('final counts', () => {
  test.each([
    ['2014', '2014-09-14'],
    ['2018', '2018-09-09'],
  ] as const)('Jämtland %s gives no finding', async (year, electionDate) => {
    const plan = await planOf(year);
    const readings = readingsOf(`final-xml/slutresultat-${year}-jamtland.zip`, electionDate);
    const { known, verdicts } = takeIn(nothingKnown, readings, plan, new Map());
    expect(verdicts.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(24);
    expect(findingsOf(known, plan)).toEqual([]);
  });

  test('almost all of Sweden 2010 and 2014, 28 253 pairs, gives no mix-up, zero or half report', () => {
    const elections = ['2010', '2014'].map(finalDistricts);
    const pairs = elections.map((places) => pairsIn(places.flatMap(({ ordinary }) => ordinary)));
    expect(pairs.reduce((sum, n) => sum + n, 0)).toBe(28_253);
    for (const places of elections) expect(hitsOf(places, 'S' as PartyCode)).toEqual([]);
  });
});

/** The table's ordinary districts as places; the eight parties of the Riksdag are all that it tells apart everywhere. */
function finalDistricts(year: string): readonly Place[] {
  const text = gunzipSync(readReference(`districts/final-${year}-sweden.csv.gz`)).toString('utf8');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.split(',');
  const parties = ['M', 'C', 'L', 'KD', 'S', 'V', 'MP', 'SD'] as PartyCode[];
  const places = new Map<string, Report[]>();
  for (const line of lines) {
    const cells = line.replace(/"[^"]*"/g, 'name').split(',');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    if (cell('kind') !== 'ordinary') continue;
    const type = LETTERS[cell('election_type') as 'R'];
    const valid = Number(cell('valid'));
    const report = {
      type,
      count: 'final',
      municipality: cell('municipality'),
      constituency: '',
      district: cell('district'),
      kind: 'ordinary',
      name: cell('name'),
      boundary: 'same',
      eligible: Number(cell('electorate')),
      reportedAt: '2014-09-20T12:00:00+02:00',
      votes: {
        valid,
        parties: parties.map((code) => [code, Number(cell(code))] as const),
        other: 0,
        invalid: 0,
        cast: Number(cell('votes_cast')),
      },
      previous:
        cell('valid_prev') === ''
          ? null
          : { valid: Number(cell('valid_prev')), parties: [], cast: null, eligible: null },
    } as unknown as Report;
    const key = `${type}/${cell('municipality')}`;
    places.set(key, [...(places.get(key) ?? []), report]);
  }
  return [...places.values()].map((ordinary) => ({ ordinary, collection: [] }) as unknown as Place);
}

describe('nothing known', () => {
  test('has no finding', async () => {
    const plan = await planOf('2018');
    expect(findingsOf({ ...nothingKnown, entries: noEntries }, plan)).toEqual([]);
  });
});
