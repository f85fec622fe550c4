/** What the templates of a goal may ask for: where it stands, what it asks for, what the rest must give. */
import type { GoverningGround, Needed, Projection, Target } from '../election/snapshot-shape.ts';
import { formatInteger, formatPercentOf, formatShare, formatShareOf, formatVotes } from '../format.ts';
import { sinceWords, termWords } from '../governing-words.ts';
import { projectionGround } from '../projection-words.ts';
import { wayOf } from './difference.ts';
import type { GoalFigure } from './figure.ts';
import { phrase, type Slots } from './fill.ts';
import { goalPhrase } from './goal-words.ts';
import { andList } from './phrases.ts';
import type { Decimals } from './sentence.ts';
import { GOVERNING, NEEDS, PHRASES, SENTENCES } from './templates.ts';

/** `told` has the party, the contest, and the same places now and then. */
export function goalSlots(figure: GoalFigure, told: Slots, decimals: Decimals): Slots {
  const { target, votes, projection } = figure;
  const slots = {
    ...told,
    ...goalAndShare(figure, decimals),
    label: target.label,
    votes: formatVotes(votes),
    governing: target.governing ? governingPhrase(target.governing, target.state, told) : undefined,
    margin: target.kind === 'votes' ? marginPhrase(votes, target.goal ?? 0) : undefined,
  };
  return {
    ...slots,
    sameSentence: sameSentence(figure, slots),
    neededSentence: neededSentence(target, figure.yearBefore),
    projectionSentence: projection ? projectionSentence(projection) : '',
  };
}

const MOST_DECIMALS = 4;

/** Share and goal side by side; where they would read as equal and are not, both get decimals until they differ. */
function goalAndShare({ target, votes, valid }: GoalFigure, decimals: Decimals) {
  const at = (places: number) => ({
    share: formatShare(votes, valid, places),
    goal: goalPhrase(target, Math.max(2, places)) ?? undefined,
  });
  const alike = (places: number) =>
    target.final &&
    target.kind === 'share' &&
    target.goal !== null &&
    target.gap !== null &&
    target.gap !== 0 &&
    formatShare(votes, valid, places) === formatShareOf(target.goal, places);
  let places: number = decimals;
  while (places < MOST_DECIMALS && alike(places)) places += 1;
  return at(places);
}

function marginPhrase(votes: number, goal: number): string {
  const number = formatInteger(Math.abs(votes - goal));
  return phrase(PHRASES.margin[wayOf(votes - goal)], { number, votesGoal: formatInteger(goal) });
}

/** The goal's contest beside the same places last time; empty where nothing is compared. */
function sameSentence({ compared, target, ground }: GoalFigure, slots: Slots): string {
  if (!compared) return '';
  if (ground.stage !== 'final') return phrase(SENTENCES.samePlaces, slots);
  if (!compared.whole) return phrase(SENTENCES.samePlacesFinal, slots);
  return phrase(target.kind === 'votes' ? SENTENCES.sameWholeVotes : SENTENCES.sameWholeShare, slots);
}

/** What the rest must give, with its one assumption; empty where the count is final, or nothing can change any more. */
function neededSentence({ needed, value, final }: Target, year: string): string {
  if (!needed || value === null || final || needed.settled !== null) return '';
  const { votesOfRest, restVotes, restBy, shareOfRest } = needed;
  const by = restBy === 'lastTime' || restVotes === null ? 'LastTime' : '';
  const slots = { missing: formatVotes(votesOfRest), year, rest: formatInteger(restVotes ?? 0) };
  if (votesOfRest <= 0) return phrase(NEEDS[`without${by}`], { ...slots, rest: formatVotes(restVotes ?? 0) });
  if (restVotes === 0) return phrase(NEEDS.short, slots);
  if (shareOfRest === null) return phrase(NEEDS.unknown, slots);
  if (shareOfRest > 1) return phrase(NEEDS[`beyond${by}`], slots);
  const open = {
    ...slots,
    shareOfRest: formatShareOf(shareOfRest, 1),
    restSentence: restSentence(needed, year),
  };
  return phrase(NEEDS[`open${by}`], open);
}

/** How the party did last time in what is still out: the same places, so it may stand beside the need. */
const restSentence = ({ restShareBefore }: Needed, year: string): string =>
  restShareBefore === null
    ? ''
    : phrase(NEEDS.restBefore, { restShareBefore: formatShareOf(restShareBefore, 1), year });

function projectionSentence(projection: Projection): string {
  if (projection.onlyRecount) return projectionGround(projection);
  const [low, high] = projection.band80;
  return phrase(SENTENCES.projection, {
    share: formatShareOf(projection.share, 1),
    low: formatPercentOf(low, 1),
    high: formatShareOf(high, 1),
    collection: projection.collectionOut ? SENTENCES.projectionCollection : '',
  });
}

/** `Socialdemokraterna ingår i styret mandatperioden 2018–2022. Styret består av S och C.` */
function governingPhrase(
  { ownMajority, fact, later }: GoverningGround,
  state: Target['state'],
  { party }: Slots,
): string {
  const changes = later.map(
    ({ parties, complete, since }) =>
      `${andList(parties)}${complete ? '' : ' (övriga okända)'}, ${sinceWords(since)}`,
  );
  const belongs = state === 'reached' ? GOVERNING.member : GOVERNING.notMember;
  return [
    ownMajority === 'certain'
      ? phrase(GOVERNING.ownMajority, { party })
      : phrase(belongs, { party, term: fact ? termWords(fact) : '' }),
    ...(fact ? [composedOf(fact)] : []),
    ...(changes.length > 0 ? [phrase(GOVERNING.later, { later: changes.join('; ') })] : []),
  ].join(' ');
}

function composedOf({ parties, complete }: NonNullable<GoverningGround['fact']>): string {
  if (parties.length === 0) return GOVERNING.unknown;
  return phrase(complete ? GOVERNING.complete : GOVERNING.incomplete, { parties: andList(parties) });
}
