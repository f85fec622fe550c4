/**
 * The shapes of `snapshot-shape.ts` as schemas, for the API's description. Each is held to its type by `satisfies`, and
 * to what the server really answers by `tests/openapi.test.ts`.
 */
import { z } from 'zod';
import type * as shape from '../../election/snapshot-shape.ts';

export const count = z.number().int().min(0);
export const time = z.iso.datetime({ offset: true });
const share = z.number().min(0).max(1);
const band = z.tuple([z.number(), z.number()]);
const text = z.string();

export const stage = z.enum(['none', 'night', 'wednesday', 'final']);
export const electionType = z.enum(['RD', 'RF', 'KF']);
export const targetState = z.enum([
  'reached',
  'missed',
  'leaningReached',
  'leaningMissed',
  'tooEarly',
  'unknown',
]);
export const checkKind = z.enum(['mixup', 'zero', 'half', 'magnitude', 'fall', 'knownFault']);
export const findingStatus = z.enum(['open', 'acknowledged', 'knownFault', 'released']);
export const leftOutReason = z.enum(['changedAwaitsGroup', 'noPreviousFigures', 'collectionAwaitsOthers']);
const leftOut = z.object({ district: text, reason: leftOutReason });

const feedStatus = z.object({
  state: z.enum(['waiting', 'live', 'stale', 'down', 'complete']),
  source: text,
  checkedAt: time.nullable(),
  changedAt: time.nullable(),
  publishedAt: time.nullable(),
}) satisfies z.ZodType<shape.FeedStatus>;

export const presentFeed = feedStatus.extend({
  now: time,
  speed: z.number(),
  intervalSeconds: z.number(),
  problem: text.nullable(),
  revision: count,
}) satisfies z.ZodType<shape.PresentFeed>;

const night = z.object({
  id: text,
  electionDate: z.iso.date(),
  mode: z.enum(['live', 'replay', 'test']),
  label: text,
  remarks: z.array(text),
  reconstructed: z.boolean().optional(),
  baselineDate: z.iso.date(),
}) satisfies z.ZodType<shape.NightInfo>;

const programme = z.object({
  id: text,
  title: text,
  party: z.object({ code: text, name: text, colour: text }),
  area: text,
  comparisonOnly: z.boolean(),
  credit: text.optional(),
  map: z.object({ file: text, reconstructed: z.boolean(), credit: text }).nullable(),
}) satisfies z.ZodType<shape.ProgrammeInfo>;

export const counted = z.object({
  districts: count,
  of: count,
  collection: count,
  collectionOf: count,
  eligible: count.nullable(),
  eligibleOf: count.nullable(),
}) satisfies z.ZodType<shape.Counted>;

export const likeForLike = z.object({
  districts: count,
  collection: count,
  own: count,
  valid: count,
  share,
  ownBefore: count,
  validBefore: count,
  shareBefore: share,
  change: z.number(),
}) satisfies z.ZodType<shape.LikeForLike>;

export const partyResult = z.object({
  code: text,
  partikod: text.nullable(),
  name: text,
  colour: text.nullable(),
  votes: count,
  share: share.nullable(),
}) satisfies z.ZodType<shape.PartyResult>;

export const baseline = z.object({
  electionDate: z.iso.date(),
  votes: count,
  valid: count,
  share,
}) satisfies z.ZodType<shape.Baseline>;

export const seats = z.object({
  of: count,
  majority: count,
  official: z.boolean(),
  parties: z.array(z.object({ code: text, seats: count })),
  lot: z.array(text).nullable(),
}) satisfies z.ZodType<shape.Seats>;

const needed = z.object({
  shareOfRest: z.number().nullable(),
  votesOfRest: z.number().int(),
  restVotes: count.nullable(),
  restBy: z.enum(['expected', 'lastTime']),
  restShareBefore: share.nullable(),
  settled: z.enum(['reached', 'missed']).nullable(),
}) satisfies z.ZodType<shape.Needed>;

const projection = z.object({
  share,
  band80: band,
  band95: band,
  votes: z.number(),
  votes95: band,
  nightShare: share,
  districts: count,
  change: z.number(),
  restValid: z.number(),
  collectionOut: z.boolean(),
  onlyRecount: z.boolean(),
  parameters: z.object({ from: text, widening: z.number() }),
}) satisfies z.ZodType<shape.Projection>;

