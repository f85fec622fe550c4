/**
 * The figures that the press page offers, from one snapshot. A figure that cannot be true yet (nothing counted, nothing
 * to compare with, seats of half a count) is not among them.
 */
import type { Contest, Snapshot } from '../election/snapshot-shape.ts';
import {
  comparedOf,
  groundOf,
  inContest,
  ownParty,
  type Common,
  type ContestFigure,
  type Figure,
  type MajorityFigure,
  type RankFigure,
  type SeatsFigure,
  type ShareFigure,
  type TurnoutFigure,
} from './figure.ts';
import { goalFigures } from './goal-figures.ts';
import { rankOf } from './rank.ts';

/** Every figure that holds now: the goals first, then contest by contest. */
export function figuresOf(snapshot: Snapshot): readonly Figure[] {
  return [
    ...goalFigures(snapshot),
    ...snapshot.contests.flatMap((contest) => figuresOfContest(contest, snapshot)),
  ];
}

/** Nothing is told of a contest before its first valid vote: no share, no place, and no 0 that looks like a result. */
function figuresOfContest(contest: Contest, snapshot: Snapshot): readonly ContestFigure[] {
  if (contest.stage === 'none' || contest.valid <= 0) return [];
  const common = { ...inContest(contest), ground: groundOf(contest), party: ownParty(snapshot) };
  const compared = comparedOf(contest, snapshot);
  const id = (name: string) => `${contest.id}.${name}`;
  // A mere comparison is no goal to tell beside a share.
  const goals = snapshot.programme.comparisonOnly ? [] : snapshot.targets;
  const targets = goals.filter(
    ({ contest: its, kind }) => its === contest.id && (kind === 'share' || kind === 'votes'),
  );
  const { votes } = contest.own;
  return [
    { ...common, kind: 'share', id: id('andel'), votes, valid: contest.valid, compared, targets },
    { ...common, kind: 'votes', id: id('roster'), votes, compared },
    ...(compared ? [{ ...common, kind: 'change' as const, id: id('forandring'), compared }] : []),
    ...rankFigure(contest, common),
    ...seatFigures(contest, common),
    ...turnoutFigure(contest, common),
    ...otherShares(contest, common),
  ];
}

type OfContest = Omit<Common, 'id'>;

function rankFigure(contest: Contest, common: OfContest): readonly RankFigure[] {
  const own = contest.own.votes;
  if (own <= 0) return [];
  const others = contest.parties
    .filter(({ code }) => code !== common.party.code)
    .map(({ code, name, votes }) => ({ code, name, votes }));
  const id = `${contest.id}.plats`;
  return [{ ...common, kind: 'rank', id, votes: own, valid: contest.valid, ...rankOf(own, others), others }];
}

/** Every ordinary district is in: seats of less are seats of another area than the council's. */
export const allOrdinaryIn = ({ counted, stage }: Contest): boolean =>
  stage === 'final' || (counted.of > 0 && counted.districts === counted.of);

function seatFigures(contest: Contest, common: OfContest): readonly (SeatsFigure | MajorityFigure)[] {
  const held = contest.seats;
  if (!held || !allOrdinaryIn(contest)) return [];
  const { of, official, majority } = held;
  const seats = held.parties.find(({ code }) => code === common.party.code)?.seats ?? 0;
  const lot = (held.lot ?? []).map(
    (code) => contest.parties.find((party) => party.code === code)?.name ?? code,
  );
  const id = (name: string) => `${contest.id}.${name}`;
  const told = { ...common, kind: 'seats' as const, id: id('mandat'), seats, of, official, lot };
  // A lot that decides the majority itself: nothing can be said of it yet.
  const open = seats + 1 === majority && (held.lot ?? []).includes(common.party.code);
  if (contest.type === 'RD' || open) return [told];
  return [told, { ...common, kind: 'majority', id: id('majoritet'), seats, of, majority, official }];
}

function turnoutFigure(contest: Contest, common: OfContest): readonly TurnoutFigure[] {
  const { cast, counted, stage } = contest;
  const { eligible } = counted;
  if (stage !== 'final' || cast === null || eligible === null || eligible <= 0) return [];
  return [{ ...common, kind: 'turnout', id: `${contest.id}.valdeltagande`, cast, eligible }];
}

/** The other parties' shares, the largest first. */
function otherShares(contest: Contest, common: OfContest): readonly ShareFigure[] {
  return contest.parties
    .filter(({ code, votes }) => code !== common.party.code && votes > 0)
    .toSorted((a, b) => b.votes - a.votes)
    .map(({ code, name, votes }) => ({
      ...common,
      kind: 'share',
      id: `${contest.id}.${code}.andel`,
      party: { code, name },
      votes,
      valid: contest.valid,
      compared: null,
      targets: [],
    }));
}
