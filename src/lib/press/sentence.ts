/** A figure as a Swedish sentence: the template of its kind and state, filled from the figure's own integers. */
import type { Target } from '../election/snapshot-shape.ts';
import {
  formatCount,
  formatInteger,
  formatNumber,
  formatPoints,
  formatShare,
  formatVotes,
  NBSP,
} from '../format.ts';
import { groundTitle, laterWords, partiesWords, termWords } from '../governing-words.ts';
import { pointsTo } from '../projection-words.ts';
import { contestTitle, goalWords, neededSentences } from '../words.ts';
import type {
  Compared,
  CountFigure,
  DistrictFigure,
  Figure,
  GoalFigure,
  MajorityFigure,
  RankFigure,
  SeatsFigure,
} from './figure.ts';
import { andList, bodyPhrase, contestPhrase, genitive, rankPhrase } from './phrases.ts';
import { PHRASES, SENTENCES, TEMPLATES, type Length, type Texts } from './templates.ts';

/** Decimals of shares and of differences in percentage points. */
export type Decimals = 1 | 2;

/** What stands in a template's braces; a missing one means that the figure has no ground for that template. */
export type Slots = Readonly<Record<string, string | undefined>>;

/**
 * The sentence of a figure in one length, without its ground. `null`: there is no such sentence, because the figure has
 * nothing to be compared with or nothing more to say.
 */
export function sentence(figure: Figure, length: Length, decimals: Decimals = 2): string | null {
  const template = textsOf(figure)[length];
  return template === undefined ? null : fill(template, slotsOf(figure, decimals));
}

const LENGTHS: readonly Length[] = ['short', 'compared', 'statement', 'post'];

