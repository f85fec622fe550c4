import { z } from 'zod';
import {
  contestId,
  type ContestId,
  type DistrictCode,
  type MunicipalityCode,
  type PartyCode,
} from '../election/model.ts';
import { placeKey, type ContestPlan, type Goal, type PlaceBaseline, type Plan } from '../election/plan.ts';
import { fail, ok, type Result } from '../election/parse/error.ts';

/**
 * A party district's programme as data. Another district, party or election is another file and no code; a bad file
 * gives the whole list of its faults.
 */

const isoDate = z.iso.date('a date like 2018-09-09');
const municipality = z.string().regex(/^\d{4}$/, 'a municipality code of four digits');
const contestRef = z.string().regex(/^(RD|RF|KF)-\d{2,4}$/, 'a contest like RD-23 or KF-2303');
const goalBase = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  label: z.string().min(1),
  source: z.string().min(1),
};

const goalSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...goalBase,
    kind: z.literal('share'),
    contest: contestRef,
    rule: z.union([
      z.strictObject({ above: z.literal('baseline') }),
      z.strictObject({ atLeastPercent: z.number().min(0).max(100) }),
    ]),
  }),
  z.strictObject({
    ...goalBase,
    kind: z.literal('votes'),
    contest: contestRef,
    rule: z.union([
      z.strictObject({ plus: z.number().int().positive() }),
      z.strictObject({ votes: z.number().int().positive() }),
    ]),
  }),
  z.strictObject({ ...goalBase, kind: z.literal('governing'), contest: contestRef }),
  z.strictObject({
    ...goalBase,
    kind: z.literal('count'),
    goal: z.number().positive(),
    unit: z.string().min(1),
    followUp: z.boolean().default(false),
  }),
]);

