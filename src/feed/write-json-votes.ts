/** VOTES, SEATS and the previous election's turnout as the authority's JSON has them; shares are the writer's. */
import type { Ballots, Figure, JsonElection, PartySeats, Seats, Turnout } from './json-data.ts';

/** Thresholds in percent, near which the authority does not print a share that it does not reach. */
const THRESHOLDS: Record<JsonElection, readonly number[]> = { RD: [4, 12], RF: [3], KF: [2] };

/** One decimal, half up on the exact quotient; 0 when there is nothing to divide by. */
export function percent(part: number, whole: number): number {
  return whole > 0 ? Math.floor((2000 * part + whole) / (2 * whole)) / 10 : 0;
}

/** A party's share: what would print as the threshold but lies below it stays a tenth below (2.95 up to 3: 2.9). */
function partyPercent(votes: number, valid: number, election: JsonElection | null): number {
  const share = percent(votes, valid);
  const thresholds = election === null ? [] : THRESHOLDS[election];
  const printedAbove = thresholds.includes(share) && votes * 100 < share * valid;
  return printedAbove ? (share * 10 - 1) / 10 : share;
}

interface VotesFile {
  /** `mandatfordelning` says of each party whether it is above the threshold. */
  readonly seatFile: boolean;
  /** Null: no threshold applies (a district). */
  readonly election: JsonElection | null;
}

/** VOTES. `cast`: the base of the invalid votes' shares. */
export function votesOf(ballots: Ballots | null, cast: number, { seatFile, election }: VotesFile) {
  if (ballots === null) return null;
  const { valid, parties, others, invalid } = ballots;
  const castBefore = sumOrNull(valid.before, invalid.before);
  const row = (figure: Figure) => ({
    antalRoster: figure.now,
    andelRoster: partyPercent(figure.now, valid.now, election),
    ...previousOf(figure, valid),
  });
  const x = (figure: Figure | null) => invalidOf(figure, cast, castBefore);
  return {
    rosterPaverkaMandat: {
      antalRoster: valid.now,
      antalRosterForegaendeVal: valid.before,
      forandringAntalRoster: change(valid.now, valid.before),
      partiRoster: parties.map(({ party, above = null, ...figure }) => ({
        partikod: party.code,
        ...(party.short === null ? {} : { partiforkortning: party.short }),
        partibeteckning: party.name,
        fargkod: party.colour,
        ordningsnummer: party.order,
        ...row(figure),
        ...(seatFile ? { deltaMandatfordelning: above === null ? null : above ? 'ja' : 'nej' } : {}),
        listRoster: null,
        summeradePersonroster: null,
      })),
      rosterOvrigaPartier: others === null ? null : row(others),
    },
    rosterEjPaverkaMandat: {
      ...x(invalid),
      rosterEjAnmaltDeltagande: x(ballots.unregistered),
      blankaRoster: x(ballots.blank),
      ovrigaOgiltiga: x(ballots.otherInvalid),
    },
  };
}

/** P. */
function previousOf({ now, before }: Figure, valid: Figure) {
  const share = before === null || valid.before === null ? null : percent(before, valid.before);
  return {
    antalRosterForegaendeVal: before,
    andelRosterForegaendeVal: share,
    forandringAntalRoster: change(now, before),
    forandringAndelRoster:
      before === null || valid.before === null
        ? null
        : changeOfShare({ part: now, whole: valid.now }, { part: before, whole: valid.before }),
  };
}

/** X. */
function invalidOf(figure: Figure | null, cast: number, castBefore: number | null) {
  const before = figure?.before ?? null;
  const comparable = figure !== null && before !== null && castBefore !== null;
  return {
    antalRoster: figure?.now ?? null,
    andelRosterAvTotaltAntalRoster: figure === null ? null : percent(figure.now, cast),
    antalRosterForegaendeVal: before,
    andelRosterAvTotaltAntalRosterForegaendeVal: comparable ? percent(before, castBefore) : null,
    forandringAntalRoster: figure === null ? null : change(figure.now, before),
    forandringAndelRosterAvTotaltAntalRoster: comparable
      ? changeOfShare({ part: figure.now, whole: cast }, { part: before, whole: castBefore })
      : null,
  };
}

/** `totaltAntalRoster`, `valdeltagande` and Q. */
export function countOf(count: Turnout, rate: number) {
  return {
    totaltAntalRoster: count.cast,
    valdeltagande: rate,
    ...turnoutBefore(count, rate),
  };
}

/** Q. The change in turnout is that of the unrounded shares, where all of the electorate is counted. */
export function turnoutBefore({ cast, eligible, before, comparison }: Turnout, rate: number) {
  const comparable = eligible !== null && before !== null && before.eligible !== null;
  return {
    totaltAntalRosterForegaendeVal: before?.cast ?? null,
    antalRostberattigadeForegaendeVal: before?.eligible ?? null,
    valdeltagandeForegaendeVal: before?.eligible ? percent(before.cast, before.eligible) : null,
    forandringTotaltAntalRoster: change(cast, before?.cast ?? null),
    forandringValdeltagande:
      comparable && rate > 0
        ? changeOfShare(
            { part: cast, whole: eligible },
            { part: before.cast, whole: before.eligible as number },
          )
        : null,
    forandringAntalRostberattigade: eligible === null ? null : change(eligible, before?.eligible ?? null),
    statusJamforelse: comparison,
  };
}

/** SEATS. */
export function seatsOf(seats: readonly PartySeats[] | null) {
  if (seats === null) return null;
  return {
    partiLista: seats.map(({ party, now, before }) => ({
      partikod: party.code,
      ...(party.short === null ? {} : { partiforkortning: party.short }),
      partibeteckning: party.name,
      antalMandat: now.all,
      antalFastaMandat: now.fixed,
      antalUtjamningsmandat: now.adjustment,
      antalMandatForegaendeVal: before.all,
      antalFastaMandatForegaendeVal: before.fixed,
      antalUtjamningsMandatForegaendeVal: before.adjustment,
      forandringAntalMandat: seatChange(now, before),
    })),
  };
}

const seatChange = (now: Seats, before: Seats): number | null =>
  now.all === null ? null : change(now.all, before.all);

const change = (now: number, before: number | null): number | null => (before === null ? null : now - before);

const sumOrNull = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a + b;

interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Percentage points from the unrounded shares, one decimal, half away from zero. */
function changeOfShare(now: Share, before: Share): number | null {
  if (now.whole <= 0 || before.whole <= 0) return null;
  const difference = now.part * before.whole - before.part * now.whole;
  const size = percent(Math.abs(difference), now.whole * before.whole);
  return difference < 0 && size > 0 ? -size : size;
}
