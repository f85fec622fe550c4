/** Projected seats in words. How likely a majority is is told in words with their rule, never as a number of its own. */
import { CALCULATED, rangeWords } from './council.ts';
import {
  LIKELY_OF_1000,
  UNLIKELY_OF_1000,
  type MajorityChance,
} from './election/projection/seat-draws-majority.ts';
import type { ProjectedSeats, SeatsAt } from './election/projection/seat-draws.ts';
import { rulesOf } from './election/seat-rules.ts';
import type { Contest } from './election/snapshot-shape.ts';
import { formatCount, formatDistricts, formatInteger, formatTenths, formatYear, NBSP } from './format.ts';
import { collectionWords, countedWords, SOURCE } from './words.ts';

const LIKELY = `minst ${formatInteger(LIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;
const UNLIKELY = `högst ${formatInteger(UNLIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;
const OPEN = `fler än ${formatInteger(UNLIKELY_OF_1000)} och färre än ${formatInteger(LIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;

const CHANCE_WORDS: Readonly<Record<MajorityChance, string>> = {
  likely: `mycket trolig (${LIKELY})`,
  open: `möjlig (${OPEN})`,
  unlikely: `mycket osannolik (${UNLIKELY})`,
};

/** `Egen majoritet: mycket osannolik (högst 25 av 1 000 möjliga utfall)` */
export const chanceWords = (chance: MajorityChance): string => `Egen majoritet: ${CHANCE_WORDS[chance]}`;

/** `9–11 av 31 mandat (beräknat)` */
export const seatRangeWords = (seats: ProjectedSeats, party: string): string =>
  `${rangeWords(rangesOf(seats, party).range80)} av ${formatInteger(seats.of)}${NBSP}mandat (beräknat)`;

/** `80 %-spann. 95 %-spann 8–12. Majoritet 16.` */
export const spanWords = (seats: ProjectedSeats, party: string): string =>
  `80${NBSP}%-spann. 95${NBSP}%-spann ${rangeWords(rangesOf(seats, party).range95)}. Majoritet ${formatInteger(seats.majority)}.`;

/** A party that no draw gives a seat has none. */
const rangesOf = ({ parties }: ProjectedSeats, party: string) =>
  parties.find(({ code }) => code === party) ?? { range80: [0, 0] as const, range95: [0, 0] as const };

/** What was counted, what was drawn, and by which rule. */
export function seatBasis(
  { counted }: Pick<SeatsAt, 'counted'>,
  seats: ProjectedSeats,
  contest: Pick<Contest, 'type' | 'seatsOf' | 'projection'>,
  electionDate: string,
): readonly string[] {
  const { firstDivisor, barPercent } = rulesOf(contest.type, electionDate, contest.seatsOf === null);
  const bar = barPercent > 0 ? `spärr ${formatInteger(barPercent)}${NBSP}%` : 'ingen spärr';
  return [
    `Räknat: ${countedWords(counted)}, ${collectionWords(counted)}. ${SOURCE}. Mandat: ${CALCULATED}.`,
    `Det som återstår, onsdagens röster inräknade, räknas fram ${formatCount(seats.draws, 'gång', 'gånger')}, slumpvis efter ${spreadWords(seats, contest)}.`,
    `Varje utfall fördelas efter ${formatYear(electionDate)} års regler: första divisor ${formatTenths(firstDivisor)}, ${bar}.`,
    'Varje partis spann gäller för sig; de går inte att lägga ihop.',
  ];
}

function spreadWords({ residuals }: ProjectedSeats, { projection }: Pick<Contest, 'projection'>): string {
  const from = 'parameters' in projection ? ` ${projection.parameters.from}` : '';
  const earlier = `${formatDistricts(residuals.earlier)} i tidigare val${from}`;
  if (residuals.earlier === 0)
    return `spridningen mellan ${formatDistricts(residuals.counted)} i det här valet`;
  if (residuals.counted === 0) return `spridningen mellan ${earlier}`;
  return `spridningen mellan ${formatDistricts(residuals.counted)} i det här valet och ${earlier}`;
}
