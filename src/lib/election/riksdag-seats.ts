/**
 * The fixed seats of one Riksdag constituency (regeringsformen 3:6–8, vallagen 14:3). A party takes part with 4 per
 * cent of the nation's votes, or with 12 per cent of the constituency's. Adjustment seats need all 29 constituencies
 * and are not computed here.
 */
import type { PartyCode, PartyVotes } from './model.ts';
import { award, type Award, type PartySeats } from './odd-numbers.ts';
import { reachesBar, rulesOf } from './seat-rules.ts';
import { inOrderOf } from './seats.ts';

/** What is known of the nation: its votes, or only which parties are over the bar there. */
export type Nation =
  | { readonly parties: readonly PartyVotes[]; readonly valid: number }
  | { readonly overBar: readonly PartyCode[] };

export interface RiksdagConstituency {
  readonly parties: readonly PartyVotes[];
  readonly valid: number;
  /** Fixed seats of the constituency. */
  readonly seats: number;
  readonly electionDate: string;
  /** `null`: nothing is known. */
  readonly nation: Nation | null;
}

export interface RiksdagFixedSeats extends Award {
  /**
   * How the parties over 4 per cent were told: from the nation's votes, as given, or, with neither, by 4 per cent of
   * the constituency itself, a stand-in that the law does not know.
   */
  readonly basis: 'nation' | 'given' | 'constituency';
  /** No nation's result whatever could change these seats: all fall to parties with 12 per cent here. */
  readonly settled: boolean;
}

export function riksdagFixedSeats(constituency: RiksdagConstituency): RiksdagFixedSeats {
  const { parties, valid, seats, electionDate, nation } = constituency;
  const { firstDivisor, barPercent, constituencyBarPercent } = rulesOf('RD', electionDate, true);
  const overHere = ([, votes]: PartyVotes) => reachesBar(votes, valid, constituencyBarPercent ?? 100);
  const overBar = nationalBar(nation, barPercent) ?? (([, votes]) => reachesBar(votes, valid, barPercent));
  const result = award(
    parties.filter((party) => overHere(party) || overBar(party)),
    seats,
    firstDivisor,
  );
  const sure = new Set(parties.filter(overHere).map(([party]) => party));
  return {
    ...result,
    seats: inOrderOf(parties, result.seats),
    basis: nation === null ? 'constituency' : 'overBar' in nation ? 'given' : 'nation',
    settled: allFallTo(sure, award(parties, seats, firstDivisor)),
  };
}

/** Whether a party is over the nation's bar; `null` where nothing is known of the nation. */
function nationalBar(nation: Nation | null, percent: number): ((party: PartyVotes) => boolean) | null {
  if (nation === null) return null;
  if ('overBar' in nation) {
    const given = new Set(nation.overBar);
    return ([party]) => given.has(party);
  }
  const votes = new Map(nation.parties);
  return ([party]) => nation.valid > 0 && reachesBar(votes.get(party) ?? 0, nation.valid, percent);
}

/**
 * Whether all seats, open lots included, fall to `sure` even with every party let in. Leaving parties without a seat
 * out changes nothing, so then the result is the same whichever of the others take part.
 */
const allFallTo = (sure: ReadonlySet<PartyCode>, { seats, lot }: Award): boolean =>
  seats.every(([party, held]: PartySeats) => held === 0 || sure.has(party)) &&
  (lot?.parties ?? []).every((party) => sure.has(party)) &&
  seats.some(([, held]) => held > 0);
