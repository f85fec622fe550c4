/** Projected seats in words. How likely a majority is is told in words with their rule, never as a number of its own. */
import { CALCULATED, rangeWords } from './council.ts';
import {
  LIKELY_OF_1000,
  UNLIKELY_OF_1000,
  type MajorityChance,
} from './election/projection/seat-draws-majority.ts';
import type { ProjectedSeats, SeatsAt } from './election/projection/seat-draws.ts';
import { rulesOf } from './election/seat-rules.ts';
import type { Contest, GoverningGround } from './election/snapshot-shape.ts';
import { formatCount, formatDistricts, formatInteger, formatTenths, formatYear, NBSP } from './format.ts';
import { collectionWords, countedWords } from './words.ts';

const LIKELY = `minst ${formatInteger(LIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;
const UNLIKELY = `högst ${formatInteger(UNLIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;
const OPEN = `fler än ${formatInteger(UNLIKELY_OF_1000)} och färre än ${formatInteger(LIKELY_OF_1000)} av ${formatInteger(1000)} möjliga utfall`;

const CHANCE_WORDS: Readonly<Record<MajorityChance, string>> = {
  likely: `mycket trolig (${LIKELY})`,
  open: `möjlig (${OPEN})`,
  unlikely: `mycket osannolik (${UNLIKELY})`,
};

/** What draws call likely or not, votes that may still come leave open: said where that is known. */
const LEFT_OPEN: Readonly<Record<MajorityChance, string>> = {
  likely: ', men inte säker på de räknade rösterna',
  open: '',
  unlikely: ', men inte utesluten på de räknade rösterna',
};

/** `Egen majoritet: mycket osannolik (högst 25 av 1 000 möjliga utfall)`; `arithmetic`: what the counted votes say. */
export const chanceWords = (chance: MajorityChance, arithmetic: GoverningGround['ownMajority']): string =>
  `Egen majoritet: ${CHANCE_WORDS[chance]}${arithmetic === 'possible' ? LEFT_OPEN[chance] : ''}`;

/** `9–11 av 31 mandat (beräknat)` */
export const seatRangeWords = (seats: ProjectedSeats, party: string): string =>
  `${rangeWords(rangesOf(seats, party).range80)} av ${formatInteger(seats.of)}${NBSP}mandat (beräknat)`;

/** `80 %-spann 9–11, 95 %-spann 8–12. Majoritet 16.` */
export function spanWords(seats: ProjectedSeats, party: string): string {
  const { range80, range95 } = rangesOf(seats, party);
  return `80${NBSP}%-spann ${rangeWords(range80)}, 95${NBSP}%-spann ${rangeWords(range95)}. Majoritet ${formatInteger(seats.majority)}.`;
}

/** A party that no draw gives a seat has none. */
const rangesOf = ({ parties }: ProjectedSeats, party: string) =>
  parties.find(({ code }) => code === party) ?? { range80: [0, 0] as const, range95: [0, 0] as const };

/** What was counted, what was drawn, and by which rule. */
export function seatBasis(
  { counted }: Pick<SeatsAt, 'counted'>,
  seats: ProjectedSeats,
  contest: Pick<Contest, 'type' | 'seatsOf' | 'projection'>,
  { electionDate, credit }: { readonly electionDate: string; readonly credit: string },
): readonly string[] {
  const { firstDivisor, barPercent } = rulesOf(contest.type, electionDate, contest.seatsOf === null);
  const bar = barPercent > 0 ? `spärr ${formatInteger(barPercent)}${NBSP}%` : 'ingen spärr';
  return [
    `Räknat: ${countedWords(counted)}, ${collectionWords(counted)}. ${credit}. Mandat: ${CALCULATED}.`,
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
