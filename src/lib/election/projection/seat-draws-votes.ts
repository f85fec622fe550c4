/**
 * One draw of a contest's final votes (projection.md §4): each municipality's swing is wrong by the mean of as many
 * resampled residuals as it rests on, each district still out by one more, all widened as the bands are.
 */
import type { ElectionType } from '../model.ts';
import { add } from './seat-draws-allot.ts';
import type { DrawGround, DrawnPlace, Out } from './seat-draws-ground.ts';
import * as p from './parameters.ts';
import type { Chance } from './seat-draws-random.ts';

/** Fewer residuals of this election's own than this are joined by those of the elections before. */
const LEAST_RESIDUALS = 8;

export interface ResidualPool {
  /** One row for each district, a column for each party and the last for all others. */
  readonly vectors: Float64Array;
  readonly rows: number;
  readonly counted: number;
  readonly earlier: number;
}

/** What is resampled; `null`: too few counted, and nothing earlier on record. */
export function poolOf(
  laid: DrawGround,
  type: ElectionType,
  residuals: p.Residuals | null,
): ResidualPool | null {
  const enough = laid.residuals.length >= LEAST_RESIDUALS;
  const earlier = enough || !residuals ? [] : earlierResiduals(laid, residuals, type);
  const all = [...laid.residuals, ...earlier];
  if (all.length < LEAST_RESIDUALS) return null;
  const columns = laid.parties.length + 1;
  const vectors = new Float64Array(all.length * columns);
  for (const [row, vector] of all.entries()) vectors.set(vector, row * columns);
  return { vectors, rows: all.length, counted: laid.residuals.length, earlier: earlier.length };
}

/**
 * The vectors of the pair before, in this contest's columns. What fell there to parties that are not told apart goes
 * here to those that the vectors do not name, by their votes.
 */
function earlierResiduals(
  { parties, counted }: DrawGround,
  { parties: labels, vectors }: p.Residuals,
  type: ElectionType,
): readonly Float64Array[] {
  const columns = parties.length + 1;
  const columnOf = labels.map((label) => parties.findIndex((party) => party === label));
  const unnamed = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => !columnOf.includes(column),
  );
  const votes = unnamed.map((column) => {
    let sum = 0;
    for (let at = column; at < counted.length; at += columns) sum += counted[at] ?? 0;
    return sum;
  });
  const all = votes.reduce((sum, count) => sum + count, 0);
  return vectors[type].map((vector) => {
    const row = new Float64Array(columns);
    for (const [at, part] of vector.entries()) {
      const column = columnOf[at] ?? -1;
      if (column >= 0) add(row, column, part / 10_000);
      else
        for (const [index, other] of unnamed.entries())
          add(row, other, (part / 10_000) * (all > 0 ? (votes[index] ?? 0) / all : 1 / unnamed.length));
    }
    return row;
  });
}

/** Writes one draw's votes: a row for each constituency, as whole numbers. */
export type VotesDrawer = (votes: Float64Array, chance: Chance) => void;

export function votesDrawer(
  { places, counted, parties }: DrawGround,
  { vectors, rows }: ResidualPool,
  { sigma, tau }: { readonly sigma: number; readonly tau: number },
): VotesDrawer {
  const columns = parties.length + 1;
  const swing = new Float64Array(columns);
  const shares = new Float64Array(columns);
  const ready = places.map((place) => ({ ...place, collection: collectionError(place) / sigma }));
  const addVector = (to: Float64Array, chance: Chance, factor: number) => {
    const row = chance.below(rows) * columns;
    for (let column = 0; column < columns; column += 1)
      to[column] = (to[column] ?? 0) + factor * (vectors[row + column] ?? 0);
  };
  const drawSwing = ({ weights }: DrawnPlace, chance: Chance) => {
    swing.fill(0);
    if (weights.length === 0) addVector(swing, chance, (p.WIDENING * tau) / sigma);
    let all = 0;
    for (const weight of weights) all += weight;
    for (const weight of weights) addVector(swing, chance, (p.WIDENING * weight) / all);
  };
  const drawOut = (votes: Float64Array, { constituency, valid, shares: expected }: Out, size: number) => {
    let whole = 0;
    for (let column = 0; column < columns; column += 1) {
      const share = (expected[column] ?? 0) + (swing[column] ?? 0) + (shares[column] ?? 0);
      shares[column] = share > 0 ? share : 0;
      if (share > 0) whole += share;
    }
    const each = (valid * size) / whole;
    for (let column = 0; column < columns; column += 1)
      add(votes, constituency * columns + column, each * (shares[column] ?? 0));
  };
  const changed = Math.sqrt(1 + (p.CHANGED_ERROR / sigma) ** 2);
  return (votes, chance) => {
    votes.set(counted);
    for (const place of ready) {
      if (place.out.length === 0) continue;
      drawSwing(place, chance);
      for (const out of place.out) {
        const pool = out.kind === 'collection';
        shares.fill(0);
        addVector(
          shares,
          chance,
          p.WIDENING * (pool ? place.collection : out.kind === 'changed' ? changed : 1),
        );
        drawOut(votes, out, pool ? timesOrDivided(chance.normal()) : 1);
      }
    }
    for (let at = 0; at < votes.length; at += 1) votes[at] = Math.round(votes[at] ?? 0);
  };
}

/** Standard error of the collection count's share: of its own votes, and at least of all the place's votes. */
function collectionError({ out, validIn }: DrawnPlace): number {
  let rest = 0;
  let collection = 0;
  for (const { kind, valid } of out) {
    rest += valid;
    if (kind === 'collection') collection += valid;
  }
  return collection > 0 ? Math.max(p.COLLECTION_ERROR, (p.LEAST_ERROR * (validIn + rest)) / collection) : 0;
}

/** The collection count's size: as easily so many times as large as so many times as small. */
function timesOrDivided(normal: number): number {
  const factor = 1 + p.WIDENING * p.COLLECTION_SIZE_ERROR * Math.abs(normal);
  return normal < 0 ? 1 / factor : factor;
}
