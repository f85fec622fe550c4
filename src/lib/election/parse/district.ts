import { codeWithin, count, optionalCount, spokenName, text, time } from './attributes.ts';
import { placeOf, type Element } from './element.ts';
import type { Faults } from './faults.ts';
import type { Parties } from './head.ts';
import type { MemberName } from './member-name.ts';
import { checkNested, partyVotes, readRows, sumOf, votesOf, type Rows } from './rows.ts';
import type {
  Boundary,
  DistrictCode,
  ElectionType,
  MunicipalityCode,
  PreviousVotes,
  Report,
  Votes,
} from '../model.ts';

/** The letter of an election in XML codes. */
const LETTERS: Readonly<Record<ElectionType, string>> = { RD: 'R', RF: 'L', KF: 'K' };
/** INDELNING, the district's area against last time. */
const BOUNDARIES: Readonly<Record<string, Boundary>> = {
  Summerad: 'merged',
  Modifierad: 'changed',
  Ny: 'changed',
};

/**
 * Reads a VALDISTRIKT or ONSDAGSDISTRIKT. A district is counted when it has a time, whatever its votes (one was
 * reported with none). What must hold: parties + other = RÖSTER, RÖSTER + invalid = SUMMA_RÖSTER,
 * SUMMA_RÖSTER ≤ RÖSTBERÄTTIGADE; in one that is not counted: no votes. Faults: `sumMismatch`, `castAboveElectorate`,
 * `missingElement`, `invalidValue`, and those of attributes and rows.
 */
export function readDistrict(element: Element, name: MemberName, parties: Parties, faults: Faults): Report {
  const constituency = element.parent?.attributes.KOD ?? '';
  const reportedAt = time(element, 'TID_RAPPORT', faults, 'fault');
  const rows = readRows(element, parties, faults);
  const eligible = element.name === 'VALDISTRIKT' ? readElectorate(element, rows, faults) : null;
  const boundary = readBoundary(element, faults);
  const votes = readVotes(element, rows, eligible, faults);
  if (reportedAt === null && votes.cast > 0) {
    faults.note(
      'invalidValue',
      placeOf(element),
      'votes, and TID_RAPPORT=""',
      'a time where votes are counted',
    );
  }
  return {
    type: name.type,
    count: name.count,
    municipality: name.area as MunicipalityCode,
    constituency,
    district: readCode(element, name, constituency, faults),
    kind: element.name === 'VALDISTRIKT' ? 'ordinary' : 'collection',
    name: spokenName(element, 'NAMN', faults),
    boundary,
    eligible,
    reportedAt,
    votes: reportedAt === null ? null : votes,
    previous: reportedAt === null || boundary === 'changed' ? null : readPrevious(element, rows, faults),
  };
}

/** `23030101` in municipality 2303; `K-2303-00` in its constituency 230300 becomes `230300`. */
function readCode(element: Element, name: MemberName, constituency: string, faults: Faults): DistrictCode {
  if (element.name === 'VALDISTRIKT') return codeWithin(element, 8, name.area, faults) as DistrictCode;
  const expected = `${LETTERS[name.type]}-${constituency.slice(0, 4)}-${constituency.slice(4)}`;
  const found = text(element, 'KOD', faults);
  if (found !== expected) faults.note('invalidValue', placeOf(element), `KOD="${found}"`, expected);
  return constituency as DistrictCode;
}

function readBoundary(element: Element, faults: Faults): Boundary {
  const word = element.attributes.INDELNING;
  if (word === undefined) return 'same';
  const boundary = Object.hasOwn(BOUNDARIES, word) ? BOUNDARIES[word] : undefined;
  if (boundary === undefined) {
    faults.note('invalidValue', placeOf(element), `INDELNING="${word}"`, Object.keys(BOUNDARIES).join(', '));
  }
  return boundary ?? 'changed';
}

function readElectorate(element: Element, { turnout }: Rows, faults: Faults): number {
  if (turnout !== null) return count(turnout, 'RÖSTBERÄTTIGADE', faults);
  faults.note('missingElement', placeOf(element), 'nothing', 'VALDELTAGANDE');
  return Number.NaN;
}

function readVotes(element: Element, rows: Rows, eligible: number | null, faults: Faults): Votes {
  const valid = count(element, 'RÖSTER', faults);
  const { other, invalid, turnout } = rows;
  checkNested(rows, faults);
  const summed = sumOf(rows.parties, votesOf) + other;
  if (summed !== valid) {
    faults.note('sumMismatch', placeOf(element), `parties and others of ${summed}`, `RÖSTER="${valid}"`);
  }
  const cast = turnout === null ? valid + invalid : count(turnout, 'SUMMA_RÖSTER', faults);
  if (cast !== valid + invalid) {
    faults.note(
      'sumMismatch',
      placeOf(element),
      `valid and invalid of ${valid + invalid}`,
      `SUMMA_RÖSTER="${cast}"`,
    );
  }
  if (eligible !== null && cast > eligible) {
    faults.note(
      'castAboveElectorate',
      placeOf(element),
      `${cast} cast`,
      `at most ${eligible} entitled to vote`,
    );
  }
  return { valid, parties: partyVotes(rows), other, invalid, cast };
}

/** Last time's figures, when the district has any of its own; they too add up in every genuine file. */
function readPrevious(element: Element, rows: Rows, faults: Faults): PreviousVotes | null {
  const valid = optionalCount(element, 'RÖSTER_FGVAL', faults);
  const parties = rows.parties.flatMap((row) =>
    row.previous === null ? [] : [[row.code, row.previous] as const],
  );
  if (valid === null || parties.length === 0) return null;
  const summed = sumOf(parties, ([, votes]) => votes) + rows.otherPrevious;
  if (summed !== valid) {
    faults.note('sumMismatch', placeOf(element), `previous parties of ${summed}`, `RÖSTER_FGVAL="${valid}"`);
  }
  const { turnout } = rows;
  return {
    valid,
    parties,
    cast: turnout === null ? null : optionalCount(turnout, 'SUMMA_RÖSTER_FGVAL', faults),
    eligible:
      turnout === null ? null : optionalCount(turnout, 'RÖSTBERÄTTIGADE_KLARA_VALDISTRIKT_FGVAL', faults),
  };
}
