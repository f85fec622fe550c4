/** The form of a programme's table of past elections, made by `npm run history`. */
import { z } from 'zod';
import type { PastElection } from '../election/history.ts';
import type { PartyCode, PartyVotes } from '../election/model.ts';

const count = z.number().int().nonnegative();
const byParty = z.record(z.string().min(1), count);
const stage = z.enum(['preliminary', 'final']);
const preliminary = z
  .strictObject({ valid: count.positive(), votes: byParty })
  .refine(({ valid, votes }) => sumOf(votes) <= valid, 'votes of parties above the valid ones');

export const historySchema = z.strictObject({
  $comment: z.string().optional(),
  origin: z.string().min(1),
  elections: z.array(
    z
      .strictObject({
        year: z.string().regex(/^\d{4}$/, 'a year of four digits'),
        type: z.enum(['RD', 'RF', 'KF']),
        area: z.string().regex(/^\d{2,4}$/),
        name: z.string().min(1),
        stage,
        valid: count.positive(),
        votes: byParty,
        turnout: z
          .strictObject({ cast: count, eligible: count.positive(), stage })
          .refine(({ cast, eligible }) => cast <= eligible, 'more votes than electors')
          .nullable(),
        seats: z
          .strictObject({
            of: count.positive(),
            by: z.enum(['official', 'computed', 'fixed']),
            parties: byParty,
          })
          .refine(({ of, parties }) => sumOf(parties) === of, 'seats of parties that do not make the council')
          .nullable(),
        counts: z
          .strictObject({ night: preliminary, wednesday: preliminary, origin: z.string().min(1) })
          .refine(({ night, wednesday }) => night.valid <= wednesday.valid, 'a Wednesday below its night')
          .optional(),
        credit: z.string().min(1),
        origin: z.string().min(1),
      })
      .refine(({ valid, votes }) => sumOf(votes) <= valid, 'votes of parties above the valid ones'),
  ),
});

export type HistoryFile = z.input<typeof historySchema>;
type ParsedHistory = z.output<typeof historySchema>;

const sumOf = (values: Readonly<Record<string, number>>): number =>
  Object.values(values).reduce((sum, value) => sum + value, 0);

/** The table as the core takes it. */
export const historyOf = ({ elections }: ParsedHistory): readonly PastElection[] =>
  elections.map(({ area, name, votes, seats, counts, ...rest }) => ({
    ...rest,
    contest: `${rest.type}-${area}`,
    area: { code: area, name },
    votes: pairs(votes),
    seats: seats && { ...seats, parties: pairs(seats.parties) },
    ...(counts
      ? { counts: { ...counts, night: counted(counts.night), wednesday: counted(counts.wednesday) } }
      : {}),
  }));

const pairs = (values: Readonly<Record<string, number>>): readonly PartyVotes[] =>
  Object.entries(values).map(([code, value]) => [code as PartyCode, value]);

const counted = ({ valid, votes }: { valid: number; votes: Readonly<Record<string, number>> }) => ({
  valid,
  votes: pairs(votes),
});
