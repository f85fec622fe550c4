/**
 * The same results written as XML and as JSON are the same to whatever comes behind the readers. What only JSON can say
 * is left aside: a party's number, and the codes of last time's districts (our writer states none here). On the night the
 * JSON files list collection districts before they are counted, and the XML files do not.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { takeIn, type Reading } from '../src/lib/election/intake.ts';
import { nothingKnown, type Known } from '../src/lib/election/known.ts';
import type { DistrictCode, ElectionType, MunicipalityResult } from '../src/lib/election/model.ts';
import { contestId } from '../src/lib/election/model.ts';
import { combineParts } from '../src/lib/election/parse/json/combine.ts';
import type { JsonExpected } from '../src/lib/election/parse/json/expected.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import type { ContestPlan, Goal, PlaceBaseline, Plan } from '../src/lib/election/plan.ts';
import { placeKey } from '../src/lib/election/plan.ts';
import { countContests, judgeAll } from '../src/lib/election/snapshot.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import {
  districtCode,
  drawnElection,
  MOST_DISTRICTS,
  MUNICIPALITIES,
  toldOf,
} from './support/drawn-election.ts';
import { readMember } from './support/read-json.ts';
import { ELECTION_DATE, PREVIOUS_DATE, SEATS, type ToldContest } from './support/told.ts';
import { writtenAsJson } from './support/told-json.ts';
import { writtenAsXml } from './support/told-xml.ts';

vi.setConfig({ testTimeout: 600_000 });

const CONTESTS: readonly ContestPlan[] = [
  ...(['RD', 'RF'] as const).map((type) => contestPlan(type, '23', 'Jämtlands län')),
  ...MUNICIPALITIES.map(({ code, name }) => contestPlan('KF', code, name)),
];

function contestPlan(type: ElectionType, code: string, name: string): ContestPlan {
  return {
    id: contestId(type, code),
    type,
    area: { code, name },
    municipalities: MUNICIPALITIES.flatMap((each) =>
      each.code.startsWith(code) ? [each.code as never] : [],
    ),
    ...(type === 'RD' ? { constituency: '27' } : {}),
    seats: type === 'KF' ? null : { of: SEATS[type], constituencies: null },
  };
}

const EXPECTED: JsonExpected = {
  electionDate: ELECTION_DATE,
  rehearsal: false,
  finalDistricts: true,
  contests: CONTESTS.map(({ type, area, constituency = null, municipalities }) => ({
    type,
    area: area.code,
    constituency,
    municipalities,
  })),
};

/** Last time by hand: so many votes in each district that can stand in a municipality. */
function baselineOf(code: string): PlaceBaseline {
  const districts = Array.from({ length: MOST_DISTRICTS }, (_, at) => ({
    code: districtCode(code, at) as DistrictCode,
    votes: { own: 60 + at, valid: 200 + 7 * at },
  }));
  const merged = districts.map(({ code: each }) => [each, [each]] as const);
  return {
    ordinary: {
      own: districts.reduce((sum, { votes: { own } }) => sum + own, 0),
      valid: districts.reduce((sum, { votes: { valid } }) => sum + valid, 0),
    },
    collection: { own: 20, valid: 80 },
    districts: new Map(districts.map((each) => [each.code, each.votes])),
    predecessors: new Map(merged.filter((_, at) => at % 2 === 0)),
    eligible: 3000,
    parties: null,
  };
}

let plan: Plan;

beforeAll(async () => {
  const programme = await loadProgramme('jamtland-2026');
  if (!programme.ok) throw new Error(JSON.stringify(programme.error));
  const goals: readonly Goal[] = CONTESTS.flatMap(({ id }) => [
    {
      id: `${id}-share`,
      kind: 'share',
      contest: id,
      label: id,
      source: 'rad 1',
      rule: { above: 'baseline' },
    },
    { id: `${id}-votes`, kind: 'votes', contest: id, label: id, source: 'rad 2', rule: { plus: 50 } },
  ]);
  plan = {
    ...programme.value,
    baselineDate: PREVIOUS_DATE,
    contests: CONTESTS,
    goals,
    governing: [],
    baselines: new Map(
      CONTESTS.flatMap(({ type, municipalities }) =>
        municipalities.map((code) => [placeKey(type, code), baselineOf(code)] as const),
      ),
    ),
  };
});

const xmlReadings = (told: readonly ToldContest[]): readonly Reading[] =>
  told.flatMap(writtenAsXml).map(({ name, bytes }) => ({
    file: name,
    result: readResultFile(name, bytes, { electionDate: ELECTION_DATE }),
  }));

/** By archive; `shuffled` puts the members of each in another order. */
function jsonReadings(
  told: readonly ToldContest[],
  shuffled: <T>(items: readonly T[]) => readonly T[],
): readonly (readonly Reading[])[] {
  return told.flatMap(writtenAsJson).map((archive) =>
    combineParts(
      shuffled(archive).map(({ name, bytes }) => ({
        file: name,
        result: readMember(name, bytes, { expected: EXPECTED }),
      })),
      EXPECTED,
    ),
  );
}

/** Throws, with the fault, where a file is refused. */
const resultsOf = (readings: readonly Reading[]): readonly MunicipalityResult[] =>
  readings.flatMap(({ file, result }) => {
    if (!result.ok) throw new Error(`${file}: ${JSON.stringify(result.error)}`);
    return result.value.kind === 'municipality' ? [result.value] : [];
  });

