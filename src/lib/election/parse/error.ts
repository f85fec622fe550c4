/**
 * Expected failure as a value: what a result file can be wrong in. Bugs throw; a bad file never does.
 */
export type FeedErrorKind =
  | 'archive' // not a zip, truncated, no central directory, unsupported method
  | 'memberChecksum' // CRC-32 of a member does not meet
  | 'archiveChecksum' // Filer/Cksum do not meet the members
  | 'tooManyMembers'
  | 'tooLarge' // a member, or the whole
  | 'compressionRatio'
  | 'tooDeep' // nesting of elements
  | 'encoding' // not ISO-8859-1 as declared, or another encoding declared
  | 'malformedXml'
  | 'unknownRoot'
  | 'unknownElement'
  | 'missingElement'
  | 'missingAttribute'
  | 'invalidValue' // a code, time or word that is not one of the known forms
  | 'notAnInteger'
  | 'negative'
  | 'sumMismatch' // a district's rows do not meet its totals
  | 'duplicateDistrict'
  | 'castAboveElectorate'
  | 'wrongElectionDate'
  | 'wrongType' // election type, count or area other than the file's name says
  | 'testData'
  | 'olderState' // an older export than the one held
  | 'malformedJson'
  | 'archiveIndex' // an archive whose md5 is not the one that the feed's index states
  | 'outOfStep' // members of one archive that were written at different updates
  | 'signature' // a result file without the authority's signature, or with a wrong one, where one is asked for
  | 'unknownFile'; // a file that is neither archive nor result file

/** One fault: in which file, where in it, what stood there and what was expected. */
export interface FeedError {
  readonly kind: FeedErrorKind;
  /** Archive member or file name. */
  readonly file: string;
  /** Path of the element or part, as precise as can be told: `KOMMUN 2303 > VALDISTRIKT 23030101 > GILTIGA S`. */
  readonly place: string;
  readonly found: string;
  readonly expected: string;
}

export type Result<T, E = FeedError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The fault in one line of English, for logs and the command line. */
export const describeFault = (error: FeedError): string =>
  `${error.file}: ${error.kind} at ${error.place}: found ${error.found}, expected ${error.expected}`;
