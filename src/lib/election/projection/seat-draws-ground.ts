/**
 * What draws of seats start from: every party's counted votes, expected shares of what is still out, and the vectors
 * of residuals that tell how wrong those may be. All parties side by side: a column each, the last one for all others.
 */
import { seatDivision, type SeatDivision } from '../contest-seats.ts';
import type { PartyCode, PartyVotes } from '../model.ts';
import { byCode } from '../odd-numbers.ts';
import type { ContestPlan } from '../plan.ts';
import { rulesOf, type SeatRules } from '../seat-rules.ts';
import { isCounted, placesOfContest, type Place } from '../tally.ts';
import { isTold, laidOut, type ProjectionGround } from './contest.ts';
import type { HeldBack, ProjectedDistrict, ProjectedPlace } from './place.ts';
import { ASSIST } from './parameters.ts';
import { add } from './seat-draws-allot.ts';

/** One district, or one constituency's collection count, that is still out. */
export interface Out {
  readonly constituency: number;
  /** Expected valid votes. */
  readonly valid: number;
  /** Expected share of every column, not yet kept within 0…1. */
  readonly shares: Float64Array;
  readonly kind: 'same' | 'changed' | 'collection';
}

/** One municipality of the contest. */
export interface DrawnPlace {
  /** Valid votes that are counted. */
  readonly validIn: number;
  /** Valid votes of the counted pairs that its swing rests on; empty: the county's swing stands in. */
  readonly weights: Float64Array;
  readonly out: readonly Out[];
}

export interface DrawGround {
  /** Sorted by code. */
  readonly parties: readonly PartyCode[];
  readonly division: SeatDivision;
  readonly places: readonly DrawnPlace[];
  /** Valid votes counted: a row for each constituency. */
  readonly counted: Float64Array;
  /** Residuals of this contest's own counted districts around their municipality's swing. */
  readonly residuals: readonly Float64Array[];
}

/** Lays out a contest; `null` where last time's votes or the number of seats are not on record. */
export function drawGround(contest: ContestPlan, ground: ProjectionGround): DrawGround | null {
  const places = placesOfContest(ground.places, contest);
  // Where a final count stands without its districts there is nothing to lay the rest out on.
  if (places.some(({ whole }) => whole)) return null;
  const division = seatDivision(contest, places);
  if (!division || !places.every(({ baseline }) => baseline?.parties)) return null;
  const rules = rulesOf(contest.type, ground.plan.electionDate, division.constituencies.length > 0);
  const parties = partiesOf(places, ground.heldBack, FOLDED * leastShare(rules, division.of));
  if (!places.every((place) => tellsAll(place, parties))) return null;
  const seen = parties.map((party) => laidOut(contest, party, ground).places);
  const layouts = places.map((place, index) =>
    layoutOf(
      place,
      parties,
      seen.flatMap((of) => of[index] ?? []),
    ),
  );
  const county = swingOf(layouts.flatMap(({ pairs }) => pairs));
  if (!county) return null;
  const constituencyOf = constituencies(division);
  const counted = new Float64Array(Math.max(1, division.constituencies.length) * (parties.length + 1));
  const drawn: DrawnPlace[] = [];
  const residuals: Float64Array[] = [];
  for (const layout of layouts) {
    const validIn = countIn(layout, counted, { rowOf: constituencyOf, heldBack: ground.heldBack });
    const own = swingOf(layout.pairs);
    const out = outOf(layout, own ?? county, { assist: own ? ASSIST[contest.type] : 0, constituencyOf });
    if (!out) return null;
    drawn.push({ validIn, weights: Float64Array.from(layout.pairs, ({ valid }) => valid), out });
    if (own) residuals.push(...residualsOf(layout.pairs, own));
  }
  return { parties, division, places: drawn, counted, residuals };
}

/** Every party that may take a seat, now or last time, is told apart on last time's record. */
const tellsAll = ({ baseline }: Place, parties: readonly PartyCode[]): boolean =>
  [...parties, ...(baseline?.seats?.parties.map(([code]) => code) ?? [])].every(
    (party) => baseline?.parties && isTold(baseline.parties, party),
  );

/** Parties this far below the share that a first seat takes are counted among all others. */
const FOLDED = 0.25;

/** About the share that a first seat takes. */
const leastShare = ({ barPercent, firstDivisor }: SeatRules, of: number): number =>
  Math.max(barPercent / 100, firstDivisor / 20 / of);

/** Parties with votes counted, and those that stand again and had votes last time: so large a share at least. */
function partiesOf(places: readonly Place[], heldBack: HeldBack, least: number): readonly PartyCode[] {
  const now = new Map<PartyCode, number>();
  const before = new Map<PartyCode, number>();
  const standing = new Set(places.flatMap(({ state }) => state?.parties ?? []).map(({ code }) => code));
  for (const { ordinary, collection, baseline } of places) {
    for (const report of [...ordinary, ...collection])
      if (!heldBack(report)) addVotes(now, report.votes?.parties ?? []);
    for (const votes of baseline?.parties?.districts.values() ?? []) addVotes(before, votes);
    addVotes(before, baseline?.parties?.collection ?? []);
  }
  const all = total([...now.values()]);
  const allBefore = total([...before.values()]);
  const isLarge = (code: PartyCode) =>
    (now.get(code) ?? 0) > least * all || (standing.has(code) && (before.get(code) ?? 0) > least * allBefore);
  return [...new Set([...now.keys(), ...standing])].filter(isLarge).sort(byCode);
}

