/** A party's place by votes among the others; ties share a place. */
import type { NamedParty } from './figure.ts';

export interface PartyVotes extends NamedParty {
  readonly votes: number;
}

export interface Rank {
  readonly place: number;
  /** Others with as many votes. */
  readonly tied: readonly NamedParty[];
  /** The nearest party behind the largest one, or the nearest ahead of the others; `null`: none. */
  readonly nearest: PartyVotes | null;
}

/** The place of a party with so many votes, among all the others. */
export function rankOf(own: number, others: readonly PartyVotes[]): Rank {
  const ahead = others.filter(({ votes }) => votes > own).toSorted((a, b) => a.votes - b.votes);
  const behind = others.filter(({ votes }) => votes < own && votes > 0).toSorted((a, b) => b.votes - a.votes);
  return {
    place: ahead.length + 1,
    tied: others.filter(({ votes }) => votes === own).map(({ code, name }) => ({ code, name })),
    nearest: ahead[0] ?? behind[0] ?? null,
  };
}
