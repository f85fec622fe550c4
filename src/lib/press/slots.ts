/** Everything that the templates of a figure may ask for, made from the figure's own integers. */
import type { Target } from '../election/snapshot-shape.ts';
import {
  capitalise,
  formatCount,
  formatInteger,
  formatNumber,
  formatShare,
  formatVotes,
  NBSP,
} from '../format.ts';
import { direction, pointsApart, wayOf } from './difference.ts';
import type {
  Compared,
  CountFigure,
  DistrictFigure,
  Figure,
  MajorityFigure,
  RankFigure,
  SeatsFigure,
  ShareFigure,
} from './figure.ts';
import { phrase, type Slots } from './fill.ts';
import { goalSlots } from './goal-slots.ts';
import { goalPhrase } from './goal-words.ts';
import { andList, bodyPhrase, contestPhrase, genitive, rankPhrase, unitPhrase } from './phrases.ts';
import type { Decimals } from './sentence.ts';
import { PHRASES, SENTENCES } from './templates.ts';

export function slotsOf(figure: Figure, decimals: Decimals = 2): Slots {
  const party = { party: figure.party.name, partys: genitive(figure.party.name) };
  if (figure.kind === 'count') return { ...party, ...countSlots(figure) };
  const contest = contestPhrase(figure);
  const common = {
    ...party,
    contest,
    contestTitle: capitalise(contest),
    body: bodyPhrase(figure),
    area: figure.area.name,
  };
  switch (figure.kind) {
    case 'share':
      return { ...common, ...shareSlots(figure, decimals) };
    case 'votes':
      return { ...common, votes: formatVotes(figure.votes), ...comparedSlots(figure.compared, decimals) };
    case 'change':
      return { ...common, ...comparedSlots(figure.compared, decimals) };
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
        eligible: formatCount(figure.eligible, 'röstberättigad', 'röstberättigade'),
      };
    case 'district':
      return { ...common, ...districtSlots(figure, decimals) };
    case 'goal':
      return goalSlots(figure, { ...common, ...comparedSlots(figure.compared, decimals) }, decimals);
  }
}

/** Slots of the same places now and then; none where nothing is compared. */
function comparedSlots(compared: Compared | null, decimals: Decimals): Slots {
  if (!compared) return {};
  const { own, valid, ownBefore, validBefore, whole, year } = compared;
  const [now, then] = [
    { own, valid },
    { own: ownBefore, valid: validBefore },
  ];
  const way = direction(now, then);
  const shares = {
    year,
    points: pointsApart(now, then, decimals),
    before: formatShare(ownBefore, validBefore, decimals),
    sameShare: formatShare(own, valid, decimals),
  };
  const votes = {
    year,
    votesBefore: formatVotes(ownBefore),
    number: formatInteger(Math.abs(own - ownBefore)),
  };
  const votesWay = wayOf(own - ownBefore);
  return {
    ...shares,
    sameVotes: formatVotes(own),
    places: placesPhrase(compared),
    change: phrase(PHRASES[whole ? 'shareWhole' : 'shareInPlaces'][way], shares),
    hasMoved: phrase(PHRASES.hasMoved[way], shares),
    moved: phrase(PHRASES.moved[way], shares),
    fromTo: phrase(PHRASES[whole ? 'fromToWhole' : 'fromToInPlaces'][way], shares),
    votesChange: phrase(PHRASES[whole ? 'votesWhole' : 'votesInPlaces'][votesWay], votes),
  };
}

/** `7 jämförbara valdistrikt och 1 uppsamlingsdistrikt` */
function placesPhrase({ districts, collection }: Compared): string {
  const parts = [
    ...(districts > 0 ? [formatCount(districts, 'jämförbart valdistrikt', 'jämförbara valdistrikt')] : []),
    ...(collection > 0 ? [formatCount(collection, 'uppsamlingsdistrikt', 'uppsamlingsdistrikt')] : []),
  ];
  return andList(parts);
}

function shareSlots({ votes, valid, compared, targets, ground }: ShareFigure, decimals: Decimals): Slots {
  const own = { share: formatShare(votes, valid, decimals), votes: formatVotes(votes) };
  const final = ground.stage === 'final';
  const all =
    compared?.own === votes && compared.valid === valid
      ? SENTENCES.allCompared
      : final
        ? SENTENCES.allFinal
        : SENTENCES.allCounted;
  return {
    ...comparedSlots(compared, decimals),
    ...own,
    allSentence: phrase(all, own),
    goalsSentence: goalsOf(targets, final),
  };
}

/** `Målet är mer än 38,75 %.`; of a final count what it was. */
function goalsOf(targets: readonly Target[], final: boolean): string {
  const goals = targets.flatMap((target) => goalPhrase(target) ?? []);
  if (goals.length === 0) return '';
  const name = goals.length === 1 ? 'oneGoal' : 'goals';
  return phrase(SENTENCES[final ? (`${name}Final` as const) : name], { goals: andList(goals) });
}

function rankSlots({ party, place, votes, valid, tied, nearest }: RankFigure, decimals: Decimals): Slots {
  const apart = nearest ? votes - nearest.votes : 0;
  return {
    rank: rankPhrase(place),
    share: formatShare(votes, valid, decimals),
    votes: formatVotes(votes),
    tied: andList([party.name, ...tied.map(({ name }) => name)]),
    nearest: nearest
      ? phrase(apart > 0 ? SENTENCES.ahead : SENTENCES.behind, {
          votesApart: formatVotes(Math.abs(apart)),
          other: nearest.name,
        })
      : '',
  };
}

function seatSlots(figure: SeatsFigure | MajorityFigure): Slots {
  const lot = figure.kind === 'seats' ? figure.lot : [];
  return {
    seats: formatInteger(figure.seats),
    ofSeats: formatCount(figure.of, 'mandat', 'mandat'),
    ofFixed: formatCount(figure.of, 'fast riksdagsmandat', 'fasta riksdagsmandat'),
    majority: figure.kind === 'majority' ? formatInteger(figure.majority) : undefined,
    lotSentence: lot.length > 0 ? phrase(SENTENCES.lot, { parties: andList(lot) }) : '',
  };
}

function districtSlots({ name, votes, valid, before }: DistrictFigure, decimals: Decimals): Slots {
  const slots = { name, share: formatShare(votes, valid, decimals) };
  if (!before || before.valid <= 0 || valid <= 0) return slots;
  const now = { own: votes, valid };
  const told = {
    year: before.year,
    points: pointsApart(now, before, decimals),
    before: formatShare(before.own, before.valid, decimals),
  };
  return { ...slots, change: phrase(PHRASES.shareInPlaces[direction(now, before)], told) };
}

const countSlots = ({ target, value, goal }: CountFigure): Slots => ({
  label: target.label,
  value: `${formatNumber(value)}${NBSP}${unitPhrase(value, target.unit)}`.trim(),
  number: formatNumber(goal),
});
