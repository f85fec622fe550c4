import { z } from 'zod';
import { readLocalDate, readLocalTime } from '../times.ts';

/**
 * What is read of the JSON files (docs: feed formats, part B, "Skeleton"); every other key is ignored, those that hold
 * persons among them. Messages say what is expected. Whether figures fit each other is looked at elsewhere.
 */

const text = z.string({ error: 'a text' });
/** A name as people read it: no spaces around it, single ones inside. */
const spokenName = text.transform((value) => value.trim().replace(/\s+/g, ' '));
const count = z
  .int({ error: 'a whole number' })
  .min(0, { error: 'a number from 0 on' })
  .max(999_999_999_999_999, { error: 'a number of at most 15 digits' });
const list = { error: 'a list' };
const object = { error: 'an object' };

/**
 * Tolerance: a previous figure may be null, left out, or empty (`""`, reported of 2022's files); all three mean that
 * there is none.
 */
const previousCount = z.preprocess((value) => (value === '' ? null : value), count.nullish());

const localTime = text.transform((value, context) => {
  const read = readLocalTime(value);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'a local time as yyyy-mm-ddThh:mm:ss', input: value });
  return z.NEVER;
});
const localDay = text.transform((value, context) => {
  const read = readLocalDate(value);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'a day as yyyy-mm-dd', input: value });
  return z.NEVER;
});

/** ROOT */
export const rootSchema = z.object({
  valtillfalle: text,
  rakningstillfalle: text,
  valtyp: text,
  valdatum: localDay,
  tidigareValdatum: localDay,
  test: z.boolean({ error: 'true or false' }),
  senasteUppdateringstid: localTime,
  antalUppdateringar: count,
});

const partikod = text.regex(/^\d{4}$/, { error: 'four digits' });
/** Tolerance: partiforkortning may be missing (ordningsnummer, too, which is not read). */
const abbreviation = text.nullish();

const partySchema = z.object({
  partikod,
  partiforkortning: abbreviation,
  partibeteckning: spokenName,
  fargkod: z.string().nullish().catch(null),
  antalRoster: count,
  antalRosterForegaendeVal: previousCount,
});
const lumpSchema = z.object({ antalRoster: count, antalRosterForegaendeVal: previousCount }, object);

/** VOTES */
const votesSchema = z
  .object(
    {
      rosterPaverkaMandat: z.object(
        {
          antalRoster: count,
          antalRosterForegaendeVal: previousCount,
          partiRoster: z.array(partySchema, list).min(1, { error: 'a party' }),
          /** Null or absent in final files (a tolerance): looked at where the count is known. */
          rosterOvrigaPartier: lumpSchema.nullish(),
        },
        object,
      ),
      rosterEjPaverkaMandat: z.object({ antalRoster: count }, object),
    },
    object,
  )
  .nullable();

/** SEATS. Tolerance: keys that end in `…mandat` are read as `…Mandat`, see tokens. */
const seatsSchema = z
  .object(
    {
      partiLista: z.array(
        z.object({
          partikod,
          partiforkortning: abbreviation,
          partibeteckning: spokenName,
          antalMandat: count,
          antalFastaMandat: count.nullish(),
          antalUtjamningsMandat: count.nullish(),
        }),
        list,
      ),
    },
    object,
  )
  .nullable();

/** Tolerance: the codes of last time's districts are a text (or null) in the description, a list in 2026's files. */
const previousDistricts = z.union([text, z.array(text)], { error: 'a code or a list of codes' }).nullish();

export const districtSchema = z.object({
  namn: spokenName,
  valdistriktstyp: text.nullish(),
  valdistriktskod: text,
  kommunkod: text,
  valomradeskod: text,
  kommunvalkretsKod: text.nullish(),
  rapporteringsTid: localTime.nullable(),
  /** Without meaning while nothing is counted, so null and absent will do then. */
  totaltAntalRoster: count.nullish(),
  antalRostberattigade: count.nullish(),
  valdistriktskodForegaendeVal: previousDistricts,
  /** Tolerance: wordings differ between sources, and any that is not known means that nothing can be compared. */
  statusJamforelse: z.string().nullish().catch(null),
  totaltAntalRosterForegaendeVal: previousCount,
  antalRostberattigadeForegaendeVal: previousCount,
  rostfordelning: votesSchema,
});

/** COUNT and VOTES of an area above its districts. */
const areaKeys = {
  antalValdistriktRaknade: count,
  antalValdistriktSomSkaRaknas: count,
  totaltAntalRoster: count.nullish(),
  antalRostberattigade: count,
  rostfordelning: votesSchema,
};

export const municipalitySchema = z.object({
  namn: spokenName,
  kommunkod: text,
  senasteRapporteringstid: localTime.nullish(),
  ...areaKeys,
});

export const constituencySchema = z.object({
  kod: text,
  rapporteringsTid: localTime.nullish(),
  totaltAntalFastaMandat: count.nullish(),
  ...areaKeys,
  mandatfordelning: seatsSchema,
});

export const areaSchema = z.object({
  namn: spokenName,
  kod: text,
  rapporteringsTid: localTime.nullish(),
  totaltAntalMandat: count,
  ...areaKeys,
  mandatfordelning: seatsSchema,
});

/** Whole files: what is kept of them while they are read. */
export const fileSchemas = {
  districts: z.object({ ...rootSchema.shape, valdistrikt: z.array(districtSchema) }),
  municipalities: z.object({ ...rootSchema.shape, kommuner: z.array(municipalitySchema) }),
  seats: z.object({
    ...rootSchema.shape,
    valomrade: z.object({ ...areaSchema.shape, valkretsLista: z.array(constituencySchema) }),
  }),
} as const;

export type DistrictObject = z.output<typeof districtSchema>;
export type MunicipalityObject = z.output<typeof municipalitySchema>;
export type ConstituencyObject = z.output<typeof constituencySchema>;
export type AreaObject = z.output<typeof areaSchema>;
export type VotesObject = NonNullable<z.output<typeof votesSchema>>;
export type SeatsObject = NonNullable<z.output<typeof seatsSchema>>;
