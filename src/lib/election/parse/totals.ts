import { count, optionalCount, time } from './attributes.ts';
import { placeOf, type Element } from './element.ts';
import type { Faults } from './faults.ts';
import { partyVotes, type Rows } from './rows.ts';
import type { OfficialSeats, StatedTotal } from '../model.ts';

const LEVELS: Readonly<Record<string, StatedTotal['level']>> = {
  NATION: 'nation',
  LÄN: 'county',
  KOMMUN: 'municipality',
  KRETS_KOMMUN: 'constituency',
};

/**
 * What the file states for an area above its districts, taken as it stands: whether it meets the districts' sum is
 * another module's question, and no reason to refuse the districts. Faults: `missingElement` and those of a count.
 */
export function readTotal(area: Element, rows: Rows, faults: Faults): StatedTotal {
  const { turnout } = rows;
  if (turnout === null) faults.note('missingElement', placeOf(area), 'nothing', 'VALDELTAGANDE');
  return {
    area: area.attributes.KOD ?? '',
    level: LEVELS[area.name] ?? 'constituency',
    valid: count(area, 'RÖSTER', faults),
    cast: turnout === null ? Number.NaN : count(turnout, 'SUMMA_RÖSTER', faults),
    eligible: turnout === null ? Number.NaN : count(turnout, 'RÖSTBERÄTTIGADE', faults),
    counted: count(area, 'KLARA_VALDISTRIKT', faults),
    of: count(area, 'ALLA_VALDISTRIKT', faults),
    parties: partyVotes(rows),
  };
}

/**
 * Seats that the file states for a municipality or constituency; `null` where it elects nobody (in the Riksdag's and
 * the county council's files). A party without MANDAT is left out, and while none has it nothing is allotted.
 */
export function readSeats(area: Element, rows: Rows, faults: Faults): OfficialSeats | null {
  const of = optionalCount(area, area.name === 'KOMMUN' ? 'MANDAT_VALOMRÅDE' : 'MANDAT_VALKRETS', faults);
  if (of === null) return null;
  const parties = rows.parties.flatMap(({ code, seats }) => (seats === null ? [] : [[code, seats] as const]));
  return {
    area: area.attributes.KOD ?? '',
    of,
    decidedAt: time(area, 'TID_MANDAT', faults, 'allowed'),
    parties: parties.length === 0 ? null : parties,
  };
}
