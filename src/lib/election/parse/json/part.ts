import type { OfficialSeats, Report, WholeCount } from '../../model.ts';
import type { Result } from '../error.ts';
import type { JsonName } from './name.ts';

/** The head that all members share. */
export interface JsonHead {
  readonly electionDate: string;
  readonly previousDate: string;
  /** senasteUppdateringstid as ISO 8601 with offset. */
  readonly publishedAt: string;
  /** antalUppdateringar */
  readonly updates: number;
}

/** A party as its rows name it, before it has a label among the others. */
export interface NumberedParty {
  /** Four digits. */
  readonly partikod: string;
  /** partiforkortning, trimmed; `null` where the rows have none. */
  readonly abbreviation: string | null;
  readonly name: string;
  readonly colour: string | null;
}

/** What one municipality (or one contest's area) is told to have, with its parties by partikod instead of label. */
export interface JsonArea {
  readonly code: string;
  readonly name: string | null;
  /** By partikod, without duplicates. */
  readonly parties: readonly NumberedParty[];
  /** Party codes in them are partikod until the members are combined. */
  readonly reports: readonly Report[];
  readonly whole: WholeCount | null;
  readonly seats: readonly OfficialSeats[];
}

/**
 * One member, read: what it holds of each area of the programme, or why that area is refused. Areas: municipalities
 * in districts, municipalities and a council's seats; the contest's area (`23`) in the seats of Riksdag and region.
 */
export interface JsonPart {
  readonly name: JsonName;
  readonly head: JsonHead;
  readonly areas: ReadonlyMap<string, Result<JsonArea>>;
}
