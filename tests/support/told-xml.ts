/** Plain figures as the authority's XML files had them until 2018. */
import type {
  Area,
  District,
  ElectionLetter,
  MunicipalityFile,
  ParentArea,
  Row,
} from '../../src/feed/result-data.ts';
import { fileName, writeMunicipalityFile } from '../../src/feed/write-xml.ts';
import type { ElectionType } from '../../src/lib/election/model.ts';
import {
  castBefore,
  castOf,
  compact,
  ELECTION_DATE,
  eligibleOf,
  isCollection,
  isCounted,
  nameOf,
  PREVIOUS_DATE,
  SEATS,
  sum,
  totalIn,
  validBefore,
  validOf,
  type ToldBefore,
  type ToldContest,
  type ToldDistrict,
  type ToldMunicipality,
  type ToldVotes,
  type WrittenFile,
} from './told.ts';

const LETTERS: Readonly<Record<ElectionType, ElectionLetter>> = { RD: 'R', RF: 'L', KF: 'K' };
const DIVISIONS = { same: undefined, merged: 'Summerad', changed: 'Modifierad' } as const;
const NO_VOTES = (parties: readonly unknown[]): ToldVotes => ({
  parties: parties.map(() => 0),
  other: 0,
  invalid: 0,
});

/** One XML file for each municipality. On the night a collection district stands in it once it is counted. */
export function writtenAsXml(contest: ToldContest): readonly WrittenFile[] {
  return contest.municipalities.map((municipality) => {
    const file = xmlFile(contest, municipality);
    return { name: fileName(file), bytes: writeMunicipalityFile(file) };
  });
}

function xmlFile(contest: ToldContest, municipality: ToldMunicipality): MunicipalityFile {
  const { type, count, exportedAt, parties } = contest;
  const shown = municipality.districts.filter(
    (district) => count === 'final' || isCounted(district) || !isCollection(district),
  );
  const parent = xmlParent(contest, municipality);
  const isCouncil = type === 'KF';
  return {
    phase: count,
    letter: LETTERS[type],
    exportedAt: compact(exportedAt),
    occasion: 'Allmänna val 13 september 2026',
    electionDay: compact(ELECTION_DATE),
    previousElectionDay: compact(PREVIOUS_DATE),
    dtd: '1.5',
    heads: parties.map(
      ({ label, name, colour }) => [label, name, ...(colour === null ? [] : [colour])] as never,
    ),
    municipality: {
      ...parent,
      code: municipality.code,
      role: isCouncil ? 'Valområde' : 'Summering',
      ...(isCouncil ? { seatsTotal: sum(municipality.seats ?? [SEATS.KF]) } : {}),
      constituencies: [
        {
          ...parent,
          parties: parent.parties.map(({ party, votes }) => ({ party, votes })),
          code: `${municipality.code}00`,
          role: 'Summering',
          districts: shown.map((district) => xmlDistrict(contest, municipality, district)),
        },
      ],
    },
  };
}

/** What municipality and constituency have in common; the municipality's seats. */
function xmlParent(contest: ToldContest, { name, districts, seats }: ToldMunicipality): ParentArea {
  const total = totalIn(districts, contest.parties);
  const { votes, counted, of, eligible, eligibleCounted, newest } = total;
  const rows = xmlRows(contest, votes, null);
  const withSeats = rows.parties.map((row, at) => ({ ...row, ...seatsOf(seats, at) }));
  const nested = rows.other.parties?.map((row, at) => ({
    ...row,
    ...seatsOf(seats, rows.parties.length + at),
  }));
  return {
    ...rows,
    parties: withSeats,
    other: { ...rows.other, ...(nested ? { parties: nested } : {}) },
    code: '',
    name,
    role: 'Summering',
    reportedAt: newest === null ? '' : compact(newest),
    counted,
    of,
    turnout: { eligible, eligibleCounted, cast: castOf(votes) },
  };
}

const seatsOf = (seats: readonly number[] | null, at: number): { readonly seats?: number } =>
  seats === null ? {} : { seats: seats[at] ?? 0 };

function xmlDistrict(
  contest: ToldContest,
  { code: municipality }: ToldMunicipality,
  district: ToldDistrict,
): District {
  const { code, boundary, at } = district;
  const before = at === null ? null : district.before;
  const votes = at === null ? NO_VOTES(contest.parties) : district.votes;
  const collection = isCollection(district);
  const division = collection ? undefined : DIVISIONS[boundary];
  return {
    ...xmlRows(contest, votes, before),
    kind: collection ? 'collection' : 'ordinary',
    code: collection ? `${LETTERS[contest.type]}-${municipality}-${code.slice(4)}` : code,
    name: nameOf(code),
    ...(division === undefined ? {} : { division }),
    reportedAt: at === null ? '' : compact(at),
    ...(collection
      ? {}
      : {
          turnout: {
            eligible: eligibleOf(district),
            cast: castOf(votes),
            ...(before ? { previousEligible: before.eligible, previousCast: castBefore(before) } : {}),
          },
        }),
  };
}

/** The rows of an area; in a final file with small parties and handwritten ballots below "others". */
function xmlRows(
  { parties, small, count }: ToldContest,
  votes: ToldVotes,
  before: ToldBefore | null,
): Pick<Area, 'valid' | 'previousValid' | 'parties' | 'other' | 'invalid'> {
  const rows = parties.map(({ label }, at) => ({
    party: label,
    votes: votes.parties[at] ?? 0,
    ...previousOf(before?.parties[at] ?? null),
  }));
  const direct = count === 'final' ? rows.length - small : rows.length;
  const nested = rows.slice(direct);
  const others = { votes: votes.other, ...previousOf(before?.other ?? null) };
  return {
    valid: validOf(votes),
    ...(before ? { previousValid: validBefore(before) } : {}),
    parties: rows.slice(0, direct),
    other:
      nested.length === 0
        ? others
        : {
            votes: votes.other + sum(nested.map((row) => row.votes)),
            ...previousOf(before && before.other + sum(nested.map((row) => row.previous ?? 0))),
            parties: nested,
            handwritten: { votes: votes.other },
          },
    invalid: [
      { text: 'OGEJ', votes: 0 },
      { text: 'BLANK', votes: votes.invalid },
      { text: 'OG', votes: 0 },
    ],
  };
}

const previousOf = (votes: number | null): Pick<Row, 'previous'> =>
  votes === null ? {} : { previous: votes };