const oralFigures = z.object({
  own: count,
  valid: count,
  districts: z.array(
    z.object({ district: text, name: text, municipality: text, own: count, valid: count, at: time }),
  ),
  together: z.object({ districts: count, own: count, valid: count, share: share.nullable() }),
}) satisfies z.ZodType<shape.OralFigures>;

export const own = z.object({ votes: count, share: share.nullable() });

/** What an area's result and a contest have in common. */
export const areaFields = {
  type: electionType,
  stage,
  counted,
  valid: count,
  cast: count.nullable(),
  other: count,
  own,
  likeForLike: likeForLike.nullable(),
  leftOut: z.array(leftOut),
  asOf: time.nullable(),
};

export const contest = z.object({
  id: text,
  area: z.object({ code: text, name: text }),
  ...areaFields,
  parties: z.array(partyResult),
  baseline: baseline.nullable(),
  projection: z.union([projection, z.object({ unavailable: text })]),
  partyProjections: z.array(
    z.object({ code: text, share: z.number(), band80: band.nullable(), isNew: z.boolean() }),
  ),
  needed: needed.nullable(),
  seats: seats.nullable(),
  seatsOf: count.nullable(),
  oral: oralFigures.nullable(),
  heldBack: count,
}) satisfies z.ZodType<shape.Contest>;

export const governingWords = z.object({
  term: z.object({ from: text, to: text }),
  since: text.nullable(),
  until: text.nullable(),
  parties: z.array(text),
  complete: z.boolean(),
  majority: z.boolean().nullable(),
  sources: z.array(text),
}) satisfies z.ZodType<shape.GoverningWords>;

const target = z.object({
  id: text,
  kind: z.enum(['share', 'votes', 'governing', 'count']),
  contest: text.nullable(),
  label: text,
  goal: z.number().nullable(),
  unit: text.nullable(),
  value: z.number().nullable(),
  gap: z.number().nullable(),
  state: targetState,
  final: z.boolean(),
  since: time.nullable(),
  source: text,
  needed: needed.nullable(),
  decision: z
    .object({
      on: z.enum(['night', 'wednesday', 'final']),
      earliest: time.nullable(),
      latest: time.nullable(),
    })
    .nullable(),
  governing: z
    .object({
      ownMajority: z.enum(['certain', 'possible', 'excluded']).nullable(),
      fact: governingWords.nullable(),
      judgedOn: z.iso.date().nullable(),
      uncertain: z.array(governingWords),
      later: z.array(governingWords),
    })
    .nullable(),
  counted: z.object({ date: z.iso.date(), source: text }).nullable(),
}) satisfies z.ZodType<shape.Target>;

export const screen = z.object({
  pin: text.nullable(),
  paused: z.boolean(),
  step: count,
  secondsPerScene: count,
  hidden: z.array(text),
  line: text,
}) satisfies z.ZodType<shape.Snapshot['screen']>;

const shownFinding = z.object({
  id: text,
  check: checkKind,
  contest: text,
  contests: z.array(text),
  municipality: text,
  district: text,
  name: text,
  status: findingStatus,
  held: z.boolean(),
}) satisfies z.ZodType<shape.ShownFinding>;

export const snapshot = z.object({
  revision: count,
  asOf: time.nullable(),
  night,
  feed: feedStatus,
  programme,
  contests: z.array(contest),
  screen,
  findings: z.array(shownFinding),
  targets: z.array(target),
}) satisfies z.ZodType<shape.Snapshot>;

export const districtRow = z.object({
  district: text,
  name: text,
  municipality: text,
  kind: z.enum(['ordinary', 'collection']),
  boundary: z.enum(['same', 'merged', 'changed']),
  count: z.enum(['night', 'final']),
  reportedAt: time.nullable(),
  eligible: count.nullable(),
  valid: count.nullable(),
  cast: count.nullable(),
  own: count.nullable(),
  share: share.nullable(),
  validBefore: count.nullable(),
  ownBefore: count.nullable(),
  shareBefore: share.nullable(),
  change: z.number().nullable(),
  leftOut: leftOutReason.nullable(),
  parties: z.array(z.tuple([text, count])).nullable(),
}) satisfies z.ZodType<shape.DistrictRow>;

/** The schemas that have a name of their own in the description. */
export const SNAPSHOT_SCHEMAS = {
  Snapshot: snapshot,
  Contest: contest,
  Target: target,
  Counted: counted,
  LikeForLike: likeForLike,
  Projection: projection,
  Needed: needed,
  Seats: seats,
  PartyResult: partyResult,
  PresentFeed: presentFeed,
  DistrictRow: districtRow,
  Screen: screen,
};
