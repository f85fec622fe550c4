import type {
  Boundary,
  Count,
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  PreviousVotes,
  Report,
} from '../../model.ts';
import type { Faults } from '../faults.ts';
import { shown } from './check.ts';
import type { DistrictObject } from './schema.ts';
import { readPreviousVotes, readVotes } from './votes.ts';

/** Which file a district stands in, and whose it is. */
export interface DistrictContext {
  readonly type: ElectionType;
  readonly count: Count;
  /** Four digits. */
  readonly municipality: string;
}

/**
 * statusJamforelse, the district's area against last time. Tolerance: wordings differ between sources; null, absent and
 * any other word mean that nothing can be compared.
 */
const BOUNDARIES: ReadonlyMap<string, Boundary> = new Map([
  ['Kan jämföras', 'same'],
  ['Jämförs mot summerat', 'merged'],
]);

/**
 * Reads a district, its parties by partikod. It is counted when rostfordelning is not null, and then has a time; its
 * code says whether it is a collection district. Faults: `invalidValue`, `missingAttribute`, and those of votes.
 */
export function readDistrict(district: DistrictObject, context: DistrictContext, faults: Faults): Report {
  const { rostfordelning, rapporteringsTid: reportedAt } = district;
  const code = district.valdistriktskod;
  const place = `valdistrikt ${code}`;
  const kind = readKind(district, context.municipality, faults);
  const boundary =
    kind === 'collection' ? 'same' : (BOUNDARIES.get(district.statusJamforelse ?? '') ?? 'changed');
  const eligible = kind === 'collection' ? null : electorate(district, faults);
  checkCounted(district, faults);
  const votes =
    rostfordelning === null
      ? null
      : readVotes(
          rostfordelning,
          { place, count: context.count, cast: district.totaltAntalRoster, eligible },
          faults,
        );
  const previous = boundary === 'changed' ? null : readPrevious(district, kind, faults);
  const comparable = kind === 'ordinary' && boundary !== 'changed' && previous === null;
  const predecessors = comparable ? readPredecessors(district, faults) : [];
  return {
    type: context.type,
    count: context.count,
    municipality: context.municipality as MunicipalityCode,
    constituency: readConstituency(district, kind, context.municipality, faults),
    district: code as DistrictCode,
    kind,
    name: district.namn,
    boundary,
    eligible,
    reportedAt,
    votes,
    previous,
    ...(predecessors.length > 0 ? { predecessors } : {}),
  };
}

/** Eight digits or six, the municipality's first; a valdistriktstyp that says the other is a fault. */
function readKind(district: DistrictObject, municipality: string, faults: Faults): Report['kind'] {
  const { valdistriktskod: code, valdistriktstyp: word } = district;
  const place = `valdistrikt ${code}`;
  if (!/^(\d{6}|\d{8})$/.test(code) || !code.startsWith(municipality)) {
    const expected = `8 or 6 digits that begin with ${municipality}`;
    faults.note('invalidValue', `${place} > valdistriktskod`, shown(code), expected);
  }
  const kind = code.length === 6 ? 'collection' : 'ordinary';
  const contradicts = kind === 'ordinary' ? /uppsamling/i : /^\s*(ordinarie\s+)?valdistrikt\s*$/i;
  if (contradicts.test(word ?? '')) {
    const expected =
      kind === 'ordinary' ? 'an ordinary district, by its code' : 'a collection district, by its code';
    faults.note('invalidValue', `${place} > valdistriktstyp`, shown(word), expected);
  }
  return kind;
}

function electorate(
  { antalRostberattigade: eligible, valdistriktskod }: DistrictObject,
  faults: Faults,
): number {
  if (eligible !== null && eligible !== undefined) return eligible;
  const place = `valdistrikt ${valdistriktskod} > antalRostberattigade`;
  faults.note('missingAttribute', place, shown(eligible), 'a whole number');
  return Number.NaN;
}

/** Votes and time go together; where there are none, none are cast. */
function checkCounted(district: DistrictObject, faults: Faults): void {
  const { rostfordelning: votes, rapporteringsTid: time, totaltAntalRoster: cast } = district;
  const place = `valdistrikt ${district.valdistriktskod}`;
  if (votes !== null && time === null)
    faults.note(
      'invalidValue',
      `${place} > rapporteringsTid`,
      'null, and votes',
      'a time where votes are counted',
    );
  if (votes === null && time !== null)
    faults.note(
      'invalidValue',
      `${place} > rostfordelning`,
      'null, and a time',
      'votes where a time is told',
    );
  if (votes === null && (cast ?? 0) > 0)
    faults.note('invalidValue', `${place} > totaltAntalRoster`, shown(cast), '0 where nothing is counted');
}

/** As in the XML files a collection district has no turnout, now or then. */
function readPrevious(district: DistrictObject, kind: Report['kind'], faults: Faults): PreviousVotes | null {
  const { rostfordelning: votes, valdistriktskod } = district;
  const previous = votes === null ? null : readPreviousVotes(votes, `valdistrikt ${valdistriktskod}`, faults);
  if (previous === null) return null;
  if (kind === 'collection') return { ...previous, cast: null, eligible: null };
  return {
    ...previous,
    cast: district.totaltAntalRosterForegaendeVal ?? null,
    eligible: district.antalRostberattigadeForegaendeVal ?? null,
  };
}

/** Codes of last time's districts, in order; a text, a list, null or nothing (see the schema). */
function readPredecessors(district: DistrictObject, faults: Faults): readonly DistrictCode[] {
  const stated = district.valdistriktskodForegaendeVal ?? [];
  const codes = (typeof stated === 'string' ? [stated] : stated).filter((code) => code !== '');
  const wrong = codes.find((code) => !/^\d{8}$/.test(code));
  if (wrong !== undefined) {
    const place = `valdistrikt ${district.valdistriktskod} > valdistriktskodForegaendeVal`;
    faults.note('invalidValue', place, shown(wrong), '8 digits');
  }
  return [...new Set(codes)].sort() as DistrictCode[];
}

function readConstituency(
  district: DistrictObject,
  kind: Report['kind'],
  municipality: string,
  faults: Faults,
): string {
  const { kommunvalkretsKod: stated, valdistriktskod } = district;
  if (kind === 'collection' && !stated) return valdistriktskod;
  const constituency = councilConstituency(stated, municipality);
  if (constituency !== null) return constituency;
  const expected = `one or two digits, or six that begin with ${municipality}`;
  faults.note('invalidValue', `valdistrikt ${valdistriktskod} > kommunvalkretsKod`, shown(stated), expected);
  return '';
}

/**
 * The council constituency as six digits: `238001` as it stands, `1` and `01` below their municipality, `238000` where
 * the municipality is not divided (null, nothing or empty); `null` for anything else.
 */
export function councilConstituency(stated: string | null | undefined, municipality: string): string | null {
  if (stated === null || stated === undefined || stated === '') return `${municipality}00`;
  if (/^\d{1,2}$/.test(stated)) return `${municipality}${stated.padStart(2, '0')}`;
  return /^\d{6}$/.test(stated) && stated.startsWith(municipality) ? stated : null;
}