const keyOf = ({ type, count, municipality }: MunicipalityResult): string =>
  `${type}/${count}/${municipality}`;

/** What both formats tell of every municipality, by key. A contest's whole area stands in JSON files alone. */
const sayings = (readings: readonly Reading[]) =>
  new Map(
    resultsOf(readings)
      .filter(({ reports }) => reports.length > 0)
      .map((result) => [
        keyOf(result),
        {
          electionDate: result.electionDate,
          previousDate: result.previousDate,
          publishedAt: result.publishedAt,
          name: result.name,
          seats: result.seats,
          reports: result.reports.filter(
            ({ kind, count, votes: counted }) => kind === 'ordinary' || count === 'final' || counted,
          ),
        },
      ]),
  );

/** A party's name and colour as well: JSON names parties where votes are counted, XML in the head. */
const partiesIn = (readings: readonly Reading[]) =>
  new Map(
    resultsOf(readings)
      .filter(({ reports }) => reports.some(({ votes: counted }) => counted))
      .map((result) => [keyOf(result), result.parties.map(({ partikod: _number, ...party }) => party)]),
  );

const taken = (archives: readonly (readonly Reading[])[]): Known =>
  archives.reduce((known: Known, readings) => {
    const intake = takeIn(known, readings, plan, new Map());
    expect(intake.verdicts.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    return intake.known;
  }, nothingKnown);

/** Everything that is shown of the contests and their goals, without the parties' numbers. */
function shownOf(known: Known) {
  const counts = countContests(known, plan);
  const contests = counts.map(({ contest }) => ({
    ...contest,
    parties: contest.parties.map(({ partikod: _number, ...party }) => party),
  }));
  return { contests, targets: judgeAll(plan, known.entries, counts) };
}

/** A drawn election is long, and so would be its shrinking: what repeats the run is enough. */
function holds<T>(property: fc.IPropertyWithHooks<T>): void {
  fc.assert(property, {
    numRuns: 150,
    endOnFailure: true,
    reporter: ({ failed, ...run }) => {
      if (!failed) return;
      const repeat = `{ seed: ${run.seed}, path: '${run.counterexamplePath}' } after ${run.numRuns} runs`;
      throw new Error(repeat, { cause: run.errorInstance });
    },
  });
}
/** Sorts by drawn numbers, the same ones for any list. */
const shuffler =
  (keys: readonly number[]) =>
  <T>(items: readonly T[]): readonly T[] =>
    items
      .map((item, at) => ({ item, key: keys[at % keys.length] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
const order = fc.array(fc.nat(1_000_000), { minLength: 17, maxLength: 17 });

describe('The same results written as XML and as JSON', () => {
  test('are the same reports, but for collection districts of the night that are not counted', () => {
    holds(
      fc.property(drawnElection, order, (drawn, keys) => {
        const told = toldOf(drawn);
        const xml = xmlReadings(told);
        const json = jsonReadings(told, shuffler(keys)).flat();
        expect(sayings(json)).toEqual(sayings(xml));
        const named = partiesIn(xml);
        expect(new Map([...partiesIn(json)].filter(([key]) => named.has(key)))).toEqual(named);
      }),
    );
  });

  test('are the same contests and the same judgements but for partikod, in whatever order the files come', () => {
    holds(
      fc.property(drawnElection, order, order, (drawn, keys, others) => {
        const told = toldOf(drawn);
        const shown = shownOf(taken([shuffler(others)(xmlReadings(told))]));
        const archives = jsonReadings(told, shuffler(keys));
        expect(shownOf(taken(shuffler(keys)(archives)))).toEqual(shown);
        // All at once, as no feed does.
        expect(shownOf(taken([shuffler(others)(archives.flat())]))).toEqual(shown);
      }),
    );
  });

  test('the drawn elections hold what the rules are about', () => {
    const told = fc.sample(drawnElection, { numRuns: 40, seed: 8 }).map(toldOf);
    const reports = told.flatMap((one) => resultsOf(xmlReadings(one))).flatMap((result) => result.reports);
    const json = told.flatMap((one) => resultsOf(jsonReadings(one, (items) => items).flat()));
    const shown = told.map((one) => shownOf(taken([xmlReadings(one)])));
    const contests = shown.flatMap((one) => one.contests);
    const some = <T>(items: readonly T[], is: (item: T) => unknown) =>
      expect(items.filter(is).length).toBeGreaterThan(10);
    for (const boundary of ['same', 'merged', 'changed'] as const)
      some(reports, (report) => report.boundary === boundary && report.votes);
    some(reports, ({ previous }) => previous);
    some(reports, ({ votes: counted }) => counted?.cast === 0);
    some(reports, ({ votes: counted }) => counted && counted.other > 0 && counted.invalid > 0);
    some(reports, ({ kind, votes: counted }) => kind === 'collection' && counted);
    some(
      json.flatMap((result) => result.reports),
      ({ kind, votes: counted }) => kind === 'collection' && !counted,
    );
    for (const stage of ['night', 'wednesday', 'final']) some(contests, (contest) => contest.stage === stage);
    for (const label of ['L', 'JVB', 'rd', 'LP 1501', '1729'])
      some(contests, ({ parties }) => parties.some(({ code }) => code === label));
    some(contests, ({ seats }) => seats?.official);
    some(contests, ({ likeForLike, leftOut }) => likeForLike && leftOut.length > 0);
    some(
      shown.flatMap(({ targets }) => targets),
      ({ state }) => state === 'reached' || state === 'missed',
    );
  });
});
