/** A figure as the open data tell it: in words, as the integers it is made of, and on what ground it stands. */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { capitalise, eveningOf } from '../format.ts';
import { bareValue, figureName } from './bare.ts';
import type { Compared, Figure, FigureKind, Ground, NamedParty } from './figure.ts';
import { groundWords } from './ground.ts';
import { permalinkPath } from './permalink.ts';
import { contestPhrase } from './phrases.ts';
import { lengthsOf, sentence } from './sentence.ts';
import type { Length } from './templates.ts';
import { creditOf, type Credited } from '../election/credit.ts';

export interface ToldFigure {
  readonly id: string;
  readonly kind: FigureKind;
  /** `Andel`, `Röster`, a goal's own words. */
  readonly name: string;
  readonly contest: string | null;
  /** `Kommunvalet i Berg`; of a goal that is counted by hand `null`. */
  readonly contestTitle: string | null;
  readonly party: NamedParty;
  /** In words, rounded for reading: `40,60 %`. */
  readonly value: string;
  /** Votes, seats and counts that the value is made of, unrounded. */
  readonly integers: Integers;
  /** How much is counted, how far the count has come, when; `null`: it is no count (a fact, or counted by hand). */
  readonly basis: Ground | null;
  /** On what ground it stands, as it ends every copy. */
  readonly ground: string;
  /** Whose figure it is: `Källa: Valmyndigheten`, or the source of a fact or of a count by hand. */
  readonly source: string;
  /** Whole sentences by their length. */
  readonly sentences: Partial<Readonly<Record<Length, string>>>;
  /** The address where this very figure stands as it does now. */
  readonly permalink: string;
  /** The figure as JSON, and as a picture. */
  readonly json: string;
  readonly card: string;
}

export type Integers = Readonly<Record<string, number>>;

/** The state of the count that a figure is told from. */
type ToldIn = Pick<Snapshot, 'night' | 'revision'> & { readonly programme: Credited };

/** `origin`: the address that others use, without a slash at its end. */
export function toldFigure(
  figure: Figure,
  { night, revision, programme }: ToldIn,
  origin: string,
): ToldFigure {
  const credit = creditOf(programme);
  const self = `${origin}/api/figures/${encodeURIComponent(figure.id)}`;
  return {
    id: figure.id,
    kind: figure.kind,
    name: figureName(figure),
    contest: figure.contest,
    contestTitle: figure.kind === 'count' ? null : capitalise(contestPhrase(figure)),
    party: { code: figure.party.code, name: figure.party.name },
    value: bareValue(figure),
    integers: integersOf(figure),
    basis: figure.kind === 'count' || isFact(figure) ? null : figure.ground,
    ground: groundWords(figure, { evening: eveningOf(night.electionDate), lostSince: null, credit }),
    source: sourceOf(figure, credit),
    sentences: Object.fromEntries(
      lengthsOf(figure).map((length) => [length, sentence(figure, length) ?? '']),
    ),
    permalink: origin + permalinkPath(figure, { night, revision }),
    json: `${self}?revision=${revision}`,
    card: `${self}/card.svg?revision=${revision}`,
  };
}

/** Who governs is a dated fact with a source of its own. */
export const isFact = (figure: Figure): boolean =>
  figure.kind === 'goal' && (figure.target.governing?.fact ?? null) !== null;

function sourceOf(figure: Figure, credit: string): string {
  if (figure.kind === 'count') return `Källa: ${figure.counted.source}`;
  const fact = figure.kind === 'goal' ? figure.target.governing?.fact : null;
  return fact ? `Källa: ${fact.sources.join('; ')}` : credit;
}

/** The integers by name; `compared…` are those of the same places now and last time. */
function integersOf(figure: Figure): Integers {
  switch (figure.kind) {
    case 'share':
      return { votes: figure.votes, valid: figure.valid, ...comparedOf(figure.compared) };
    case 'goal': {
      const { goal, kind } = figure.target;
      if (kind === 'governing') return {};
      const { votes, valid, compared } = figure;
      return { votes, valid, ...(kind === 'votes' && goal !== null && { goal }), ...comparedOf(compared) };
    }
    case 'votes':
      return { votes: figure.votes, ...comparedOf(figure.compared) };
    case 'change':
      return comparedOf(figure.compared);
    case 'rank':
      return {
        place: figure.place,
        votes: figure.votes,
        valid: figure.valid,
        ...(figure.nearest ? { nearestVotes: figure.nearest.votes } : {}),
      };
    case 'seats':
      return { seats: figure.seats, of: figure.of };
    case 'majority':
      return { seats: figure.seats, of: figure.of, majority: figure.majority };
    case 'turnout':
      return { cast: figure.cast, eligible: figure.eligible };
    case 'count':
      return { value: figure.value, goal: figure.goal };
    case 'district': {
      const { votes, valid, before } = figure;
      return { votes, valid, ...(before ? { votesBefore: before.own, validBefore: before.valid } : {}) };
    }
  }
}

const comparedOf = (compared: Compared | null): Integers =>
  compared
    ? {
        comparedVotes: compared.own,
        comparedValid: compared.valid,
        votesBefore: compared.ownBefore,
        validBefore: compared.validBefore,
      }
    : {};
