/** What happened, what was received and what people entered, as schemas for the API's description. */
import { z } from 'zod';
import type { CountedGoal } from '../../election/count-draft.ts';
import type { EntryFault } from '../../election/entry-fault.ts';
import type { ElectionEvent, StoredEvent } from '../../election/event.ts';
import type { Finding, FindingFigures } from '../../election/finding.ts';
import type { GoverningAt, GoverningFact } from '../../election/governing.ts';
import type { FeedError } from '../../election/parse/error.ts';
import { CHECKSUMS, type StoredFile } from '../store/store.ts';
import { checkKind, count, electionType, findingStatus, targetState, time } from './openapi-snapshot.ts';

const text = z.string();
/** A code whose type says what it is the code of: text to everybody else. */
const code = <T extends string>() => z.string() as unknown as z.ZodType<T>;
type Of<T> = z.ZodType<T>;
type Event<K extends ElectionEvent['kind']> = Extract<ElectionEvent, { readonly kind: K }>;

const votes = z.object({ own: count, valid: count });
const changes = z.array(z.tuple([code<never>(), z.number().int()]));
const districtKind = z.enum(['ordinary', 'collection']);

const feedError = z.object({
  kind: code<FeedError['kind']>(),
  file: text,
  place: text,
  found: text,
  expected: text,
}) satisfies Of<FeedError>;

const inDistrict = {
  contest: code<never>().nullable(),
  type: electionType,
  municipality: code<never>(),
  district: code<never>(),
  districtKind,
  districtName: text,
  reportedAt: time,
};

const report = z.object({
  kind: z.literal('report'),
  ...inDistrict,
  own: count,
  valid: count,
  before: votes.nullable(),
}) satisfies Of<Event<'report'>>;

const correction = z.object({
  kind: z.literal('correction'),
  ...inDistrict,
  before: votes,
  after: votes.nullable(),
  changes,
}) satisfies Of<Event<'correction'>>;

const final = z.object({
  kind: z.literal('final'),
  contest: code<never>().nullable(),
  type: electionType,
  municipality: code<never>(),
  municipalityName: text,
  own: count,
  valid: count,
}) satisfies Of<Event<'final'>>;

const turned = z.object({
  kind: z.literal('target'),
  contest: code<never>().nullable(),
  target: text,
  label: text,
  from: targetState.nullable(),
  to: targetState,
  final: z.boolean(),
  because: z.array(text).optional(),
}) satisfies Of<Event<'target'>>;

const seatsFell = z.object({
  kind: z.literal('seats'),
  contest: code<never>(),
  area: text,
  changes: z.array(z.tuple([code<never>(), count, count])),
  official: z.boolean(),
}) satisfies Of<Event<'seats'>>;

const oral = z.object({
  kind: z.literal('oral'),
  about: z.enum(['stated', 'withdrawn', 'replaced']),
  contest: code<never>(),
  municipality: code<never>(),
  district: code<never>(),
  districtName: text,
  said: votes,
  file: votes.nullable(),
}) satisfies Of<Event<'oral'>>;

const turnout = z.object({ cast: count, eligible: count }).nullable();
const figures = z.union([
  z.object({
    check: z.literal('mixup'),
    difference: count,
    elections: z.array(z.object({ type: electionType, own: count, valid: count })),
  }),
  z.object({ check: z.literal('zero'), eligible: count.nullable() }),
  z.object({
    check: z.literal('half'),
    valid: count,
    validBefore: count,
    turnout,
    turnoutBefore: turnout,
  }),
  z.object({
    check: z.literal('magnitude'),
    party: code<never>(),
    votes: count,
    votesBefore: count,
    valid: count,
    expected: z.number(),
  }),
  z.object({ check: z.literal('fall'), before: count, after: count.nullable(), changes }),
  z.object({ check: z.literal('knownFault'), own: count, valid: count }),
]) satisfies Of<FindingFigures>;

const findingPlace = {
  contest: code<never>(),
  contests: z.array(code<never>()),
  municipality: code<never>(),
  municipalityName: text,
  district: code<never>(),
  districtName: text,
  districtKind,
  figures,
};
const found = z.object({
  kind: z.literal('finding'),
  about: z.enum(['found', 'gone', 'released']),
  finding: text,
  ...findingPlace,
}) satisfies Of<Event<'finding'>>;

const notice = z.object({
  kind: z.literal('notice'),
  contest: code<never>().nullable(),
  notice: z.union([
    z.object({ about: z.literal('refused'), error: feedError }),
    z.object({
      about: z.literal('totals'),
      file: text,
      area: text,
      field: text,
      stated: z.number().int(),
      summed: z.number().int(),
    }),
    z.object({
      about: z.literal('seats'),
      area: text,
      differences: z.array(z.tuple([code<never>(), count, count])),
    }),
    z.object({ about: z.literal('incompleteFinal'), municipality: text, counted: count, of: count }),
    z.object({ about: z.literal('feed'), problem: text, source: text }),
  ]),
}) satisfies Of<Event<'notice'>>;

