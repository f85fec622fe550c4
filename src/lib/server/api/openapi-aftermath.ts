/** The retrospective as schemas, for the API's description. */
import { z } from 'zod';
import type { AftermathAnswer, YearsAnswer } from './aftermath.ts';
import * as s from './openapi-snapshot.ts';

const text = z.string();
const { count, time, governingWords } = s;
const code = <T extends string>() => z.string() as unknown as z.ZodType<T>;

const votes = z.object({ own: count, valid: count });
const turnout = z.object({
  cast: count,
  eligible: count,
  /** Of which count, where it is not the final one's own. */
  stage: z.enum(['preliminary', 'final']).optional(),
});
const seatsOf = z.array(z.tuple([code<never>(), count]));
const seatsBefore = z.object({
  of: count,
  parties: seatsOf,
  by: z.enum(['official', 'computed', 'fixed']).optional(),
});
const change = z.number().nullable();
const changes = z.array(z.tuple([text, z.number().int()]));

const steps = z.object({
  night: votes.nullable(),
  same: z.object({ districts: count, of: count, night: votes, final: votes }).nullable(),
  wednesday: votes.nullable(),
  final: votes.nullable(),
});

const contest = z.object({
  contest: text,
  type: s.electionType,
  area: z.object({ code: text, name: text }),
  stage: s.stage,
  counted: s.counted,
  whole: z.boolean(),
  now: votes,
  before: votes.nullable(),
  ordinary: votes.nullable(),
  ordinaryBefore: votes.nullable(),
  collection: votes.nullable(),
  collectionBefore: votes.nullable(),
  collectionMoved: change,
  parts: z.object({ ordinary: z.number(), collection: z.number() }).nullable(),
  votesShort: z.number().int().nullable(),
  seats: s.seats.nullable(),
  seatsOrdinary: s.seats.nullable(),
  seatsMoved: changes,
  seatsBefore: seatsBefore.nullable(),
  parties: z.array(
    z.object({
      code: text,
      name: text,
      colour: text.nullable(),
      votes: count,
      votesBefore: count.nullable(),
      isNew: z.boolean(),
      change,
    }),
  ),
  turnout: turnout.nullable(),
  turnoutBefore: turnout.nullable(),
  steps,
});

const ballot = z.object({ type: s.electionType, contest: text, now: votes, before: votes.nullable(), steps });
const district = z.object({
  type: s.electionType,
  district: text,
  name: text,
  municipality: text,
  now: votes,
  before: votes.nullable(),
  change,
  noChange: z.enum([...s.leftOutReason.options, 'changedGroup']).nullable(),
  turnout: turnout.nullable(),
  turnoutBefore: turnout.nullable(),
});
const group = z.object({
  type: s.electionType,
  municipality: text,
  districts: z.array(text),
  now: votes,
  before: votes,
  change,
});
const recounted = z.object({
  district: text,
  name: text,
  municipality: text,
  night: votes,
  final: votes,
  changes,
  moved: count,
});

export const aftermath = z.object({
  revision: count,
  asOf: time.nullable(),
  label: text,
  reconstructed: z.boolean(),
  source: text,
  basis: text,
  contests: z.array(contest),
  places: z.array(z.object({ code: text, name: text, ballots: z.array(ballot) })),
  districts: z.array(district),
  groups: z.array(group),
  recounted: z.array(z.object({ contest: text, districts: z.array(recounted) })),
  governing: z.array(
    z.object({
      contest: text,
      before: governingWords.nullable(),
      after: governingWords.nullable(),
      later: z.array(governingWords),
    }),
  ),
  followUps: z.array(text),
}) satisfies z.ZodType<AftermathAnswer>;

const pastCount = z.object({ valid: count, votes: z.array(z.tuple([code<never>(), count])) });

export const years = z.object({
  elections: z.array(
    z.object({
      year: text,
      type: s.electionType,
      contest: text,
      area: z.object({ code: text, name: text }),
      stage: z.enum(['preliminary', 'final']),
      valid: count,
      votes: z.array(z.tuple([code<never>(), count])),
      turnout: turnout.required().nullable(),
      seats: seatsBefore.required().nullable(),
      counts: z.object({ night: pastCount, wednesday: pastCount, origin: text }).optional(),
      credit: text,
      origin: text,
    }),
  ),
  governing: z.array(governingWords.extend({ area: text, without: z.array(text) })),
  source: text,
}) satisfies z.ZodType<YearsAnswer>;
