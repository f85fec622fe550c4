/** What an estimate says, in words: where it points, how sure, on what ground (projection.md §9). */
import type { Contest, Projection, Target } from './election/snapshot-shape.ts';
import {
  formatPercentOf,
  formatCount,
  formatPointsInWords,
  formatShareOf,
  formatWhen,
  formatYear,
} from './format.ts';

export const projectionOf = ({ projection }: Contest): Projection | null =>
  'share' in projection ? projection : null;

/** `32,6–34,2` */
export const bandWords = ([low, high]: readonly [number, number], decimals = 1): string =>
  `${formatPercentOf(low, decimals)}–${formatPercentOf(high, decimals)}`;

const RECOUNT = `Bara omräkningen återstår. Den har i tidigare val flyttat andelen högst 0,1\u00a0procentenheter.`;

/** `Pekar mot 33,4 % (80 %-spann 32,6–34,2), onsdagens röster inräknade.` */
export function pointsTo(projection: Projection): string {
  const share = formatShareOf(projection.share, 1);
  if (projection.onlyRecount) return `Alla preliminära röster är räknade: ${share}. ${RECOUNT}`;
  const counted = projection.collectionOut ? ', onsdagens röster inräknade' : '';
  return `Pekar mot ${share} (80${'\u00a0'}%-spann ${bandWords(projection.band80)})${counted}.`;
}

/** On what ground: compared districts, and what earlier elections say of such bands. */
export function projectionGround(projection: Projection): string {
  if (projection.onlyRecount) return `${RECOUNT} Beräknat av Målvakt.`;
  const districts = formatCount(projection.districts, 'jämfört distrikt', 'jämförda distrikt');
  const change = formatPointsInWords(projection.change);
  return (
    `Förändringen i ${districts} (${change}) läggs på dem som inte är räknade. ` +
    `Spridningen är den som uppmättes ${projection.parameters.from}. ` +
    `I tidigare val låg slutresultatet utanför 80${'\u00a0'}%-spannet i högst 2 av 10 fall. Beräknat av Målvakt.`
  );
}

/** `Avgörs tidigast 22.50–23.10 (uppskattat)`, `Avgörs tidigast på onsdag (uppskattat)`; empty where nothing is said. */
export function decisionWords({ decision }: Pick<Target, 'decision'>, evening: string): string {
  if (!decision) return '';
  if (decision.on === 'wednesday') return 'Avgörs tidigast på onsdag (uppskattat)';
  if (decision.on === 'final') return 'Avgörs vid den slutliga räkningen';
  const [from, to] = [decision.earliest, decision.latest].map((time) => formatWhen(time, evening));
  return `Avgörs tidigast ${from === to ? from : `${from}–${to}`} (uppskattat)`;
}

/** Why there is no estimate yet; empty where nothing needs to be said. */
export function noProjectionWords(contest: Contest, baselineDate: string): string {
  const { projection, stage } = contest;
  if (!('unavailable' in projection) || stage === 'none' || stage === 'final') return '';
  switch (projection.unavailable) {
    case 'tooFew':
      return 'För tidigt att säga vart det pekar: för få jämförbara distrikt är räknade.';
    case 'nothingComparable':
      return `För tidigt att säga vart det pekar: inget räknat distrikt går att jämföra med ${formatYear(baselineDate)}.`;
    default:
      return '';
  }
}
