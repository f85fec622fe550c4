/** A copied figure with corrections in it: what the copy should have said, from the same districts as it had. */
import type { Compared, Figure, RankFigure } from './figure.ts';
import { rankOf } from './rank.ts';
import type { DistrictCorrection } from './since-copy.ts';

/** `null`: the figure is no sum of the votes that a correction tells. */
export function withCorrections(figure: Figure, corrections: readonly DistrictCorrection[]): Figure | null {
  if (figure.kind === 'count' || figure.kind === 'turnout') return null;
  if (figure.kind === 'seats' || figure.kind === 'majority') return null;
  const valid = sum(corrections.map((correction) => correction.valid));
  const by = isOwn(figure)
    ? sum(corrections.map(({ own }) => own))
    : partyChange(corrections, figure.party.code);
  if (by === null) return null;
  const compared = 'compared' in figure ? changed(figure.compared, corrections) : null;
  switch (figure.kind) {
    case 'share':
    case 'goal':
      return { ...figure, votes: figure.votes + by, valid: figure.valid + valid, compared };
    case 'votes':
      return { ...figure, votes: figure.votes + by, compared };
    case 'change':
      return compared && { ...figure, compared };
    case 'district':
      return { ...figure, votes: figure.votes + by, valid: figure.valid + valid };
    case 'rank':
      return rankWith(figure, corrections, { own: by, valid });
  }
}

/** Figures of the programme's party, whose votes every event tells. */
const isOwn = (figure: Figure): boolean => figure.kind !== 'share' || figure.id === `${figure.contest}.andel`;

function partyChange(corrections: readonly DistrictCorrection[], code: string): number | null {
  const known = corrections.flatMap(({ parties }) => (parties ? [parties.get(code) ?? 0] : []));
  return known.length < corrections.length ? null : sum(known);
}

/**
 * The compared votes with those corrections that are of compared districts; `null`: a compared district is withdrawn, and
 * what it had last time is not told.
 */
function changed(compared: Compared | null, corrections: readonly DistrictCorrection[]): Compared | null {
  if (!compared) return null;
  const among = corrections.filter(({ district }) => !compared.leftOut.includes(district.district));
  if (among.some(({ counted }) => !counted)) return null;
  return {
    ...compared,
    own: compared.own + sum(among.map(({ own }) => own)),
    valid: compared.valid + sum(among.map(({ valid }) => valid)),
  };
}

function rankWith(
  figure: RankFigure,
  corrections: readonly DistrictCorrection[],
  by: { readonly own: number; readonly valid: number },
): RankFigure | null {
  const others = figure.others.flatMap((party) => {
    const change = partyChange(corrections, party.code);
    return change === null ? [] : [{ ...party, votes: party.votes + change }];
  });
  if (others.length < figure.others.length) return null;
  const votes = figure.votes + by.own;
  return { ...figure, votes, valid: figure.valid + by.valid, others, ...rankOf(votes, others) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
