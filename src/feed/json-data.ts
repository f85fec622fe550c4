/**
 * The result files of a JSON night as plain data: what `write-json.ts` writes and nothing else. Every number stands
 * for itself, so a test can write a file whose totals do not agree. Shares, changes and turnout are the writer's
 * work. `null` is what is not known, never 0.
 */

/** RD Riksdag, RF region, KF municipal council. */
export type JsonElection = 'RD' | 'RF' | 'KF';
export type JsonCount = 'night' | 'final';
/** `statusJamforelse`; the authority has more words for the first. */
export type Comparison = 'Kan jämföras' | 'Ej jämförbart';

/** Now and in the previous final result. */
export interface Figure {
  readonly now: number;
  readonly before: number | null;
}

export interface JsonParty {
  /** `partikod`, four digits. */
  readonly code: string;
  /** `partiforkortning`; without one the key is left out. */
  readonly short: string | null;
  readonly name: string;
  readonly colour: string | null;
  /** `ordningsnummer`. */
  readonly order: number;
}

export interface PartyFigure extends Figure {
  readonly party: JsonParty;
  /** `deltaMandatfordelning`: over the threshold. */
  readonly above?: boolean | null;
}

/** `rostfordelning` of an area. */
export interface Ballots {
  readonly valid: Figure;
  readonly parties: readonly PartyFigure[];
  /** `rosterOvrigaPartier`. */
  readonly others: Figure | null;
  /** `rosterEjPaverkaMandat`, and what it consists of as far as known. */
  readonly invalid: Figure;
  readonly unregistered: Figure | null;
  readonly blank: Figure | null;
  readonly otherInvalid: Figure | null;
}

/** All votes cast and the electorate; a collection district has no electorate. */
export interface Turnout {
  readonly cast: number;
  readonly eligible: number | null;
  readonly before: { readonly cast: number; readonly eligible: number | null } | null;
  readonly comparison: Comparison;
}

/** `antalValdistriktRaknade`, `antalValdistriktSomSkaRaknas`. */
export interface Progress {
  readonly counted: number;
  readonly of: number;
}

/** What every area above the districts has. */
export interface AreaCount extends Progress, Turnout {
  readonly eligibleCounted: number;
  /** `rapporteringsTid`: the latest report; null: nothing is counted. Swedish local time, `2026-09-13T21:00:20`. */
  readonly reportedAt: string | null;
  readonly ballots: Ballots | null;
}

/** Seats in all, fixed and adjustment. */
export interface Seats {
  readonly all: number | null;
  readonly fixed: number | null;
  readonly adjustment: number | null;
}

export interface PartySeats {
  readonly party: JsonParty;
  readonly now: Seats;
  readonly before: Seats;
}

/** What all files of one archive share. */
export interface JsonRoot {
  /** `Val_2026`: first part of the members' names and `valtillfalle`. */
  readonly prefix: string;
  readonly rehearsal: boolean;
  readonly election: JsonElection;
  readonly count: JsonCount;
  /** Code of the area in the archive's name. */
  readonly area: string;
  readonly electionDate: string;
  readonly previousElectionDate: string;
  /** `senasteUppdateringstid`, Swedish local time. */
  readonly exportedAt: string;
  /** `antalUppdateringar`. */
  readonly updates: number;
}

export interface JsonDistrict extends Turnout {
  readonly code: string;
  readonly name: string;
  readonly kind: 'ordinary' | 'collection';
  readonly municipality: { readonly code: string; readonly name: string };
  /** Constituency of this election. */
  readonly constituency: string;
  readonly reportedAt: string | null;
  readonly formerCodes: readonly string[];
  /** Null: not counted. */
  readonly ballots: Ballots | null;
}

/** `rostfordelning`: the districts. */
export interface DistrictsFile extends JsonRoot, Progress {
  readonly districts: readonly JsonDistrict[];
}

/** `valkretsLista`. */
export interface JsonConstituency extends AreaCount {
  readonly code: string;
  readonly name: string;
  readonly fixedSeats: Figure;
  readonly seats: readonly PartySeats[] | null;
}

/** `mandatfordelning`: the area, its seats and its constituencies. */
export interface SeatsFile extends JsonRoot {
  readonly whole: AreaCount & {
    readonly name: string;
    readonly total: Seats;
    readonly totalBefore: Seats;
    /** `valomradessparrProcent`, `valkretssparrProcent`. */
    readonly thresholds: readonly [area: number, constituency: number | null];
    readonly seats: readonly PartySeats[] | null;
    readonly constituencies: readonly JsonConstituency[];
  };
}

/** `summering`: the municipalities. */
export interface MunicipalitiesFile extends JsonRoot, Progress {
  readonly municipalities: readonly (AreaCount & {
    readonly code: string;
    readonly name: string;
    readonly exportedAt: string;
  })[];
}
