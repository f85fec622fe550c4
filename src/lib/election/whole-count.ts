/** Counts that are stated for an area as a whole, and last time's results of several places as one. */
import type { MunicipalityState } from './known.ts';
import type { PartyCode, PartyVotes, Votes, WholeCount } from './model.ts';
import type { OwnAndValid, PlaceBaseline } from './plan.ts';

/** A whole count of which nothing is out. */
export type StandingWhole = WholeCount & { readonly votes: Votes; readonly reportedAt: string };

/** The final count of which nothing is out, where it is stated as a whole. */
export function standingWhole(
  state: Pick<MunicipalityState, 'whole'> | null | undefined,
): StandingWhole | null {
  const { whole } = state ?? {};
  if (!whole || whole.votes === null || whole.reportedAt === null || whole.counted < whole.of) return null;
  return { ...whole, votes: whole.votes, reportedAt: whole.reportedAt };
}

/** Last time's results of several places added up; `null` while one of them is not on record. */
export function baselineOfAll(all: readonly (PlaceBaseline | null)[]): PlaceBaseline | null {
  const parts = all.filter((part) => part !== null);
  if (parts.length === 0 || parts.length < all.length) return null;
  const addUp = (of: (part: PlaceBaseline) => OwnAndValid): OwnAndValid => ({
    own: parts.reduce((total, part) => total + of(part).own, 0),
    valid: parts.reduce((total, part) => total + of(part).valid, 0),
  });
  const told = parts.flatMap(({ parties }) => parties ?? []);
  return {
    ordinary: addUp(({ ordinary }) => ordinary),
    collection: addUp(({ collection }) => collection),
    districts: new Map(parts.flatMap(({ districts }) => [...districts])),
    predecessors: new Map(parts.flatMap(({ predecessors }) => [...predecessors])),
    eligible: parts.some(({ eligible }) => eligible === null)
      ? null
      : parts.reduce((total, { eligible }) => total + (eligible ?? 0), 0),
    parties:
      told.length < parts.length
        ? null
        : {
            districts: new Map(told.flatMap(({ districts }) => [...districts])),
            collection: [...votesByParty(told.map(({ collection }) => collection))],
            ...(told.some(({ lumped }) => lumped) ? { lumped: true } : {}),
          },
  };
}

/** Every party's votes over several rows of them. */
export function votesByParty(rows: readonly (readonly PartyVotes[])[]): ReadonlyMap<PartyCode, number> {
  const votes = new Map<PartyCode, number>();
  for (const [code, count] of rows.flat()) votes.set(code, (votes.get(code) ?? 0) + count);
  return votes;
}
