/**
 * The committed tables (`2014.json`, `2018.json`): figures and report times of one election in eight municipalities,
 * without any person's name. `build.ts` makes them, `../compose.ts` makes a night of them.
 */
import type { Division, ElectionLetter, InvalidRow, PartyHead } from '../result-data.ts';

export interface NightTable {
  /** Where every figure comes from, and whom to name beside it. */
  readonly origin: string;
  readonly credit: string;
  readonly electionDate: string;
  readonly previousElectionDate: string;
  /** `TILLFÄLLE`. */
  readonly occasion: string;
  /** All parties of all files; a file's `heads` are positions in it. */
  readonly parties: readonly PartyHead[];
  /**
   * Export runs of the election night 2014, time of day: those on record in the whole country's files, and between
   * them, where none is left, one each half minute (until 21.48 and after 23.01) or minute.
   */
  readonly exportRuns: readonly string[];
  /** Seconds from an export run to the seats allotted in it (`TID_MANDAT`), where on record. */
  readonly seatDelays: Readonly<Record<string, number>>;
  /** Time of day of the export runs whose whole archive is on record. */
  readonly archives: readonly string[];
  /** Figures as reported on the night; absent where the night is made of the final figures (2018). */
  readonly night?: readonly FileTable[];
  /** With `night` absent: when each district is reported in the reconstruction, ascending. */
  readonly reports?: readonly ReportEntry[];
  readonly final: readonly FileTable[];
}

/** Election, district (or collection district), Swedish local time, `MODNR`, and whether the time is on record. */
export type ReportEntry = readonly [
  letter: ElectionLetter,
  district: string,
  time: string,
  serial: number,
  source: 'recorded' | 'derived' | 'own',
];

export interface FileTable {
  readonly letter: ElectionLetter;
  readonly code: string;
  readonly name: string;
  readonly dtd: string;
  /** Root `TID_RAPPORT` of the genuine file. */
  readonly exportedAt: string;
  /** The same in our replay, where the genuine file is a re-export of a later year: our own choice. */
  readonly publishedAt?: string;
  readonly seats?: number;
  readonly heads: readonly number[];
  /** The parties with a row of their own in every area, in the file's order. */
  readonly rows: readonly string[];
  readonly invalid: readonly InvalidRow['text'][];
  /** Parties that did not stand again: their district rows print no change (final files only). */
  readonly gone?: readonly string[];
  /** The municipality's previous result, where it is not the sum of its districts' (changed districts). */
  readonly previousWhole?: PreviousWhole;
  readonly constituencies: readonly ConstituencyTable[];
}

/** Previous figures: one per row, then others, then invalid; `null`: the row has none. */
export type Figures = readonly number[];
export type PreviousFigures = readonly (number | null)[];

export interface PreviousWhole extends Nested {
  readonly electorate: number;
  readonly previous: PreviousFigures;
}

export interface ConstituencyTable {
  readonly code: string;
  readonly name: string;
  readonly division?: Division;
  readonly seats?: number;
  readonly region?: string;
  /** K: seats per row and others, of the final result and the one before it; when they were allotted. */
  readonly result?: SeatsTable;
  readonly districts: readonly DistrictTable[];
}

export interface SeatsTable {
  readonly seats: Figures;
  readonly previous: PreviousFigures;
  readonly formerOthersPrevious?: number;
  readonly at: string;
}

/** Rows nested in `ÖVRIGA_GILTIGA` of final files: votes, and previous votes where there are any. */
export interface Nested {
  readonly others?: readonly (readonly [party: string, votes: number, previous?: number])[];
  readonly handwritten?: readonly [votes: number, previous?: number];
  readonly formerOthers?: readonly [votes: number, previous?: number];
}

export interface DistrictTable extends Nested {
  readonly code: string;
  readonly name: string;
  readonly division?: Division;
  /** Electorate now and in the previous election; absent: a collection district. */
  readonly electorate?: readonly [now: number, previous?: number];
  /** Report time and `MODNR`; absent: not counted when the record ends. */
  readonly report?: readonly [time: string, serial: number];
  /** Votes per row, then others, then invalid. */
  readonly votes?: Figures;
  /** The same of the previous election; absent: no comparison. */
  readonly previous?: PreviousFigures;
}
