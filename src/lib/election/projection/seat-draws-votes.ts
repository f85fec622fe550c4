/**
 * One draw of a contest's final votes (projection.md §4): each municipality's swing is wrong by the mean of as many
 * resampled residuals as it rests on, each district still out by one more, all widened as the bands are.
 */
import type { ElectionType } from '../model.ts';
import { add } from './seat-draws-allot.ts';
import type { DrawGround, DrawnPlace } from './seat-draws-ground.ts';
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
  const ready = places.filter(({ out }) => out.length > 0).map((place) => readyPlace(place, sigma, tau));
  const drawSwing = (errors: Float64Array, chance: Chance) => {
    swing.fill(0);
    for (const error of errors) {
      const row = chance.below(rows) * columns;
      for (let column = 0; column < columns; column += 1)
        swing[column] = (swing[column] ?? 0) + error * (vectors[row + column] ?? 0);
    }
  };
  const drawOut = (votes: Float64Array, out: ReadyOut, chance: Chance) => {
    const { expected, error, first } = out;
    const row = chance.below(rows) * columns;
    let whole = 0;
    for (let column = 0; column < columns; column += 1) {
      const drawn = (expected[column] ?? 0) + (swing[column] ?? 0) + error * (vectors[row + column] ?? 0);
      const share = drawn > 0 ? drawn : 0;
      shares[column] = share;
      whole += share;
    }
    const each = (out.valid * (out.isCollection ? timesOrDivided(chance.normal()) : 1)) / whole;
    for (let column = 0; column < columns; column += 1)
      votes[first + column] = (votes[first + column] ?? 0) + each * (shares[column] ?? 0);
  };
  return (votes, chance) => {
    votes.set(counted);
    for (const { errors, out } of ready) {
      drawSwing(errors, chance);
      for (const each of out) drawOut(votes, each, chance);
    }
    for (let at = 0; at < votes.length; at += 1) votes[at] = Math.round(votes[at] ?? 0);
  };
}

interface ReadyOut {
  readonly valid: number;
  readonly expected: Float64Array;
  /** What a residual is multiplied by. */
  readonly error: number;
  /** Where its constituency's row begins. */
  readonly first: number;
  readonly isCollection: boolean;
}

/** What residuals are multiplied by: those of the place's swing, and that of each part still out. */
function readyPlace(place: DrawnPlace, sigma: number, tau: number) {
  const { weights } = place;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const factors = {
    same: 1,
    changed: Math.sqrt(1 + (p.CHANGED_ERROR / sigma) ** 2),
    collection: collectionError(place) / sigma,
  };
  return {
    errors:
      weights.length > 0
        ? weights.map((weight) => (p.WIDENING * weight) / all)
        : Float64Array.of((p.WIDENING * tau) / sigma),
    out: place.out.map(({ kind, valid, shares, constituency }): ReadyOut => ({
      valid,
      expected: shares,
      error: p.WIDENING * factors[kind],
      first: constituency * shares.length,
      isCollection: kind === 'collection',
    })),
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
