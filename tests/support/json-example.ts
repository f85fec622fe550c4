/**
 * Small JSON result files made from plain figures, key by key as the feed's documentation lists them (part B,
 * "Skeleton"). Nothing here knows how the files are read.
 */

/** Votes by abbreviation, and `other`, `invalid`. */
export type Figures = Readonly<Record<string, number>>;
type Json = Record<string, unknown>;

export const EXAMPLE_PARTIES = [
  ['0002', 'S', 'Arbetarepartiet-Socialdemokraterna', '#ED1B34'],
  ['0001', 'M', 'Moderaterna', '#52BDEC'],
  ['1500', 'LP', 'Lokala  partiet', '#0A0B0C'],
] as const;

/** Somebody who stands in final files and must never be seen again. */
export const PERSON = 'Annie Hemlig';
const PERSONS = [{ namn: PERSON, alder: 47, antalPersonroster: 12 }];

const previousOf = (votes: number | null): Json => ({
  antalRosterForegaendeVal: votes,
  andelRosterForegaendeVal: votes === null ? null : 12.3,
  forandringAntalRoster: votes === null ? null : -4,
  forandringAndelRoster: votes === null ? null : -0.4,
});

const outside = (votes: number): Json => ({
  antalRoster: votes,
  andelRosterAvTotaltAntalRoster: 0.5,
  antalRosterForegaendeVal: null,
});

const validOf = (figures: Figures): number =>
  Object.entries(figures).reduce((sum, [key, votes]) => (key === 'invalid' ? sum : sum + votes), 0);
const castOf = (figures: Figures): number => validOf(figures) + (figures.invalid ?? 0);

/** VOTES. In a final file each party also has lists and persons. */
export function votesOf(figures: Figures, previous: Figures | null = null, persons = false): Json {
  return {
    rosterPaverkaMandat: {
      antalRoster: validOf(figures),
      antalRosterForegaendeVal: previous && validOf(previous),
      forandringAntalRoster: null,
      partiRoster: EXAMPLE_PARTIES.map(([partikod, partiforkortning, partibeteckning, fargkod], index) => ({
        partikod,
        partiforkortning,
        partibeteckning,
        fargkod,
        ordningsnummer: index + 1,
        antalRoster: figures[partiforkortning] ?? 0,
        andelRoster: 33.3,
        ...previousOf(previous?.[partiforkortning] ?? null),
        ...(persons
          ? { listRoster: [{ listnummer: '1', kandidater: PERSONS }], summeradePersonroster: PERSONS }
          : {}),
      })),
      rosterOvrigaPartier: {
        antalRoster: figures.other ?? 0,
        andelRoster: 0.1,
        ...previousOf(previous?.other ?? null),
      },
    },
    rosterEjPaverkaMandat: {
      ...outside(figures.invalid ?? 0),
      rosterEjAnmaltDeltagande: outside(0),
      blankaRoster: outside(figures.invalid ?? 0),
      ovrigaOgiltiga: outside(0),
    },
  };
}

/** One district as a test tells it. */
export interface ExampleDistrict {
  readonly code: string;
  readonly name?: string;
  readonly municipality: string;
  /** Code in the file's name. */
  readonly area: string;
  readonly eligible: number | null;
  /** `null`: not counted. */
  readonly at: string | null;
  readonly figures?: Figures;
  readonly previous?: Figures;
  readonly status?: string | null;
  readonly formerly?: string | null | readonly string[];
  readonly constituency?: string | null;
  readonly persons?: boolean;
}

export function districtOf(district: ExampleDistrict): Json {
  const { code, at, eligible, figures = {}, previous = null } = district;
  return {
    namn: district.name ?? `Distrikt ${code}`,
    valdistriktstyp: code.length === 6 ? 'uppsamlingsdistrikt' : 'valdistrikt',
    valdistriktskod: code,
    kommunkod: district.municipality,
    lankod: district.municipality.slice(0, 2),
    valomradeskod: district.area,
    kretskod: district.area === '00' ? '27' : district.area,
    kommunvalkretsNamn: null,
    kommunvalkretsKod: district.constituency ?? null,
    rapporteringsTid: at,
    totaltAntalRoster: castOf(figures),
    antalRostberattigade: eligible,
    valdeltagandeVallokal: eligible === null ? null : 80.1,
    valdistriktskodForegaendeVal: district.formerly ?? [],
    totaltAntalRosterForegaendeVal: previous && castOf(previous),
    antalRostberattigadeForegaendeVal: previous && 255,
    valdeltagandeForegaendeVal: null,
    statusJamforelse: district.status ?? null,
    rostfordelning: at === null ? null : votesOf(figures, previous, district.persons),
  };
}

