import type { z } from 'zod';
import {
  contestId,
  type ContestId,
  type DistrictCode,
  type MunicipalityCode,
  type PartyCode,
  type PartyVotes,
} from '../election/model.ts';
import {
  placeKey,
  type ContestPlan,
  type Goal,
  type LastSeats,
  type PlaceBaseline,
  type PlaceParties,
  type Plan,
} from '../election/plan.ts';
import type { GoverningFact } from '../election/governing.ts';
import { fail, ok, type Result } from '../election/parse/error.ts';

import { historyOf, historySchema, type HistoryFile } from './history.ts';
import {
  baselineSchema,
  governingSchema,
  programmeSchema,
  projectionSchema,
  type ParsedBaseline,
  type ParsedGoverning,
  type ParsedProgramme,
} from './shapes.ts';

/**
 * A party district's programme as data. Another district, party or election is another file and no code; a bad file
 * gives the whole list of its faults.
 */

export type { BaselineFile, ProgrammeFile } from './shapes.ts';

/** One fault of a programme file: where, and what is wrong there. */
export interface ProgrammeFault {
  readonly place: string;
  readonly fault: string;
}

/** The names of the files that a programme refers to, or its faults. */
export function filesOf(
  programme: unknown,
): Result<Readonly<Record<string, string>>, readonly ProgrammeFault[]> {
  const parsed = programmeSchema.safeParse(programme);
  if (!parsed.success) return fail(faultsOf(parsed.error, 'programme'));
  const { baseline, governing, projection, history } = parsed.data;
  return ok({
    baseline: baseline.file,
    ...(governing ? { governing: governing.file } : {}),
    ...(projection ? { projection: projection.file } : {}),
    ...(history ? { history: history.file } : {}),
  });
}

/** What the files that stand beside a programme hold. */
export interface Beside {
  readonly baseline?: unknown;
  readonly governing?: unknown;
  readonly projection?: unknown;
  readonly history?: unknown;
}

/** Reads a programme, its baseline and what is known of governing into a plan; every fault of all files is listed. */
export function readProgramme(programme: unknown, beside: Beside): Result<Plan, readonly ProgrammeFault[]> {
  const parsed = programmeSchema.safeParse(programme);
  const last = baselineSchema.safeParse(beside.baseline);
  const known = governingSchema.safeParse(beside.governing ?? NOTHING_KNOWN);
  const swings = projectionSchema.nullable().safeParse(beside.projection ?? null);
  const past = historySchema.safeParse(beside.history ?? NOTHING_PAST);
  if (!parsed.success || !last.success || !known.success || !swings.success || !past.success) {
    return fail([
      ...(parsed.success ? [] : faultsOf(parsed.error, 'programme')),
      ...(last.success ? [] : faultsOf(last.error, 'baseline')),
      ...(known.success ? [] : faultsOf(known.error, 'governing')),
      ...(swings.success ? [] : faultsOf(swings.error, 'projection')),
      ...(past.success ? [] : faultsOf(past.error, 'history')),
    ]);
  }
  const faults = [...contradictions(parsed.data), ...disagreements(parsed.data, last.data)];
  return faults.length > 0
    ? fail(faults)
    : ok({
        ...planOf(parsed.data, last.data, known.data),
        projection: swings.data,
        history: historyOf(past.data),
      });
}

const NOTHING_KNOWN: z.input<typeof governingSchema> = { origin: 'none', facts: [] };
const NOTHING_PAST: HistoryFile = { origin: 'none', elections: [] };

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
    ...partyFaults(place, where),
    ...seatFaults(place, where),
    ...unknown.map((code) => ({ place: `${where}.predecessors`, fault: `${code} is none of its districts` })),
  ];
}

