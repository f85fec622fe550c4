import type { Count, StatedTotal, WholeCount } from '../../model.ts';
import type { Faults } from '../faults.ts';
import type { MunicipalityObject } from './schema.ts';
import { readVotes } from './votes.ts';

type Counted = Pick<
  MunicipalityObject,
  | 'antalValdistriktRaknade'
  | 'antalValdistriktSomSkaRaknas'
  | 'totaltAntalRoster'
  | 'antalRostberattigade'
  | 'rostfordelning'
>;

export interface WholeContext {
  readonly place: string;
  readonly count: Count;
  /** The newest report in the area. */
  readonly reportedAt: string | null | undefined;
}

/**
 * COUNT and VOTES of an area above its districts, parties by partikod. Without votes nothing is counted, and with votes
 * there is a time. Faults: `invalidValue`, and those of votes.
 */
export function readWhole(area: Counted, context: WholeContext, faults: Faults): WholeCount {
  const { antalValdistriktRaknade: counted, antalValdistriktSomSkaRaknas: of, rostfordelning: votes } = area;
  const { antalRostberattigade: eligible, totaltAntalRoster: cast } = area;
  const { place, count } = context;
  const reportedAt = context.reportedAt ?? null;
  if (counted > of)
    faults.note('invalidValue', `${place} > antalValdistriktRaknade`, String(counted), `at most ${of}`);
  if (votes === null) {
    if (counted > 0 || (cast ?? 0) > 0) {
      const found = `null, and ${counted} districts of ${cast ?? 0} votes counted`;
      faults.note('invalidValue', `${place} > rostfordelning`, found, 'votes where districts are counted');
    }
    return { reportedAt: null, votes: null, eligible, counted, of };
  }
  const read = readVotes(votes, { place, count, cast, eligible }, faults);
  if (counted === 0) {
    if (read.cast > 0)
      faults.note(
        'invalidValue',
        `${place} > antalValdistriktRaknade`,
        `0, and ${read.cast} votes`,
        'counted districts',
      );
    return { reportedAt: null, votes: null, eligible, counted, of };
  }
  if (reportedAt === null)
    faults.note('invalidValue', place, 'votes, and no time of a report', 'a time where votes are counted');
  return { reportedAt, votes: read, eligible, counted, of };
}

/** The same as totals that districts are checked against: nothing counted is no votes there. */
export const statedTotal = (area: string, { votes, eligible, counted, of }: WholeCount): StatedTotal => ({
  area,
  level: 'municipality',
  valid: votes?.valid ?? 0,
  cast: votes?.cast ?? 0,
  eligible,
  counted,
  of,
  parties: votes?.parties ?? [],
});