const programmeSchema = z.strictObject({
  $comment: z.string().optional(),
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  area: z.string().min(1),
  party: z.strictObject({
    label: z.string().min(1),
    name: z.string().min(1),
    colour: z.string().regex(/^#[0-9a-f]{6}$/, 'a colour like #ed1b34'),
  }),
  electionDate: isoDate,
  baseline: z.strictObject({ electionDate: isoDate, file: z.string().min(1) }),
  judgedOn: isoDate.nullable(),
  comparisonOnly: z.boolean(),
  contests: z
    .array(
      z.strictObject({
        type: z.enum(['RD', 'RF', 'KF']),
        area: z.string().regex(/^\d{2,4}$/),
        name: z.string().min(1),
        municipalities: z.array(municipality).min(1),
      }),
    )
    .min(1),
  goals: z.array(goalSchema),
});

const count = z.number().int().nonnegative();
const pair = z.tuple([count, count]);

/** Last time's final results: pairs are [own votes, valid votes]. */
const baselineSchema = z.strictObject({
  $comment: z.string().optional(),
  electionDate: isoDate,
  party: z.string().min(1),
  origin: z.string().min(1),
  credit: z.string().min(1),
  places: z.array(
    z.strictObject({
      type: z.enum(['RD', 'RF', 'KF']),
      municipality,
      ordinary: pair,
      collection: pair,
      districts: z.record(z.string().regex(/^\d{8}$/), pair),
      predecessors: z
        .record(z.string().regex(/^\d{8}$/), z.array(z.string().regex(/^\d{8}$/)).min(1))
        .optional(),
    }),
  ),
});

export type ProgrammeFile = z.input<typeof programmeSchema>;
export type BaselineFile = z.input<typeof baselineSchema>;
type ParsedProgramme = z.output<typeof programmeSchema>;
type ParsedBaseline = z.output<typeof baselineSchema>;

/** One fault of a programme file: where, and what is wrong there. */
export interface ProgrammeFault {
  readonly place: string;
  readonly fault: string;
}

/** The name of the baseline file that a programme refers to, or its faults. */
export function baselineFileOf(programme: unknown): Result<string, readonly ProgrammeFault[]> {
  const parsed = programmeSchema.safeParse(programme);
  return parsed.success ? ok(parsed.data.baseline.file) : fail(faultsOf(parsed.error, 'programme'));
}

/** Reads a programme and its baseline into a plan; every fault of both files is listed. */
export function readProgramme(
  programme: unknown,
  baseline: unknown,
): Result<Plan, readonly ProgrammeFault[]> {
  const parsed = programmeSchema.safeParse(programme);
  const last = baselineSchema.safeParse(baseline);
  if (!parsed.success || !last.success) {
    return fail([
      ...(parsed.success ? [] : faultsOf(parsed.error, 'programme')),
      ...(last.success ? [] : faultsOf(last.error, 'baseline')),
    ]);
  }
  const faults = [...contradictions(parsed.data), ...disagreements(parsed.data, last.data)];
  return faults.length > 0 ? fail(faults) : ok(planOf(parsed.data, last.data));
}

const faultsOf = (error: z.ZodError, file: string): readonly ProgrammeFault[] =>
  error.issues.map((issue) => ({ place: [file, ...issue.path].join('.'), fault: issue.message }));

function contradictions(programme: ParsedProgramme): readonly ProgrammeFault[] {
  const contests = programme.contests.map(({ type, area }) => `${type}-${area}`);
  const places = programme.contests.flatMap((contest) =>
    contest.municipalities.map((code) => placeKey(contest.type, code)),
  );
  return [
    ...repeated(contests).map((id) => ({ place: 'programme.contests', fault: `${id} stands twice` })),
    ...repeated(places).map((key) => ({
      place: 'programme.contests',
      fault: `${key} counts in two contests`,
    })),
    ...repeated(programme.goals.map(({ id }) => id)).map((id) => ({
      place: 'programme.goals',
      fault: `${id} stands twice`,
    })),
    ...programme.goals.flatMap((goal, index) =>
      goal.kind === 'count' || contests.includes(goal.contest)
        ? []
        : [{ place: `programme.goals.${index}.contest`, fault: `${goal.contest} is not among the contests` }],
    ),
    ...(programme.judgedOn === null && programme.goals.some(({ kind }) => kind === 'governing')
      ? [{ place: 'programme.judgedOn', fault: 'governing goals need the day on which they are judged' }]
      : []),
  ];
}

function disagreements(programme: ParsedProgramme, baseline: ParsedBaseline): readonly ProgrammeFault[] {
  const held = new Set(baseline.places.map((place) => placeKey(place.type, place.municipality)));
  const relative = programme.goals.flatMap((goal) =>
    (goal.kind === 'share' && 'above' in goal.rule) || (goal.kind === 'votes' && 'plus' in goal.rule)
      ? [goal]
      : [],
  );
  return [
    ...(baseline.electionDate === programme.baseline.electionDate
      ? []
      : [
          {
            place: 'baseline.electionDate',
            fault: `is ${baseline.electionDate}, the programme says ${programme.baseline.electionDate}`,
          },
        ]),
    ...relative.flatMap((goal) =>
      programme.contests
        .filter((contest) => `${contest.type}-${contest.area}` === goal.contest)
        .flatMap((contest) => contest.municipalities.map((code) => placeKey(contest.type, code)))
        .filter((key) => !held.has(key))
        .map((key) => ({ place: 'baseline.places', fault: `${goal.id} needs ${key}, which is missing` })),
    ),
    ...(baseline.party === programme.party.label
      ? []
      : [
          {
            place: 'baseline.party',
            fault: `is ${baseline.party}, the programme's party is ${programme.party.label}`,
          },
        ]),
    ...repeated(baseline.places.map((place) => placeKey(place.type, place.municipality))).map((key) => ({
      place: 'baseline.places',
      fault: `${key} stands twice`,
    })),
    ...baseline.places.flatMap(faultsOfPlace),
  ];
}

/** A place's figures against each other: own within valid, districts adding up, predecessors that exist. */
function faultsOfPlace(place: ParsedBaseline['places'][number]): readonly ProgrammeFault[] {
  const where = `baseline.places ${placeKey(place.type, place.municipality)}`;
  const districts = Object.entries(place.districts);
  const pairs = [['ordinary', place.ordinary], ['collection', place.collection], ...districts] as const;
  const total = ([0, 1] as const).map((index) => districts.reduce((sum, [, pair]) => sum + pair[index], 0));
  const unknown = Object.values(place.predecessors ?? {})
    .flat()
    .filter((code) => !(code in place.districts));
  return [
    ...pairs.flatMap(([name, [own, valid]]) =>
      own > valid ? [{ place: `${where}.${name}`, fault: 'own votes above valid votes' }] : [],
    ),
    ...(total[0] === place.ordinary[0] && total[1] === place.ordinary[1]
      ? []
      : [
          {
            place: `${where}.ordinary`,
            fault: `is ${place.ordinary.join('/')}, its districts add up to ${total.join('/')}`,
          },
        ]),
    ...unknown.map((code) => ({ place: `${where}.predecessors`, fault: `${code} is none of its districts` })),
  ];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

function planOf(programme: ParsedProgramme, baseline: ParsedBaseline): Plan {
  const contests: readonly ContestPlan[] = programme.contests.map((contest) => ({
    id: contestId(contest.type, contest.area),
    type: contest.type,
    area: { code: contest.area, name: contest.name },
    municipalities: contest.municipalities as MunicipalityCode[],
  }));
  return {
    id: programme.id,
    title: programme.title,
    area: programme.area,
    party: {
      code: programme.party.label as PartyCode,
      name: programme.party.name,
      colour: programme.party.colour,
    },
    electionDate: programme.electionDate,
    baselineDate: programme.baseline.electionDate,
    judgedOn: programme.judgedOn,
    comparisonOnly: programme.comparisonOnly,
    contests,
    goals: programme.goals.map(goalOf),
    baselines: new Map(
      baseline.places.map((place) => [placeKey(place.type, place.municipality), placeBaseline(place)]),
    ),
  };
}

const goalOf = (goal: ParsedProgramme['goals'][number]): Goal =>
  goal.kind === 'count' ? { ...goal, contest: null } : { ...goal, contest: goal.contest as ContestId };

function placeBaseline(place: ParsedBaseline['places'][number]): PlaceBaseline {
  const votes = ([own, valid]: readonly [number, number]) => ({ own, valid });
  return {
    ordinary: votes(place.ordinary),
    collection: votes(place.collection),
    districts: new Map(
      Object.entries(place.districts).map(([code, figures]) => [code as DistrictCode, votes(figures)]),
    ),
    predecessors: new Map(
      Object.entries(place.predecessors ?? {}).map(([code, codes]) => [
        code as DistrictCode,
        codes as DistrictCode[],
      ]),
    ),
  };
}