/** Votes of all parties, where they are told: one for each label, and no more than the valid ones. */
function partyFaults(place: ParsedPlace, where: string): readonly ProgrammeFault[] {
  const labels = place.parties?.length ?? 0;
  const rows: [string, readonly number[] | undefined, number][] = [
    ...Object.entries(place.votes ?? {}).map(([code, row]): [string, readonly number[], number] => [
      `votes.${code}`,
      row,
      place.districts[code]?.[1] ?? -1,
    ]),
    ['collectionVotes', place.collectionVotes, place.collection[1]],
  ];
  return rows.flatMap(([name, row, valid]) => {
    if (!row) return [];
    if (row.length !== labels)
      return [{ place: `${where}.${name}`, fault: `has ${row.length} numbers for ${labels} parties` }];
    const total = row.reduce((sum, votes) => sum + votes, 0);
    return total > valid
      ? [{ place: `${where}.${name}`, fault: `${total} votes above ${valid} valid ones` }]
      : [];
  });
}

function seatFaults({ seats }: ParsedPlace, where: string): readonly ProgrammeFault[] {
  const held = seats?.parties.reduce((sum, [, count]) => sum + count, 0);
  return seats && held !== seats.of
    ? [{ place: `${where}.seats`, fault: `${held} seats for parties, of ${seats.of}` }]
    : [];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

function planOf(
  programme: ParsedProgramme,
  baseline: ParsedBaseline,
  governing: ParsedGoverning,
): Omit<Plan, 'projection' | 'history'> {
  const contests: readonly ContestPlan[] = programme.contests.map((contest) => ({
    id: contestId(contest.type, contest.area),
    type: contest.type,
    area: { code: contest.area, name: contest.name },
    municipalities: contest.municipalities as MunicipalityCode[],
    ...(contest.constituency === undefined ? {} : { constituency: contest.constituency }),
    seats: contest.seats
      ? { of: contest.seats.of, constituencies: contest.seats.constituencies ?? null }
      : null,
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
    credit: baseline.credit,
    judgedOn: programme.judgedOn,
    comparisonOnly: programme.comparisonOnly,
    contests,
    goals: programme.goals.map(goalOf),
    map: programme.map ?? null,
    governing: governing.facts as unknown as readonly GoverningFact[],
    baselines: new Map(
      baseline.places.map((place) => [
        placeKey(place.type, place.municipality),
        placeBaseline(place, programme.baseline.renamed, baseline.lumped ?? false),
      ]),
    ),
  };
}

const goalOf = (goal: ParsedProgramme['goals'][number]): Goal =>
  goal.kind === 'count' ? { ...goal, contest: null } : { ...goal, contest: goal.contest as ContestId };

type ParsedPlace = ParsedBaseline['places'][number];

function placeBaseline(
  place: ParsedPlace,
  renamed: Readonly<Record<string, string>>,
  lumped: boolean,
): PlaceBaseline {
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
    eligible: place.eligible ?? null,
    parties: partiesOf(place, renamed, lumped),
    ...(place.seats ? { seats: lastSeats(place.seats, renamed) } : {}),
  };
}

const lastSeats = (
  { of, parties }: NonNullable<ParsedPlace['seats']>,
  renamed: Readonly<Record<string, string>>,
): LastSeats => ({
  of,
  parties: parties.map(([label, seats]) => [(renamed[label] ?? label) as PartyCode, seats]),
});

function partiesOf(
  place: ParsedPlace,
  renamed: Readonly<Record<string, string>>,
  lumped: boolean,
): PlaceParties | null {
  const { parties, votes, collectionVotes } = place;
  if (!parties || !votes || !collectionVotes) return null;
  const labels = parties.map((label) => (renamed[label] ?? label) as PartyCode);
  const paired = (row: readonly number[]): readonly PartyVotes[] =>
    labels.map((label, index) => [label, row[index] ?? 0]);
  return {
    districts: new Map(Object.entries(votes).map(([code, row]) => [code as DistrictCode, paired(row)])),
    collection: paired(collectionVotes),
    ...(lumped ? { lumped } : {}),
  };
}
