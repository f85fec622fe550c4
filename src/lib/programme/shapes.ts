import { z } from 'zod';
import { readMoment } from '../election/governing.ts';

/** The forms of a programme's files, each value checked for itself; what they say together is checked in `schema.ts`. */

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
    until: isoDate.nullable().default(null),
    grows: z.boolean().default(false),
    followUp: z.boolean().default(false),
  }),
]);

const seatsSchema = z.strictObject({
  of: z.number().int().positive(),
  constituencies: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        fixed: z.number().int().positive(),
        parts: z.array(z.string().regex(/^\d{6}$/, 'a council constituency of six digits')).min(1),
      }),
    )
    .min(2)
    .optional(),
});

export const programmeSchema = z.strictObject({
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
  baseline: z.strictObject({
    electionDate: isoDate,
    file: z.string().min(1),
    /** Labels that another one has taken the place of: `FP` became `L`. */
    renamed: z.record(z.string(), z.string()).default({}),
  }),
  judgedOn: isoDate.nullable(),
  governing: z.strictObject({ file: z.string().min(1) }).optional(),
  projection: z.strictObject({ file: z.string().min(1) }).optional(),
  /** Past elections of the same areas. */
  history: z.strictObject({ file: z.string().min(1) }).optional(),
  /** The election's districts as shapes: a file in static/map, whose they are, and whether they were rebuilt. */
  map: z
    .strictObject({
      file: z.string().regex(/^[a-z0-9-]+\.json$/, 'a file name in static/map'),
      reconstructed: z.boolean(),
      credit: z.string().min(1),
    })
    .optional(),
  comparisonOnly: z.boolean(),
  contests: z
    .array(
      z
        .strictObject({
          type: z.enum(['RD', 'RF', 'KF']),
          area: z.string().regex(/^\d{2,4}$/),
          name: z.string().min(1),
          municipalities: z.array(municipality).min(1),
          /** The Riksdag constituency's code in the JSON feed, which is not its area's. */
          constituency: z
            .string()
            .regex(/^\d{2}$/, 'a Riksdag constituency of two digits')
            .optional(),
          seats: seatsSchema.optional(),
        })
        .refine(({ type, constituency }) => type === 'RD' || constituency === undefined, {
          path: ['constituency'],
          message: 'is the Riksdag’s alone',
        }),
    )
    .min(1),
  goals: z.array(goalSchema),
});

const count = z.number().int().nonnegative();
const pair = z.tuple([count, count]);

/** Last time's final results: pairs are [own votes, valid votes]. */
export const baselineSchema = z.strictObject({
  $comment: z.string().optional(),
  electionDate: isoDate,
  party: z.string().min(1),
  origin: z.string().min(1),
  credit: z.string().min(1),
  /** The tables lump small parties together: one that is not named may have stood all the same. */
  lumped: z.boolean().optional(),
  places: z.array(
    z.strictObject({
      type: z.enum(['RD', 'RF', 'KF']),
      municipality,
      ordinary: pair,
      collection: pair,
      districts: z.record(z.string().regex(/^\d{8}$/), pair),
      /** Electorate of the ordinary districts then. */
      eligible: count.optional(),
      /** Every party's label, and its votes in that order: what seats are projected from. */
      parties: z.array(z.string().min(1)).optional(),
      votes: z.record(z.string().regex(/^\d{8}$/), z.array(count)).optional(),
      collectionVotes: z.array(count).optional(),
      /** The council's seats then, `[label, seats]`. */
      seats: z
        .strictObject({ of: count.positive(), parties: z.array(z.tuple([z.string().min(1), count])) })
        .optional(),
      predecessors: z
        .record(z.string().regex(/^\d{8}$/), z.array(z.string().regex(/^\d{8}$/)).min(1))
        .optional(),
    }),
  ),
});

const moment = z.string().transform((text, context) => {
  const read = readMoment(text);
  if (!read)
    context.addIssue({ code: 'custom', message: 'a date like 2021, 2024-04, 2024-04-17 or by 2026-01' });
  return read ?? z.NEVER;
});
const party = z.string().min(1);

/** Who governed: one fact for the beginning of a term, one for each change in it. */
export const governingSchema = z.strictObject({
  $comment: z.string().optional(),
  origin: z.string().min(1),
  facts: z.array(
    z
      .strictObject({
        area: z.string().regex(/^\d{2,4}$/),
        term: z.strictObject({ from: z.string().regex(/^\d{4}$/), to: z.string().regex(/^\d{4}$/) }),
        since: moment.nullable(),
        until: moment.nullable().default(null),
        parties: z.array(party),
        complete: z.boolean(),
        without: z.array(party),
        majority: z.boolean().nullable(),
        sources: z.array(z.string().min(1)).min(1, 'a source is required'),
      })
      .refine(({ term }) => term.from < term.to, { path: ['term'], message: 'ends before it begins' })
      .refine(({ parties, without }) => !parties.some((code) => without.includes(code)), {
        path: ['without'],
        message: 'names a party that takes part',
      }),
  ),
});

const spread = z.number().positive().max(0.5);
const spreads = z.strictObject({ RD: spread, RF: spread, KF: spread });

const minutes = z.number().int().nonnegative();
const deciles = z.tuple([minutes, minutes, minutes]);
const times = z.array(minutes.nullable());
const arrivalsSchema = z
  .strictObject({
    from: isoDate,
    lag: z.strictObject({ RF: deciles, KF: deciles }),
    percent: z.array(z.number().int().min(1).max(100)).min(1),
    curve: z.strictObject({ RD: times, RF: times, KF: times }),
  })
  .refine(
    ({ percent, curve }) => Object.values(curve).every((row) => row.length === percent.length),
    'a time, or null, for each percentage',
  );

const vectors = z.array(z.array(z.number().int().min(-10_000).max(10_000)));
const residualsSchema = z
  .strictObject({
    parties: z.array(party).min(1),
    vectors: z.strictObject({ RD: vectors, RF: vectors, KF: vectors }),
  })
  .refine(
    ({ parties, vectors }) =>
      Object.values(vectors).every((rows) => rows.every((row) => row.length === parties.length + 1)),
    'a number for each party and one for all others',
  );

/** What projections take from earlier elections. */
export const projectionSchema = z.strictObject({
  $comment: z.string().optional(),
  from: z.string().min(1),
  origin: z.string().min(1),
  sigma: spreads,
  tau: spreads,
  arrivals: arrivalsSchema.nullable().default(null),
  residuals: residualsSchema.nullable().default(null),
});

export type ProgrammeFile = z.input<typeof programmeSchema>;
export type BaselineFile = z.input<typeof baselineSchema>;
export type ParsedProgramme = z.output<typeof programmeSchema>;
export type ParsedBaseline = z.output<typeof baselineSchema>;
export type ParsedProjection = z.output<typeof projectionSchema>;
export type ParsedGoverning = z.output<typeof governingSchema>;
