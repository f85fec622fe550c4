/** A recorded (or reconstructed) night: the archives that stood at the authority's addresses, with their times. */

/** Nights in the XML format (until 2018) and in the JSON format; `genrep2026`: 2026 as a rehearsal. */
export type XmlNightId = '2014' | '2018';
export type JsonNightId = '2026' | 'genrep2026';
export type NightId = XmlNightId | JsonNightId;
export type ArchiveAddress = 'night' | 'final';

export interface ResultFile {
  /** `valnatt_2303K.xml`, `Val_2026_preliminar_rostfordelning_00_RD.json` */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Export time of this file (root TID_RAPPORT, senasteUppdateringstid), ISO 8601 with offset. */
  readonly exportedAt: string;
}

/** The archive at one address from `at` until the next publication at the same address. */
export interface Publication {
  readonly at: string;
  readonly address: ArchiveAddress;
  /** Every XML file of the archive, unchanged ones included, in the order of `Filer`. Deterministic. */
  files(): readonly ResultFile[];
}

/** One archive of a JSON night from one publication on, until a later one has another at the same path. */
export interface JsonArchive {
  /** Below the base: `p/rd/Val_2026_preliminar_00_RD.zip`. */
  readonly path: string;
  readonly at: string;
  /** The JSON members, without signatures. Deterministic. */
  files(): readonly ResultFile[];
}

/** What stands below the base of a JSON night from `at` until the next publication. */
export interface JsonPublication {
  readonly at: string;
  /** Which count it brings news of. */
  readonly address: ArchiveAddress;
  /** Every archive, unchanged ones included; none: the index says that there is nothing yet. */
  readonly archives: readonly JsonArchive[];
}

interface NightFacts {
  /** `2018-09-09` */
  readonly electionDate: string;
  /** Words that must stand wherever the night is shown, in Swedish: reconstruction, shares of times, end of record. */
  readonly remarks: readonly string[];
  /** The night's own count is not on record: its districts have the final figures. */
  readonly reconstructed?: boolean;
  /** Paths on the server, as the authority had them: `/val/val2018/valnatt/valnatt.zip`; JSON: the Riksdag's. */
  readonly paths: Readonly<Record<ArchiveAddress, string>>;
  /** Time of the first district's report. */
  readonly firstReportAt: string;
}

/** Elections until 2018: one archive of XML at each of two addresses. */
export interface XmlNight extends NightFacts {
  readonly format: 'xml';
  readonly id: XmlNightId;
  /** Ascending by `at`; the first one (all districts uncounted) stands from before the first report. */
  readonly publications: readonly Publication[];
}

/** Elections from 2022 on: below a base an index and many archives of JSON. */
export interface JsonNight extends NightFacts {
  readonly format: 'json';
  readonly id: JsonNightId;
  /** Path on the server, with its slashes: `/resultatfiler/val2026/`. */
  readonly base: string;
  /** Ascending by `at`; the first ones stand from before the first report. */
  readonly publications: readonly JsonPublication[];
}

export type Night = XmlNight | JsonNight;
