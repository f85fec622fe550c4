/**
 * A municipality's result file as plain data: what `write-xml.ts` writes and nothing else. Every number stands for
 * itself, so a test can write a file whose totals do not agree. Shares, changes and texts are the writer's work.
 *
 * A figure that is left out is an attribute that is left out: `previous: undefined` is "no comparison", never 0.
 */

/** R Riksdag, L county council (region), K municipal council: the letter in the file's name. */
export type ElectionLetter = 'R' | 'L' | 'K';
export type Phase = 'night' | 'final';
/** `INDELNING`: the district's area against the previous election; absent where it is unchanged. */
export type Division = 'Summerad' | 'Modifierad' | 'Ny';

/** One line of the file's `PARTI` list: abbreviation, name, colour (some parties have none). */
export type PartyHead = readonly [abbreviation: string, name: string, colour?: string];

/** Votes now and in the previous final result (`RÖSTER`, `RÖSTER_FGVAL`), seats where the file has them. */
export interface Row {
  readonly votes: number;
  readonly previous?: number;
  readonly seats?: number;
  readonly previousSeats?: number;
  /** `true`: the file prints the previous share but no change (a party that is gone, in a district). */
  readonly changeless?: boolean;
}

/** `GILTIGA`, directly below an area or nested in `ÖVRIGA_GILTIGA`. */
export interface PartyRow extends Row {
  readonly party: string;
}

/** `ÖVRIGA_GILTIGA`: valid votes for nobody in the list above. Final files break it down; night files do not. */
export interface OtherRow extends Row {
  readonly parties?: readonly PartyRow[];
  /** `HANDSKRIVNA`. */
  readonly handwritten?: Row;
  /** `ÖVRIGA_FGVAL`: previous votes of small parties that did not stand again. */
  readonly formerOthers?: Row;
}

/** `OGILTIGA`: blank, otherwise invalid, unregistered parties (from 2018). */
export interface InvalidRow extends Row {
  readonly text: 'OGEJ' | 'BLANK' | 'OG';
}

/** `VALDELTAGANDE`; collection districts have none. */
export interface Turnout {
  /** `RÖSTBERÄTTIGADE`. */
  readonly eligible: number;
  /** `RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT`; only above the districts. */
  readonly eligibleCounted?: number;
  /** `RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT_FGVAL`. */
  readonly previousEligible?: number;
  /** `SUMMA_RÖSTER`. */
  readonly cast: number;
  readonly previousCast?: number;
}

/** What districts, constituencies and the municipality have in common. */
export interface Area {
  readonly code: string;
  readonly name: string;
  readonly division?: Division;
  /** `RÖSTER`. */
  readonly valid: number;
  /** `RÖSTER_FGVAL`. */
  readonly previousValid?: number;
  /** `TID_RAPPORT`, `yyyymmddhhmmss` in Swedish local time; `''`: not counted. */
  readonly reportedAt: string;
  /** `MODNR`; absent while uncounted. */
  readonly serial?: number;
  readonly parties: readonly PartyRow[];
  readonly other: OtherRow;
  readonly invalid: readonly InvalidRow[];
  readonly turnout?: Turnout;
}

/** `VALDISTRIKT` or, for late advance votes, `ONSDAGSDISTRIKT`. */
export interface District extends Area {
  readonly kind: 'ordinary' | 'collection';
}

/** What the areas above the districts have besides. */
export interface ParentArea extends Area {
  /** `TYP`: `Valområde` and `Valkrets` where the area elects, else `Summering`. */
  readonly role: 'Valområde' | 'Valkrets' | 'Summering';
  /** `MANDAT_VALOMRÅDE`, `MANDAT_VALKRETS`. */
  readonly seatsTotal?: number;
  /** `KLARA_VALDISTRIKT`, `ALLA_VALDISTRIKT`. */
  readonly counted: number;
  readonly of: number;
  /** `TID_MANDAT`, present once seats are. */
  readonly seatsAt?: string;
}

/** `KRETS_KOMMUN`. */
export interface Constituency extends ParentArea {
  /** `KRETS_LANDSTING`: the county council's constituency, in some L files. */
  readonly regionConstituency?: string;
  readonly districts: readonly District[];
}

/** One file: `valnatt_2303K.xml`, `slutresultat_2303K.xml`. */
export interface MunicipalityFile {
  readonly phase: Phase;
  readonly letter: ElectionLetter;
  /** Root `TID_RAPPORT`: when the file was exported. */
  readonly exportedAt: string;
  /** `TILLFÄLLE`: `Allmänna val 9 september 2018`. */
  readonly occasion: string;
  /** `VALDAG`, `VALDAG_FGVAL`, `yyyymmdd`. */
  readonly electionDay: string;
  readonly previousElectionDay: string;
  /** Version of the document type, `1.5`. */
  readonly dtd: string;
  readonly heads: readonly PartyHead[];
  readonly municipality: ParentArea & { readonly constituencies: readonly Constituency[] };
}
