/** Plain figures as the authority's JSON archives have them from 2022 on. */
import type {
  AreaCount,
  Ballots,
  Comparison,
  Figure,
  JsonParty,
  JsonRoot,
  PartySeats,
  SeatsFile,
} from '../../src/feed/json-data.ts';
import { memberName, writeDistricts, writeMunicipalities, writeSeats } from '../../src/feed/write-json.ts';
import type { Boundary } from '../../src/lib/election/model.ts';
import {
  castBefore,
  castOf,
  ELECTION_DATE,
  eligibleOf,
  isCollection,
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
  type ToldParty,
  type ToldVotes,
  type WrittenFile,
} from './told.ts';

/** The county's constituency of the Riksdag. */
const CONSTITUENCY = '27';
const COMPARISONS: Readonly<Record<Boundary, string>> = {
  same: 'Kan jämföras',
  merged: 'Jämförs mot summerat',
  changed: 'Ej jämförbart',
};

/** One archive for the Riksdag and the region each, one for every council, which has no summering. */
export function writtenAsJson(contest: ToldContest): readonly (readonly WrittenFile[])[] {
  const { type, municipalities } = contest;
  if (type !== 'KF') return [archiveOf(contest, type === 'RD' ? '00' : '23', municipalities)];
  return municipalities.map((municipality) => archiveOf(contest, municipality.code, [municipality]));
}

function archiveOf(
  contest: ToldContest,
  area: string,
  municipalities: readonly ToldMunicipality[],
): readonly WrittenFile[] {
  const { type, count, exportedAt, updates } = contest;
  const root: JsonRoot = {
    prefix: 'Val_2026',
    rehearsal: false,
    election: type,
    count,
    area,
    electionDate: ELECTION_DATE,
    previousElectionDate: PREVIOUS_DATE,
    exportedAt,
    updates,
  };
  const districts = municipalities.flatMap((municipality) =>
    municipality.districts.map((district) => jsonDistrict(contest, municipality, district)),
  );
  const whole = jsonTotal(contest, municipalities);
  const progress = { counted: whole.counted, of: whole.of };
  const totals = municipalities.map((municipality) => ({
    ...jsonTotal(contest, [municipality]),
    code: municipality.code,
    name: municipality.name,
    exportedAt,
  }));
  const member = (part: Parameters<typeof memberName>[1], bytes: Uint8Array): WrittenFile => ({
    name: memberName(root, part),
    bytes,
  });
  return [
    member('rostfordelning', writeDistricts({ ...root, ...progress, districts })),
    member('mandatfordelning', writeSeats(seatsFile(root, contest, municipalities))),
    ...(type === 'KF'
      ? []
      : [member('summering', writeMunicipalities({ ...root, ...progress, municipalities: totals }))]),
  ];
}

const partyOf = ({ partikod, short, name, colour }: ToldParty, at: number): JsonParty => ({
  code: partikod,
  short,
  name,
  colour,
  order: at + 1,
});

function jsonBallots({ parties }: ToldContest, votes: ToldVotes, before: ToldBefore | null): Ballots {
  const figure = (now: number, then: number | null): Figure => ({ now, before: then });
  return {
    valid: figure(validOf(votes), before && validBefore(before)),
    parties: parties.map((party, at) => ({
      party: partyOf(party, at),
      ...figure(votes.parties[at] ?? 0, before?.parties[at] ?? null),
    })),
    others: figure(votes.other, before && before.other),
    invalid: figure(votes.invalid, before && before.invalid),
    unregistered: figure(0, null),
    blank: figure(votes.invalid, before && before.invalid),
    otherInvalid: figure(0, null),
  };
}

function jsonDistrict(contest: ToldContest, { code, name }: ToldMunicipality, district: ToldDistrict) {
  const { at, boundary } = district;
  const collection = isCollection(district);
  const before = at === null ? null : district.before;
  return {
    code: district.code,
    name: nameOf(district.code),
    kind: collection ? ('collection' as const) : ('ordinary' as const),
    municipality: { code, name },
    constituency: contest.type === 'RD' ? CONSTITUENCY : code,
    reportedAt: at,
    formerCodes: [],
    cast: at === null ? 0 : castOf(district.votes),
    eligible: collection ? null : eligibleOf(district),
    before: before && { cast: castBefore(before), eligible: before.eligible },
    // The simulator's type knows the two words that its own rule gives.
    comparison: COMPARISONS[boundary] as Comparison,
    ballots: at === null ? null : jsonBallots(contest, district.votes, before),
  };
}

function jsonTotal(contest: ToldContest, municipalities: readonly ToldMunicipality[]): AreaCount {
  const districts = municipalities.flatMap((municipality) => municipality.districts);
  const { votes, newest, ...counts } = totalIn(districts, contest.parties);
  return {
    ...counts,
    cast: castOf(votes),
    before: null,
    comparison: 'Ej jämförbart',
    reportedAt: newest,
    ballots: newest === null ? null : jsonBallots(contest, votes, null),
  };
}

/** The area as a whole; a council's seats, since only they stand in XML files too. */
function seatsFile(
  root: JsonRoot,
  contest: ToldContest,
  municipalities: readonly ToldMunicipality[],
): SeatsFile {
  const whole = jsonTotal(contest, municipalities);
  const council = contest.type === 'KF' ? municipalities[0] : undefined;
  const seats = council?.seats ?? null;
  const undivided = (all: number) => ({ all, fixed: all, adjustment: 0 });
  const total = undivided(sum(seats ?? [SEATS[contest.type]]));
  const riksdag = {
    ...whole,
    code: CONSTITUENCY,
    name: 'Jämtlands län',
    fixedSeats: { now: SEATS.RD, before: SEATS.RD },
  };
  return {
    ...root,
    whole: {
      ...whole,
      name: council?.name ?? 'Jämtlands län',
      total,
      totalBefore: total,
      thresholds: [2, null],
      seats:
        seats &&
        contest.parties.map((party, at): PartySeats => ({
          party: partyOf(party, at),
          now: undivided(seats[at] ?? 0),
          before: undivided(1),
        })),
      constituencies: contest.type === 'RD' ? [{ ...riksdag, seats: null }] : [],
    },
  };
}
