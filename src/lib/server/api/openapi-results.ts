/** Answers about contests, municipalities and figures, as schemas for the API's description. */
import { z } from 'zod';
import type { MunicipalityChange } from '../../election/map-areas.ts';
import type { SeatsAt } from '../../election/projection/seat-draws.ts';
import type { Figure } from '../../press/figure.ts';
import type { ToldFigure } from '../../press/told-figure.ts';
import type { CurveAnswer } from './curve.ts';
import type { FigureAnswer, FiguresAnswer } from './figures.ts';
import { CHECKSUMS } from '../store/store.ts';
import * as s from './openapi-snapshot.ts';
import type { CountyAnswer, PlaceAnswer } from './places.ts';

const text = z.string();
const { count, time } = s;
type Of<T> = z.ZodType<T>;
const code = <T extends string>() => z.string() as unknown as z.ZodType<T>;

const told = { revision: count, asOf: time.nullable(), label: text, source: text };

export const districts = z.object({
  ...told,
  contest: text,
  stage: s.stage.optional(),
  counted: s.counted.optional(),
  municipality: text.optional(),
  municipalities: z.array(
    z.object({
      code: text,
      state: z.enum(['counted', 'partly', 'uncounted', 'notComparable']),
      counted: count,
      of: count,
      likeForLike: s.likeForLike.nullable(),
      final: z.boolean(),
    }) satisfies Of<MunicipalityChange>,
  ),
  districts: z.array(s.districtRow),
});

const span = z.tuple([count, count]);
const seatRange = z.object({ code: text, median: count, range80: span, range95: span });
export const projectedSeats = z.object({
  revision: count,
  contest: text,
  stage: s.stage,
  counted: s.counted,
  asOf: time.nullable(),
  seats: z.union([
    z.object({
      contest: code<never>(),
      of: count,
      majority: count,
      parties: z.array(seatRange),
      draws: count,
      ownMajority: z.enum(['likely', 'open', 'unlikely']).nullable(),
      residuals: z.object({ counted: count, earlier: count }),
    }),
    z.object({ unavailable: code<never>() }),
  ]),
  label: text,
  source: text,
  basis: text,
}) satisfies Of<SeatsAt>;

const band = z.tuple([z.number(), z.number()]);
const curvePart = z.object({
  points: z.array(
    z.object({
      revision: count,
      at: time,
      stage: s.stage,
      counted: count,
      of: count,
      collection: count,
      own: count,
      valid: count,
      compared: z.object({ share: z.number(), shareBefore: z.number() }).nullable(),
      projection: z
        .object({
          share: z.number(),
          band80: band,
          band95: band,
          votes: z.number(),
          votes95: band,
          onlyRecount: z.boolean(),
        })
        .nullable(),
    }),
  ),
  marks: z.array(
    z.union([
      z.object({ kind: z.literal('done'), revision: count, at: time, municipality: text, name: text }),
      z.object({
        kind: z.literal('corrected'),
        revision: count,
        at: time,
        districts: z.array(z.object({ district: text, name: text })),
      }),
    ]),
  ),
});
export const curve = z.object({
  revision: count,
  contest: text,
  night: curvePart,
  later: curvePart,
  asOf: time.nullable(),
  baseline: s.baseline.nullable(),
  label: text,
  source: text,
  basis: text,
}) satisfies Of<CurveAnswer>;

const areaResult = z.object({
  ...s.areaFields,
  contests: z.array(text),
  baseline: s.baseline.omit({ electionDate: true }).nullable(),
});
const placeName = { code: text, name: text, council: text.nullable() };
export const county = z.object({
  ...told,
  basis: text,
  places: z.array(z.object({ ...placeName, elections: z.array(areaResult) })),
  totals: z.array(areaResult),
}) satisfies Of<CountyAnswer>;

const placeParty = s.partyResult
  .omit({ partikod: true })
  .extend({ likeForLike: s.likeForLike.nullable(), isNew: z.boolean() });
export const place = z.object({
  ...told,
  basis: text,
  ...placeName,
  elections: z.array(
    areaResult.extend({
      parties: z.array(placeParty),
      seats: s.seats.nullable(),
      seatsBefore: z.object({ of: count, parties: z.array(z.tuple([code<never>(), count])) }).nullable(),
      districts: z.array(s.districtRow.omit({ parties: true, municipality: true })),
    }),
  ),
}) satisfies Of<PlaceAnswer>;

const sentences = z.object({
  short: text.optional(),
  compared: text.optional(),
  statement: text.optional(),
  post: text.optional(),
});
const KINDS = [
  'share',
  'votes',
  'change',
  'rank',
  'seats',
  'majority',
  'turnout',
  'goal',
  'count',
  'district',
] as const satisfies readonly Figure['kind'][];
export const toldFigure = z.object({
  id: text,
  kind: z.enum(KINDS),
  name: text,
  contest: text.nullable(),
  contestTitle: text.nullable(),
  party: z.object({ code: text, name: text }),
  value: text,
  integers: z.record(text, z.number()),
  basis: z
    .object({
      stage: s.stage,
      counted: s.counted.omit({ eligible: true, eligibleOf: true }),
      asOf: time.nullable(),
      heldBack: count,
    })
    .nullable(),
  ground: text,
  source: text,
  sentences,
  permalink: z.url(),
  json: z.url(),
  card: z.url(),
}) satisfies Of<ToldFigure>;

const ofElection = { ...told, electionDate: z.iso.date() };
export const figures = z.object({
  ...ofElection,
  figures: z.array(toldFigure),
}) satisfies Of<FiguresAnswer>;

const changed = { then: text, now: text };
const recall = z.union([
  z.object({ outcome: z.literal('holds') }),
  z.object({ outcome: z.literal('grown'), ...changed }),
  z.object({ outcome: z.literal('stage'), ...changed }),
  z.object({
    outcome: z.literal('corrected'),
    ...changed,
    places: z.array(text),
    corrected: z.array(z.object({ district: text, name: text, municipality: text, collection: z.boolean() })),
    should: text.nullable(),
    at: time.nullable(),
    moved: z.boolean(),
  }),
  z.object({ outcome: z.literal('gone'), then: text }),
]);
const fileBehind = z.object({
  municipality: text,
  revision: count,
  file: z.object({
    name: text,
    sha256: text,
    size: count,
    source: text,
    fetchedAt: time,
    publishedAt: time.nullable(),
    checksum: z.enum(CHECKSUMS).nullable(),
    reduced: z.boolean(),
  }),
});
export const figure = z.object({
  ...ofElection,
  figure: toldFigure,
  behind: z.object({
    revision: count,
    at: time.nullable(),
    cause: z.enum(['file', 'governing', 'count', 'oral', 'finding', 'screen']).nullable(),
    files: z.array(fileBehind),
  }),
  now: z.object({ revision: count, figure: toldFigure.nullable(), recall, title: text, text }),
}) satisfies Of<FigureAnswer>;

export const RESULT_SCHEMAS = { Figure: toldFigure, AreaResult: areaResult, Curve: curve };
