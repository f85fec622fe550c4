/** Goals that the party counts itself, over time: in words, and as the table behind their pictures. */
import type { CountedGoal } from './election/count-draft.ts';
import type { TargetState } from './election/snapshot-shape.ts';
import { number, text, type FiguresTable } from './figures-table.ts';
import { formatDate, formatNumber, formatNumberWord, NBSP } from './format.ts';

export const HAND_COUNT_SOURCE = 'Källa: partidistriktets egna uppgifter';

const amount = (value: number, unit: string): string => `${formatNumber(value)}${NBSP}${unit}`;

/** `120 medlemmar den 31 maj 2018, 190 kvar till målet 310 före utgången av 31 december 2018` */
export function countTitle({ goal, unit, until, entries }: CountedGoal): string {
  const newest = entries.at(-1);
  const last = until === null ? '' : `, senast ${formatDate(until)}`;
  if (!newest) return `Ingen siffra är införd; målet är minst ${amount(goal, unit)}${last}`;
  const { value, date } = newest;
  const now = `${amount(value, unit)} den ${formatDate(date)}`;
  if (value >= goal) return `${now}: målet ${formatNumber(goal)} är nått`;
  const short = formatNumber(Math.round((goal - value) * 10) / 10);
  return until !== null && date >= until
    ? `${now}: ${short} under målet ${formatNumber(goal)}`
    : `${now}: ${short} kvar till målet ${formatNumber(goal)}${last}`;
}

/** `Två av åtta mål som räknas för hand har siffror`: what the section says before its pictures. */
export function countsTitle(goals: readonly CountedGoal[], states: ReadonlyMap<string, TargetState>): string {
  const counted = goals.filter(({ entries }) => entries.length > 0);
  if (counted.length === 0) return 'Inga siffror är införda för de mål som räknas för hand';
  const reached = counted.filter(({ target }) => states.get(target) === 'reached').length;
  const figures = `${formatNumberWord(counted.length)} av ${formatNumberWord(goals.length)} mål som räknas för hand har siffror`;
  const words = `${figures}; ${reached === 0 ? 'inget' : formatNumberWord(reached)} är nått`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every figure of every goal, oldest first; a goal without any has one row that says so by its empty cells. */
export function handCountsTable(goals: readonly CountedGoal[]): FiguresTable {
  return {
    id: 'egna',
    title: 'Mål som räknas för hand',
    columns: ['mål', 'dag', 'siffra', 'mått', 'målet är minst', 'senast', 'källa', 'programmet'],
    rows: goals.flatMap(({ label, goal, unit, until, source, entries }) =>
      (entries.length > 0 ? entries : [null]).map((entry) => [
        text(label),
        text(entry?.date ?? null),
        number(entry?.value ?? null),
        text(unit),
        number(goal),
        text(until ?? 'ingen dag anges'),
        text(entry?.source ?? null),
        text(source),
      ]),
    ),
    source: HAND_COUNT_SOURCE,
  };
}