function addVotes(sums: Map<PartyCode, number>, votes: readonly PartyVotes[]): void {
  for (const [code, count] of votes) sums.set(code, (sums.get(code) ?? 0) + count);
}

/** A counted pair: shares now and then of every column, the change, and the Riksdag's change. */
interface Pair {
  readonly valid: number;
  readonly validBefore: number;
  readonly now: Float64Array;
  readonly before: Float64Array;
  readonly riksdag: Float64Array | null;
}

interface Layout {
  readonly place: Place;
  readonly parties: readonly PartyCode[];
  /** The place as each party sees it, in the order of the columns. */
  readonly seen: readonly ProjectedPlace[];
  readonly pairs: readonly Pair[];
}

function layoutOf(place: Place, parties: readonly PartyCode[], seen: readonly ProjectedPlace[]): Layout {
  const [first] = seen;
  const districts = first?.districts ?? [];
  const rows = districts.map((_, at) => seen.flatMap((each) => each.districts[at] ?? []));
  const pairs = rows.flatMap((row) => pairOf(row) ?? []);
  return { place, parties, seen, pairs: [...pairs, ...changedPair(rows, seen)] };
}

const ZERO = { own: 0, valid: 0 };

/** One district as every party sees it → a pair, where it is counted and comparable. */
function pairOf(row: readonly ProjectedDistrict[]): Pair | null {
  const [first] = row;
  if (!first?.now || !first.before || first.now.valid === 0 || first.before.valid === 0) return null;
  return {
    valid: first.now.valid,
    validBefore: first.before.valid,
    now: sharesOf(
      row.map(({ now }) => now?.own ?? 0),
      first.now.valid,
    ),
    before: sharesOf(
      row.map(({ before }) => before?.own ?? 0),
      first.before.valid,
    ),
    riksdag: riksdagOf(row),
  };
}

/** The changed districts as one pair, once all of them are in. */
function changedPair(
  rows: readonly (readonly ProjectedDistrict[])[],
  seen: readonly ProjectedPlace[],
): readonly Pair[] {
  const changed = rows.filter(([first]) => first && first.before === null);
  const before = seen.map(({ restBefore }) => restBefore);
  const validBefore = Math.max(0, ...before.map((part) => part?.valid ?? 0));
  if (changed.length === 0 || validBefore === 0 || changed.some(([first]) => !first?.now)) return [];
  const own = seen.map((_, column) => total(changed.map((row) => row[column]?.now?.own ?? 0)));
  const valid = total(changed.map(([first]) => first?.now?.valid ?? 0));
  if (valid === 0) return [];
  return [
    {
      valid,
      validBefore,
      now: sharesOf(own, valid),
      before: sharesOf(
        before.map((part) => part?.own ?? 0),
        validBefore,
      ),
      riksdag: riksdagOf(changed[0] ?? []),
    },
  ];
}

