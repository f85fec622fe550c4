/** A recorded (or reconstructed) night: the archives that stood at the authority's addresses, with their times. */

export type NightId = '2014' | '2018';
export type ArchiveAddress = 'night' | 'final';

export interface ResultFile {
  /** `valnatt_2303K.xml` */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Export time of this file (root TID_RAPPORT), ISO 8601 with offset. */
  readonly exportedAt: string;
}

/** The archive at one address from `at` until the next publication at the same address. */
export interface Publication {
  readonly at: string;
  readonly address: ArchiveAddress;
  /** Every XML file of the archive, unchanged ones included, in the order of `Filer`. Deterministic. */
  files(): readonly ResultFile[];
}

export interface Night {
  readonly id: NightId;
  /** `2018-09-09` */
  readonly electionDate: string;
  /** Words that must stand wherever the night is shown, in Swedish: reconstruction, shares of times, end of record. */
  readonly remarks: readonly string[];
  /** The night's own count is not on record: its districts have the final figures. */
  readonly reconstructed?: boolean;
  /** Paths on the server, as the authority had them: `/val/val2018/valnatt/valnatt.zip`. */
  readonly paths: Readonly<Record<ArchiveAddress, string>>;
  /** Time of the first district's report. */
  readonly firstReportAt: string;
  /** Ascending by `at`; the first one (all districts uncounted) stands from before the first report. */
  readonly publications: readonly Publication[];
}