/** The lengths in which a figure can be told; one that would say the same as a shorter one is left out. */
export function lengthsOf(figure: Figure): readonly Length[] {
  const seen = new Set<string>();
  return LENGTHS.filter((length) => {
    const text = sentence(figure, length);
    if (text === null || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** A template with its slots; `null` where one is missing. An empty sentence leaves no gap. */
function fill(template: string, slots: Slots): string | null {
  let whole = true;
  const text = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    whole &&= value !== undefined;
    return value ?? '';
  });
  return whole ? text.replaceAll(/ {2,}/g, ' ').trim() : null;
}

/** For the parts of sentences, which always have what they need. */
function phrase(template: string, slots: Slots): string {
  const text = fill(template, slots);
  if (text === null) throw new Error(`a phrase without its slots: ${template}`);
  return text;
}

/** The templates of a figure: its kind, and the state in which it is. */
export function textsOf(figure: Figure): Texts {
  switch (figure.kind) {
    case 'share':
    case 'votes':
    case 'change':
      return TEMPLATES[figure.kind][isFinal(figure) ? 'final' : 'preliminary'];
    case 'district':
      return TEMPLATES.district[isFinal(figure) ? 'final' : 'preliminary'];
    case 'rank': {
      const state = isFinal(figure) ? 'final' : 'preliminary';
      return TEMPLATES.rank[figure.tied.length > 0 ? (`${state}Tied` as const) : state];
    }
    case 'seats':
      return TEMPLATES.seats[seatsState(figure)];
    case 'majority': {
      const own = figure.seats >= figure.majority ? 'Own' : 'None';
      return TEMPLATES.majority[`${seatsGround(figure)}${own}`];
    }
    case 'turnout':
      return TEMPLATES.turnout.final;
    case 'goal':
      return goalTexts(figure);
    case 'count':
      return TEMPLATES.countGoal[countState(figure)];
  }
}

const isFinal = ({ ground }: { readonly ground: { readonly stage: string } }): boolean =>
  ground.stage === 'final';

function seatsState(figure: SeatsFigure): keyof typeof TEMPLATES.seats {
  if (figure.type === 'RD') return isFinal(figure) ? 'fixedFinal' : 'fixed';
  return seatsGround(figure);
}

/** Whose seats they are, and of which count. */
const seatsGround = (figure: SeatsFigure | MajorityFigure): 'official' | 'computedFinal' | 'computed' =>
  figure.official ? 'official' : isFinal(figure) ? 'computedFinal' : 'computed';

function countState({ target }: CountFigure): keyof typeof TEMPLATES.countGoal {
  return target.state === 'reached' || target.state === 'missed' ? target.state : 'tooEarly';
}

function goalTexts({ target }: GoalFigure): Texts {
  if (target.kind === 'governing') {
    return TEMPLATES.governingGoal[target.state === 'reached' ? 'reached' : 'missed'];
  }
  return TEMPLATES[target.kind === 'votes' ? 'votesGoal' : 'shareGoal'][goalState(target)];
}

/** A goal's state as sentences tell it: final, beyond doubt by arithmetic, or judged. */
function goalState({ state, final, needed }: Target): keyof typeof TEMPLATES.shareGoal {
  if (state === 'unknown') return 'tooEarly';
  if (state !== 'reached' && state !== 'missed') return state;
  const settled = needed?.settled === state;
  if (state === 'reached') return final ? 'finalReached' : settled ? 'settledReached' : 'reached';
  return final ? 'finalMissed' : settled ? 'settledMissed' : 'missed';
}

/** Everything that the templates of a figure may ask for. */
export function slotsOf(figure: Figure, decimals: Decimals = 2): Slots {
  const party = { party: figure.party.name, partys: genitive(figure.party.name) };
  if (figure.kind === 'count') return { ...party, ...countSlots(figure) };
  const common = {
    ...party,
    contest: contestPhrase(figure),
    contestTitle: contestTitle(figure),
    body: bodyPhrase(figure),
  };
  switch (figure.kind) {
    case 'share': {
      const { votes, valid, compared } = figure;
      const own = { share: formatShare(votes, valid, decimals), votes: formatVotes(votes) };
      const goalsSentence = goalsOf(figure.targets);
      return { ...common, ...own, ...comparedSlots(compared, decimals), goalsSentence };
    }
    case 'votes':
      return { ...common, votes: formatVotes(figure.votes), ...comparedSlots(figure.compared, decimals) };
    case 'change': {
      const { own, valid } = figure.compared;
      return {
        ...common,
        share: formatShare(own, valid, decimals),
        ...comparedSlots(figure.compared, decimals),
      };
    }
    case 'rank':
      return { ...common, ...rankSlots(figure, decimals) };
    case 'seats':
    case 'majority':
      return { ...common, ...seatSlots(figure) };
    case 'turnout':
      return {
        ...common,
        share: formatShare(figure.cast, figure.eligible, decimals),
        cast: formatInteger(figure.cast),
        eligible: formatInteger(figure.eligible),
      };
    case 'district':
      return { ...common, ...districtSlots(figure, decimals) };
    case 'goal':
      return goalSlots(figure, common, decimals);
  }
}

/** Which way from `before` to `now`, exactly: as fractions of votes, or as counts over 1. */
function direction(now: Fraction, before: Fraction): 'up' | 'down' | 'same' {
  const difference = BigInt(now.own) * BigInt(before.valid) - BigInt(before.own) * BigInt(now.valid);
  return difference === 0n ? 'same' : difference > 0n ? 'up' : 'down';
}

interface Fraction {
  readonly own: number;
  readonly valid: number;
}

/** `6,18 procentenheter`, without a sign: the words around it say which way. */
function points(now: Fraction, before: Fraction, decimals: Decimals): string {
  const change = now.own / now.valid - before.own / before.valid;
  return `${formatPoints(Math.abs(change), decimals).replace(/^[+±]/, '')}${NBSP}procentenheter`;
}

/** Slots of the same places now and then; none where nothing is compared. */
function comparedSlots(compared: Compared | null, decimals: Decimals): Slots {
  if (!compared) return {};
  const { own, valid, ownBefore, validBefore, whole, year } = compared;
  const [now, before] = [
    { own, valid },
    { own: ownBefore, valid: validBefore },
  ];
  const way = direction(now, before);
  const slots = { year, points: points(now, before, decimals), votesBefore: formatVotes(ownBefore) };
  const votesWay = own === ownBefore ? 'same' : own > ownBefore ? 'up' : 'down';
  const votesSlots = { ...slots, number: formatInteger(Math.abs(own - ownBefore)) };
  return {
    year,
    before: formatShare(ownBefore, validBefore, decimals),
    sameShare: formatShare(own, valid, decimals),
    sameVotes: formatVotes(own),
    places: placesPhrase(compared),
    change: phrase(PHRASES[whole ? 'shareWhole' : 'shareInPlaces'][way], slots),
    hasMoved: phrase(PHRASES.hasMoved[way], slots),
    moved: phrase(PHRASES.moved[way], slots),
    votesChange: phrase(PHRASES[whole ? 'votesWhole' : 'votesInPlaces'][votesWay], votesSlots),
  };
}

/** `7 jämförda valdistrikt och 1 uppsamlingsdistrikt` */
function placesPhrase({ districts, collection }: Compared): string {
  const parts = [
    ...(districts > 0 ? [formatCount(districts, 'jämfört valdistrikt', 'jämförda valdistrikt')] : []),
    ...(collection > 0 ? [formatCount(collection, 'uppsamlingsdistrikt', 'uppsamlingsdistrikt')] : []),
  ];
  return andList(parts);
}

/** `Målet är mer än 38,75 %.` */
function goalsOf(targets: readonly Target[]): string {
  const goals = targets
    .filter(({ goal }) => goal !== null)
    .map((target) => goalWords(target).replace(/^Mer/, 'mer'));
  if (goals.length === 0) return '';
  return phrase(goals.length === 1 ? SENTENCES.oneGoal : SENTENCES.goals, { goals: andList(goals) });
}

function rankSlots({ party, place, votes, valid, tied, nearest }: RankFigure, decimals: Decimals): Slots {
  const apart = nearest ? votes - nearest.votes : 0;
  const way = !nearest ? 'same' : apart > 0 ? 'up' : 'down';
  return {
    rank: rankPhrase(place),
    share: formatShare(votes, valid, decimals),
    votes: formatVotes(votes),
    tied: andList([party.name, ...tied.map(({ name }) => name)]),
    nearest: phrase(PHRASES.nearest[way], {
      votesApart: formatVotes(Math.abs(apart)),
      other: nearest?.name,
    }),
  };
}

function seatSlots(figure: SeatsFigure | MajorityFigure): Slots {
  const lot = figure.kind === 'seats' ? figure.lot : [];
  return {
    seats: formatInteger(figure.seats),
    ofSeats: formatCount(figure.of, 'mandat', 'mandat'),
    ofFixed: formatCount(figure.of, 'fast riksdagsmandat', 'fasta riksdagsmandat'),
    majority: figure.kind === 'majority' ? formatInteger(figure.majority) : undefined,
    lot: lot.length > 0 ? ` ${phrase(SENTENCES.lot, { parties: andList(lot) })}` : '',
  };
}

function districtSlots({ name, votes, valid, before }: DistrictFigure, decimals: Decimals): Slots {
  const slots = { name, share: formatShare(votes, valid, decimals), votes: formatVotes(votes) };
  if (!before || before.valid <= 0 || valid <= 0) return slots;
  const now = { own: votes, valid };
  const told = { year: before.year, points: points(now, before, decimals) };
  return {
    ...slots,
    before: formatShare(before.own, before.valid, decimals),
    change: phrase(PHRASES.shareInPlaces[direction(now, before)], told),
  };
}

function countSlots({ target, value, goal }: CountFigure): Slots {
  const number = (count: number): string => `${formatNumber(count)}${NBSP}${target.unit ?? ''}`.trim();
  return { label: target.label, value: formatNumber(value), goal: number(goal) };
}

function goalSlots(figure: GoalFigure, common: Slots, decimals: Decimals): Slots {
  const { target, compared, votes, valid, projection } = figure;
  const year = compared?.year ?? '';
  const slots = {
    ...common,
    ...comparedSlots(compared, decimals),
    label: target.label,
    share: formatShare(votes, valid, decimals),
    votes: formatVotes(votes),
    number: formatInteger(votes),
    goal: goalWords(target).replace(/^Mer/, 'mer'),
    governing: governingPhrase(figure),
    margin: target.kind === 'votes' ? marginPhrase(votes, target.goal ?? 0) : undefined,
  };
  return {
    ...slots,
    sameSentence: sameSentence(figure, slots),
    neededSentence: target.kind === 'governing' ? '' : neededSentences([target], year).join(' '),
    projectionSentence: projection ? phrase(SENTENCES.projection, { pointsTo: pointsTo(projection) }) : '',
  };
}

/** `Socialdemokraterna ingår i styret mandatperioden 2018–2022: S, C.` */
function governingPhrase({ target, party }: GoalFigure): string | undefined {
  const { governing, state } = target;
  if (!governing) return undefined;
  const { fact, later } = governing;
  const title = groundTitle(governing, { state, final: true, party: party.name });
  return [
    fact ? `${title} mandatperioden ${termWords(fact)}: ${partiesWords(fact)}.` : `${title}.`,
    ...(later.length > 0 ? [`Senare ändrat: ${later.map(laterWords).join('; ')}.`] : []),
  ].join(' ');
}

function marginPhrase(votes: number, goal: number): string {
  const way = votes === goal ? 'same' : votes > goal ? 'up' : 'down';
  const number = formatInteger(Math.abs(votes - goal));
  return phrase(PHRASES.margin[way], { number, goal: formatVotes(goal) });
}

/** The goal's contest beside the same places last time; empty where nothing is compared. */
function sameSentence({ compared, target }: GoalFigure, slots: Slots): string {
  if (!compared) return '';
  if (!compared.whole) return phrase(SENTENCES.samePlaces, slots);
  return phrase(target.kind === 'votes' ? SENTENCES.sameWholeVotes : SENTENCES.sameWholeShare, slots);
}