/** The Riksdag's change of share in the same district; all others have what the parties leave. */
function riksdagOf(row: readonly ProjectedDistrict[]): Float64Array | null {
  if (row.every(({ riksdagSwing }) => riksdagSwing === null)) return null;
  return withOthers(
    row.map(({ riksdagSwing }) => riksdagSwing ?? 0),
    0,
  );
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Shares of the parties, and last what is left of the whole. */
const sharesOf = (own: readonly number[], valid: number): Float64Array =>
  withOthers(
    own.map((votes) => votes / valid),
    1,
  );

const withOthers = (columns: readonly number[], whole: number): Float64Array =>
  Float64Array.of(...columns, whole - total(columns));

interface Swing {
  readonly share: Float64Array;
  readonly growth: number;
  readonly riksdag: Float64Array | null;
}

/** Pooled change of every column (as `swingOf` in `estimate.ts`). */
function swingOf(pairs: readonly Pair[]): Swing | null {
  const [first] = pairs;
  if (!first) return null;
  const now = weighted(pairs, ({ now, valid }) => [now, valid]);
  const before = weighted(pairs, ({ before, validBefore }) => [before, validBefore]);
  const known = pairs.filter(({ riksdag }) => riksdag !== null);
  return {
    share: now.map((share, column) => share - (before[column] ?? 0)),
    growth: total(pairs.map(({ valid }) => valid)) / total(pairs.map(({ validBefore }) => validBefore)),
    riksdag:
      known.length > 0
        ? weighted(known, ({ riksdag, valid }) => [riksdag ?? new Float64Array(0), valid])
        : null,
  };
}

function weighted(
  pairs: readonly Pair[],
  of: (pair: Pair) => readonly [shares: Float64Array, weight: number],
): Float64Array {
  const rows = pairs.map(of);
  const weight = total(rows.map(([, each]) => each));
  const sums = new Float64Array(rows[0]?.[0].length ?? 0);
  for (const [shares, each] of rows)
    for (let column = 0; column < sums.length; column += 1) add(sums, column, (shares[column] ?? 0) * each);
  return sums.map((sum) => sum / weight);
}

/** Each pair's change beyond its place's, made as large as it is around the true one: k pairs give √(k/(k−1)). */
function residualsOf(pairs: readonly Pair[], { share }: Swing): readonly Float64Array[] {
  if (pairs.length < 2) return [];
  const larger = Math.sqrt(pairs.length / (pairs.length - 1));
  return pairs.map(({ now, before }) =>
    now.map((part, column) => larger * (part - (before[column] ?? 0) - (share[column] ?? 0))),
  );
}

interface Expecting {
  readonly assist: number;
  readonly constituencyOf: (constituency: string) => number;
}

/** What of a place is still out: v⁰/n⁰ + s + β(r − r̄), as `expectedOf` in `estimate.ts`; `null`: not on record. */
function outOf(layout: Layout, swing: Swing, { assist, constituencyOf }: Expecting): readonly Out[] | null {
  const { place, seen } = layout;
  const found: Out[] = [];
  for (const [at, district] of (seen[0]?.districts ?? []).entries()) {
    if (district.now) continue;
    const row = seen.flatMap((each) => each.districts[at] ?? []);
    const base = row.map(({ before, rest }) => before ?? rest ?? ZERO);
    const valid = Math.max(...base.map((part) => part.valid));
    if (valid === 0) return null;
    const shares = sharesOf(
      base.map(({ own }) => own),
      valid,
    );
    const riksdag = riksdagOf(row);
    const beyond = (column: number) =>
      riksdag && swing.riksdag ? (riksdag[column] ?? 0) - (swing.riksdag[column] ?? 0) : 0;
    found.push({
      constituency: constituencyOf(place.ordinary[at]?.constituency ?? place.municipality),
      valid: valid * swing.growth,
      shares: shares.map((share, column) => share + (swing.share[column] ?? 0) + assist * beyond(column)),
      kind: district.before ? 'same' : 'changed',
    });
  }
  return [...found, ...collectionOut(layout, swing, constituencyOf)];
}

/** The collection count still out, split among the constituencies that lack theirs by their electorate. */
function collectionOut(
  { place, seen }: Layout,
  swing: Swing,
  constituencyOf: Expecting['constituencyOf'],
): readonly Out[] {
  const [first] = seen;
  const before = first?.collection.before;
  if (!first || !before || before.valid === 0 || first.collection.complete || first.final) return [];
  const valid = Math.max(0, before.valid * first.electorateGrowth - first.collection.now.valid);
  const shares = sharesOf(
    seen.map(({ collection }) => collection.before?.own ?? 0),
    before.valid,
  ).map((share, column) => share + (swing.share[column] ?? 0));
  const parts = electorateLacking(place);
  const electorate = total([...parts.values()]);
  return [...parts].map(([constituency, eligible]) => ({
    constituency: constituencyOf(constituency),
    valid: (valid * eligible) / electorate,
    shares,
    kind: 'collection' as const,
  }));
}

/** Electorate of the council constituencies whose collection count is not in. */
function electorateLacking({ ordinary, collection, municipality }: Place): ReadonlyMap<string, number> {
  const has = new Set(collection.filter(isCounted).map(({ constituency }) => constituency));
  const found = new Map<string, number>();
  for (const { constituency, eligible } of ordinary)
    if (!has.has(constituency) && eligible)
      found.set(constituency, (found.get(constituency) ?? 0) + eligible);
  return found.size > 0 ? found : new Map([[municipality as string, 1]]);
}

/** A council constituency (or, before its first file, a municipality) → the row of the constituency that it lies in. */
function constituencies({ constituencies: all }: SeatDivision): (constituency: string) => number {
  return (constituency) =>
    Math.max(
      0,
      all.findIndex(({ parts }) => parts.some((part) => part.startsWith(constituency))),
    );
}

/** Adds what is counted: ordinary districts that nothing holds back, and collection districts. */
function countIn(
  { place, parties, seen }: Layout,
  counted: Float64Array,
  { rowOf, heldBack }: { readonly rowOf: Expecting['constituencyOf']; readonly heldBack: HeldBack },
): number {
  const columns = parties.length + 1;
  const districts = seen[0]?.districts ?? [];
  const ordinary = place.ordinary.filter((_, at) => districts[at]?.now);
  const collection = place.collection.filter((report) => !heldBack(report));
  let validIn = 0;
  for (const { constituency, votes } of [...ordinary, ...collection].filter(isCounted)) {
    const row = rowOf(constituency) * columns;
    const by = new Map(votes.parties);
    const own = parties.map((party) => by.get(party) ?? 0);
    for (const [column, count] of own.entries()) add(counted, row + column, count);
    add(counted, row + columns - 1, votes.valid - total(own));
    validIn += votes.valid;
  }
  return validIn;
}
