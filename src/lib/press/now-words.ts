/** What became of a figure that someone looks up by its address: whether it holds, has grown, was corrected, or is another. */
import type { Contest } from '../election/snapshot-shape.ts';
import { capitalise } from '../format.ts';
import type { Figure } from './figure.ts';
import { momentPhrase } from './phrases.ts';
import { correctedPlaces } from './recall-words.ts';
import type { Recall } from './recall.ts';

export interface NowWords {
  readonly title: string;
  readonly text: string;
}

export interface NowContext {
  /** As it stood. */
  readonly figure: Figure;
  /** For the names of municipalities. */
  readonly contests: readonly (Pick<Contest, 'id' | 'type' | 'area'> & Partial<Pick<Contest, 'stage'>>)[];
  /** The election's evening, beside which times of that night stand bare. */
  readonly evening: string;
}

export function nowWords(recall: Recall, context: NowContext): NowWords {
  switch (recall.outcome) {
    case 'holds':
      return { title: 'Siffran står sig', text: sameWords(context) };
    case 'grown':
      return {
        title: 'Räkningen har gått vidare',
        text: `Siffran var rätt när den kopierades. ${thenAndNow(recall)}`,
      };
    case 'stage':
      return {
        title: 'Räkningen har kommit längre',
        text: `Siffran var rätt i sitt skede. ${thenAndNow(recall)}`,
      };
    case 'corrected':
      return {
        title: 'Siffran är rättad',
        text: `${correction(recall, context)} ${thenAndNow(recall)}`,
      };
    case 'gone':
      return {
        title: 'Siffran gäller inte längre',
        text: `Då: ${recall.then}. Nu finns ingen sådan siffra.`,
      };
  }
}

/**
 * A final count may come without districts, for all of a contest or for some of its municipalities: then nobody knows
 * what became of a district's preliminary figure.
 */
function sameWords({ figure, contests }: NowContext): string {
  if (figure.kind !== 'district' || figure.ground.stage !== 'night')
    return 'Den är densamma i den senaste räkningen.';
  return contests.find(({ id }) => id === figure.contest)?.stage === 'final'
    ? 'Den är densamma i den preliminära räkningen. Det slutliga resultatet är hämtat utan valdistrikt.'
    : 'Den är densamma i den senaste räkning som är hämtad per valdistrikt.';
}

const thenAndNow = ({ then, now }: { readonly then: string; readonly now: string }): string =>
  then === now ? `Värdet är fortfarande ${now}.` : `Då: ${then}. Nu: ${now}.`;

function correction(
  { corrected, at, should, then, now }: Extract<Recall, { readonly outcome: 'corrected' }>,
  { figure, contests, evening }: NowContext,
): string {
  if (corrected.length === 0) return 'Uppgiften är ändrad.';
  const where = capitalise(correctedPlaces(corrected, figure, { contests }));
  const right =
    should === null || should === then || should === now ? '' : ` Då skulle den ha varit ${should}.`;
  return `${where} rättades ${momentPhrase(at, evening)}.${right}`;
}