/** ROOT; a night of 13 September 2026 unless said otherwise. */
export const rootOf = (type: 'RD' | 'RF' | 'KF', count: 'preliminär' | 'slutlig' = 'preliminär'): Json => ({
  valtillfalle: 'Val_2026',
  valklass: 'ordinarie',
  rakningstillfalle: count,
  valtyp: type,
  valdatum: '2026-09-13',
  tidigareValdatum: '2022-09-11',
  test: false,
  senasteUppdateringstid: '2026-09-13T22:49:49',
  antalUppdateringar: 8,
});

/** COUNT and VOTES of an area as a test tells it. */
export interface ExampleTotal {
  readonly counted: number;
  readonly of: number;
  readonly eligible: number;
  readonly figures: Figures | null;
  readonly persons?: boolean;
}

const countOf = ({ counted, of, eligible, figures, persons }: ExampleTotal): Json => ({
  antalValdistriktRaknade: counted,
  antalValdistriktSomSkaRaknas: of,
  totaltAntalRoster: castOf(figures ?? {}),
  antalRostberattigade: eligible,
  valdeltagande: 80.1,
  antalRostberattigadeIRaknadeValdistrikt: eligible,
  totaltAntalRosterForegaendeVal: null,
  statusJamforelse: null,
  rostfordelning: figures && votesOf(figures, null, persons),
});

/** SEATS by abbreviation; the first party's last seat is an adjustment seat. */
export const seatsOf = (seats: Figures | null): Json | null =>
  seats && {
    partiLista: EXAMPLE_PARTIES.map(([partikod, partiforkortning, partibeteckning], index) => {
      const number = seats[partiforkortning] ?? 0;
      const adjustment = index === 0 && number > 0 ? 1 : 0;
      return {
        partikod,
        partiforkortning,
        partibeteckning,
        antalMandat: number,
        antalFastaMandat: number - adjustment,
        antalUtjamningsmandat: adjustment,
        antalMandatForegaendeVal: 3,
        forandringAntalMandat: number - 3,
      };
    }),
  };

export interface ExampleArea extends ExampleTotal {
  readonly code: string;
  readonly name: string;
  readonly at: string | null;
  readonly council: number;
  readonly seats: Figures | null;
}

export const constituencyOf = (area: ExampleArea): Json => ({
  namnValkrets: area.name,
  kod: area.code,
  rapporteringsTid: area.at,
  totaltAntalFastaMandat: area.council,
  ...countOf(area),
  valkretskodForegaendeVal: [],
  mandatfordelning: seatsOf(area.seats),
});

/** `valomrade`, with persons who were elected. */
export const areaOf = (area: ExampleArea, constituencies: readonly ExampleArea[]): Json => ({
  namn: area.name,
  kod: area.code,
  rapporteringsTid: area.at,
  totaltAntalMandat: area.council,
  totaltAntalFastaMandat: area.council - 1,
  totaltAntalUtjamningsMandat: 1,
  ...countOf(area),
  valomradessparrProcent: 2,
  meddelandetext: '',
  valomradeskodForegaendeVal: [],
  mandatfordelning: seatsOf(area.seats),
  valkretsLista: constituencies.map(constituencyOf),
  lankTillProtokoll: null,
  kvalificeradeForPersonvalLista: area.persons ? PERSONS : [],
  valda: area.persons ? PERSONS : [],
});

export const municipalityOf = (code: string, name: string, total: ExampleTotal): Json => ({
  namn: name,
  kommunkod: code,
  lankod: code.slice(0, 2),
  senasteUppdateringstid: '2026-09-13T22:49:49',
  senasteRapporteringstid: total.figures && '2026-09-13T21:30:00',
  ...countOf(total),
  kommunvalkretsar: [],
});