export const storedEvent = z.object({
  id: count,
  revision: count.nullable(),
  at: time,
  event: z.union([report, correction, final, turned, seatsFell, oral, found, notice]),
}) satisfies Of<StoredEvent>;

const checksum = z.enum(CHECKSUMS).nullable();
const outcome = z.enum(['accepted', 'partial', 'unchanged', 'refused']);

export const storedFile = z.object({
  id: count,
  sha256: text,
  name: text,
  source: text,
  via: z.enum(['poll', 'upload', 'import']),
  fetchedAt: time,
  size: count,
  etag: text.nullable(),
  lastModified: text.nullable(),
  outcome: z.enum([...outcome.options, 'pending']),
  reason: feedError.nullable(),
  checksum,
  publishedAt: time.nullable(),
  revision: count.nullable(),
  reduced: z
    .object({
      sha256: text,
      original: z.object({ sha256: text, size: count }),
      checksum,
      fault: feedError.nullable(),
      members: z.array(z.object({ name: text, crc32: count, size: count, fault: feedError.nullable() })),
    })
    .nullable(),
  refused: z.array(
    z.object({
      name: text,
      crc32: count,
      size: count,
      outcome: z.enum(['accepted', 'unchanged', 'refused']),
      reason: feedError.nullable(),
      publishedAt: time.nullable(),
    }),
  ),
}) satisfies Of<Omit<StoredFile, 'by'>>;

export const uploaded = z.object({
  file: count,
  outcome,
  revision: count.nullable(),
  checksum,
  reasons: z.array(feedError),
});

export const watch = z.object({
  startedAt: time,
  checkedAt: time.nullable(),
  changedAt: time.nullable(),
  publishedAt: time.nullable(),
  problem: text.nullable(),
  failures: count,
  now: time,
});

const moment = z.object({ text, earliest: text, latest: text });
const fact = z.object({
  area: text,
  term: z.object({ from: text, to: text }),
  since: moment.nullable(),
  until: moment.nullable(),
  parties: z.array(code<never>()),
  complete: z.boolean(),
  without: z.array(code<never>()),
  majority: z.boolean().nullable(),
  sources: z.array(text),
}) satisfies Of<GoverningFact>;
const governedAt = z.object({
  fact: fact.nullable(),
  uncertain: z.array(fact),
  later: z.array(fact),
  mayHaveEnded: z.boolean(),
}) satisfies Of<GoverningAt>;
/** On a day, or every fact on record. */
export const governing = z.union([
  governedAt.extend({ area: text, at: z.iso.date() }),
  z.object({
    area: text,
    name: text,
    terms: z.array(fact.shape.term),
    parties: z.array(text),
    facts: z.array(fact.extend({ key: text, entered: z.boolean() })),
  }),
]);

const said = z.object({ date: z.iso.date(), value: z.number(), source: text });
export const countGoals = z.array(
  z.object({
    target: text,
    label: text,
    goal: z.number(),
    unit: text,
    until: z.iso.date().nullable(),
    grows: z.boolean(),
    source: text,
    entries: z.array(said),
  }),
) satisfies Of<readonly CountedGoal[]>;

export const orals = z.array(
  z.object({
    contest: text,
    municipality: text,
    district: text,
    districtName: text,
    own: count,
    valid: count,
    at: time,
    standing: z.boolean(),
    file: votes.extend({ at: time }).nullable(),
  }),
);
export const oralPlaces = z.array(
  z.object({
    contest: text,
    contestName: text,
    districts: z.array(
      z.object({
        district: text,
        name: text,
        municipality: text,
        eligible: count.nullable(),
        counted: z.boolean(),
      }),
    ),
  }),
);

const standing = z.object({
  id: text,
  check: checkKind,
  ...findingPlace,
  status: findingStatus,
  note: text,
  held: z.boolean(),
}) satisfies Of<Omit<Finding, 'votes' | 'reports'>>;
/** What stands, then what was decided about and has been corrected since; notes are for those who are signed in. */
export const findings = z.array(
  z.union([
    standing.extend({ note: text.nullable(), reason: text, action: text }),
    z.object({ id: text, districtName: text, status: z.literal('fixed'), note: text.nullable() }),
  ]),
);

const entered = z.unknown().meta({ description: 'What was entered; `null`: nothing, or it was taken back.' });
export const audit = z.array(
  z.object({
    id: count,
    at: time,
    who: text,
    kind: z.enum(['governing', 'count', 'oral', 'finding', 'screen']),
    subject: text,
    old: entered,
    new: entered,
    reason: text.nullable(),
    revision: count,
  }),
);

const entryFault = z.object({
  field: text,
  problem: code<EntryFault['problem']>(),
  found: text.nullable(),
  /** Of a file of figures. */
  line: count.optional(),
}) satisfies Of<EntryFault>;
export const refusal = z.object({ error: text, faults: z.array(entryFault) });

export const RECORD_SCHEMAS = {
  StoredEvent: storedEvent,
  StoredFile: storedFile,
  FeedError: feedError,
  GoverningFact: fact,
  Refusal: refusal,
};
