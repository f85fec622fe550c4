import type { OfficialSeats, PartyCode, WholeCount } from '../../model.ts';
import type { Faults } from '../faults.ts';
import { sumOf } from '../rows.ts';
import type { NumberedParty } from './part.ts';
import type { SeatsObject } from './schema.ts';
import { eachOnce } from './votes.ts';
import { ownLabel } from './labels.ts';

export interface SeatsContext {
  /** `valomrade 2380` */
  readonly place: string;
  /** Nothing is counted, so nothing can be allotted. */
  readonly whole: WholeCount;
}

type Allotted = OfficialSeats['parties'];

/**
 * SEATS of an area, parties by partikod; `null` while nothing is allotted. Tolerance: before that the file may have no
 * list, an empty one, or last time's parties with 0 seats. Faults: `sumMismatch` (fixed + adjustment, where both are
 * given), `invalidValue` (a partikod twice, or seats although nothing is counted).
 */
export function readAllotted(
  seats: SeatsObject | null,
  { place, whole }: SeatsContext,
  faults: Faults,
): Allotted {
  const rows = seats?.partiLista ?? [];
  const within = `${place} > mandatfordelning > partiLista`;
  eachOnce(rows, within, faults);
  for (const {
    partikod,
    partiforkortning,
    antalMandat,
    antalFastaMandat: fixed,
    antalUtjamningsMandat: more,
  } of rows) {
    if (typeof fixed !== 'number' || typeof more !== 'number' || fixed + more === antalMandat) continue;
    const item = `${within} ${ownLabel(partikod, partiforkortning)}`;
    faults.note(
      'sumMismatch',
      item,
      `fixed and adjustment seats of ${fixed + more}`,
      `antalMandat ${antalMandat}`,
    );
  }
  const allotted = sumOf(rows, (row) => row.antalMandat);
  if (allotted === 0) return null;
  if (whole.votes === null)
    faults.note(
      'invalidValue',
      `${place} > mandatfordelning`,
      `${allotted} seats`,
      'none where nothing is counted',
    );
  return rows.map(({ partikod, antalMandat }) => [partikod as PartyCode, antalMandat] as const);
}

export const seatsIn = (parties: Allotted): number => sumOf(parties ?? [], ([, seats]) => seats);

/** The parties that a list of seats names; it has no colours. */
export const partiesWithSeats = (seats: SeatsObject | null): readonly NumberedParty[] =>
  (seats?.partiLista ?? []).map(({ partikod, partiforkortning, partibeteckning }) => ({
    partikod,
    abbreviation: partiforkortning?.trim() || null,
    name: partibeteckning,
    colour: null,
  }));