/** The municipality of the examples, in the middle of its night: two of three districts, and no collection district. */
export const NIGHT_DISTRICTS: readonly Json[] = [
  districtOf({
    code: '23990102',
    municipality: '2399',
    area: '2399',
    eligible: 150,
    at: '2026-09-13T21:30:00',
    figures: { S: 50, M: 40, LP: 10, other: 0, invalid: 1 },
    status: 'Ej jämförbart',
    formerly: ['23990102'],
  }),
  districtOf({
    code: '23990101',
    name: ' Norra  byn ',
    municipality: '2399',
    area: '2399',
    eligible: 260,
    at: '2026-09-13T21:12:13',
    figures: { S: 100, M: 60, LP: 38, other: 2, invalid: 2 },
    previous: { S: 90, M: 70, other: 30, invalid: 5 },
    status: 'Kan jämföras',
    formerly: ['23990101'],
  }),
  districtOf({ code: '239900', municipality: '2399', area: '2399', eligible: null, at: null }),
  districtOf({
    code: '23990103',
    municipality: '2399',
    area: '2399',
    eligible: 120,
    at: null,
    status: 'Jämförs mot summerat',
    formerly: ['23990104', '23990103'],
  }),
];

export const TOTAL: ExampleTotal = {
  counted: 2,
  of: 4,
  eligible: 530,
  figures: { S: 150, M: 100, LP: 48, other: 2, invalid: 3 },
};
export const COUNCIL: ExampleArea = {
  ...TOTAL,
  code: '2399',
  name: 'Provköping',
  at: '2026-09-13T21:30:00',
  council: 21,
  seats: { S: 11, M: 7, LP: 3 },
};

export const DISTRICTS_NAME = 'Val_2026_preliminar_rostfordelning_2399_KF.json';
export const SEATS_NAME = 'Val_2026_preliminar_mandatfordelning_2399_KF.json';
export const SUMMARY_NAME = 'Val_2026_preliminar_summering_RF.json';

export const districtsFile = (): Json => ({
  ...rootOf('KF'),
  antalValdistriktRaknade: 2,
  antalValdistriktSomSkaRaknas: 4,
  valdistrikt: NIGHT_DISTRICTS,
});
export const seatsFile = (): Json => ({
  ...rootOf('KF'),
  valomrade: areaOf(COUNCIL, [{ ...COUNCIL, code: '239900' }]),
});
export const summaryFile = (): Json => ({
  ...rootOf('RF'),
  antalValdistriktRaknade: 2,
  antalValdistriktSomSkaRaknas: 6,
  kommuner: [
    municipalityOf('2399', 'Provköping', TOTAL),
    municipalityOf('2398', 'Tomelilla by', { counted: 0, of: 2, eligible: 77, figures: null }),
  ],
});

/** What the tests expect of the election, and read of it. */
export const EXPECTED = {
  electionDate: '2026-09-13',
  rehearsal: false,
  finalDistricts: false,
  contests: [
    { type: 'RD', area: '23', constituency: '27', municipalities: ['2399', '2398'] },
    { type: 'RF', area: '23', constituency: null, municipalities: ['2399', '2398'] },
    { type: 'KF', area: '2399', constituency: null, municipalities: ['2399'] },
  ],
} as const;

/**
 * A file with one value changed: `valdistrikt.0.rostfordelning` and the like; `undefined` takes the key (or the item)
 * away. A district is found by its code: `valdistrikt.23990101.namn`.
 */
export function changed<T>(file: T, path: string, value: unknown): T {
  const copy = structuredClone(file);
  const steps = path.split('.');
  const last = steps.pop() as string;
  const target = steps.reduce((at: unknown, step) => inside(at, step), copy) as Json;
  if (!Array.isArray(target) && value === undefined) Reflect.deleteProperty(target, last);
  else if (Array.isArray(target) && value === undefined) target.splice(Number(last), 1);
  else target[last] = value;
  return copy;
}

function inside(at: unknown, step: string): unknown {
  const found = Array.isArray(at)
    ? at.find((item: Json) => [item.valdistriktskod, item.partiforkortning, item.kod].includes(step))
    : undefined;
  const next = (found ?? (at as Json)[step]) as unknown;
  if (next === undefined) throw new Error(`no ${step}`);
  return next;
}

export const bytesOf = (file: unknown): Buffer => Buffer.from(JSON.stringify(file), 'utf8');
