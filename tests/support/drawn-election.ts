/** Elections drawn at random: two municipalities, all three elections, the night's count and perhaps the final one. */
import fc from 'fast-check';
import type { ElectionType } from '../../src/lib/election/model.ts';
import {
  ELECTION_DATE,
  type ToldBefore,
  type ToldContest,
  type ToldDistrict,
  type ToldMunicipality,
  type ToldParty,
} from './told.ts';

export const MUNICIPALITIES = [
  { code: '2398', name: 'Tomelilla by' },
  { code: '2399', name: 'Provköping' },
] as const;
/** Ordinary districts that can stand in a municipality. */
export const MOST_DISTRICTS = 9;
export const districtCode = (municipality: string, at: number): string =>
  `${municipality}01${String(at + 1).padStart(2, '0')}`;

const party = (partikod: string, short: string | null, label: string, colour: string | null): ToldParty => ({
  partikod,
  short,
  label,
  name: `Partiet ${partikod}`,
  colour,
});
/** The first three stand everywhere. Labels are the XML files' own (feed-formats.md, part A), or follow from part B. */
const PARTIES: readonly ToldParty[] = [
  party('0002', 'S', 'S', '#ed1b34'),
  party('0003', 'FP', 'L', '#006ab3'),
  party('0110', null, 'SD', '#dddd00'),
  party('1327', 'JV', 'JVB', null),
  party('1312', 'JV', 'JVK', null),
  party('0473', 'RD', 'rd', '#0a0b0c'),
  party('1500', 'LP', 'LP', null),
  party('1501', 'LP', 'LP 1501', null),
  party('1729', null, '1729', null),
];
const ALWAYS = 3;

const votes = fc.oneof({ weight: 6, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.constant(0) });
const row = fc.array(votes, { minLength: PARTIES.length, maxLength: PARTIES.length });
const flags = fc.array(fc.boolean(), { minLength: PARTIES.length, maxLength: PARTIES.length });
const areas = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(each, { minLength: MUNICIPALITIES.length, maxLength: MUNICIPALITIES.length });

const before = fc.record({ votes: row, unknown: flags, other: votes, invalid: votes, absent: fc.nat(400) });
/** `second`: of the report, since nine; `null`: not counted. `isEmpty`: reported without a single vote. */
const drawnDistrict = fc.record({
  boundary: fc.constantFrom('same', 'same', 'same', 'merged', 'changed'),
  second: fc.option(fc.nat(7199), { freq: 4 }),
  isEmpty: fc.nat(11).map((number) => number === 0),
  votes: row,
  other: votes,
  invalid: votes,
  // More than any collection district's votes, whose voters are entitled in the ordinary ones.
  absent: fc.integer({ min: 3500, max: 3900 }),
  before: fc.option(before, { freq: 3 }),
});
type DrawnDistrict = typeof drawnDistrict extends fc.Arbitrary<infer T> ? T : never;

/** One district more than stand in any municipality: the last is its collection district. */
const drawnMunicipality = fc.record({
  districts: fc.array(drawnDistrict, { minLength: MOST_DISTRICTS + 1, maxLength: MOST_DISTRICTS + 1 }),
  seats: fc.option(fc.array(fc.nat(9), { minLength: PARTIES.length, maxLength: PARTIES.length })),
});
type DrawnMunicipality = typeof drawnMunicipality extends fc.Arbitrary<infer T> ? T : never;

const drawnContest = fc.record({
  stands: flags,
  small: fc.nat(3),
  night: areas(drawnMunicipality),
  final: fc.option(areas(drawnMunicipality)),
});
type DrawnContest = typeof drawnContest extends fc.Arbitrary<infer T> ? T : never;

export const drawnElection = fc.record({
  /** Ordinary districts in each municipality. */
  sizes: areas(fc.integer({ min: 1, max: MOST_DISTRICTS })),
  RD: drawnContest,
  RF: drawnContest,
  councils: areas(drawnContest),
  /** Everything is counted: only then does a final count stand. */
  isComplete: fc.boolean(),
});
export type DrawnElection = typeof drawnElection extends fc.Arbitrary<infer T> ? T : never;

/** The election as a list of contests and counts, which both writers take. */
export function toldOf(drawn: DrawnElection): readonly ToldContest[] {
  const all = MUNICIPALITIES.map((_, at) => at);
  const contests: readonly (readonly [ElectionType, DrawnContest, readonly number[]])[] = [
    ['RD', drawn.RD, all],
    ['RF', drawn.RF, all],
    ...drawn.councils.map((council, at) => ['KF', council, [at]] as const),
  ];
  return contests.flatMap(([type, contest, members]) => {
    // The second list of one abbreviation has its number behind it because the first one stands too.
    const stands = (one: ToldParty, at: number): boolean =>
      at < ALWAYS ||
      (contest.stands[at] === true && (one.partikod !== '1501' || contest.stands[at - 1] === true));
    const picked = PARTIES.flatMap((one, at) => (stands(one, at) ? [at] : []));
    const tell = (count: ToldContest['count'], from: readonly DrawnMunicipality[]): ToldContest => ({
      type,
      count,
      exportedAt: count === 'night' ? `${ELECTION_DATE}T23:00:00` : '2026-09-18T12:00:00',
      updates: 7,
      parties: picked.flatMap((at) => PARTIES[at] ?? []),
      small: Math.min(contest.small, picked.length - ALWAYS),
      municipalities: members.flatMap((at) => {
        const municipality = from[at];
        return municipality ? [municipalityOf({ drawn, municipality, picked }, at, count)] : [];
      }),
    });
    return [tell('night', contest.night), ...(contest.final ? [tell('final', contest.final)] : [])];
  });
}

interface Drawn {
  readonly drawn: DrawnElection;
  readonly municipality: DrawnMunicipality;
  readonly picked: readonly number[];
}

function municipalityOf(
  { drawn, municipality, picked }: Drawn,
  at: number,
  count: ToldContest['count'],
): ToldMunicipality {
  const { code, name } = MUNICIPALITIES[at] ?? MUNICIPALITIES[0];
  const size = drawn.sizes[at] ?? 1;
  const isDone = count === 'final' && drawn.isComplete;
  const codes = [...Array.from({ length: size }, (_, index) => districtCode(code, index)), `${code}00`];
  const districts = codes.flatMap((each, index) => {
    const one = municipality.districts[index < size ? index : MOST_DISTRICTS];
    return one ? [districtOf(each, isDone ? { ...one, second: one.second ?? 0 } : one, picked)] : [];
  });
  const seats = municipality.seats && picked.map((party) => municipality.seats?.[party] ?? 0);
  const isAllotted = seats?.some((each) => each > 0) && districts.some(({ at: time }) => time !== null);
  return { code, name, districts, seats: isAllotted ? seats : null };
}

function districtOf(code: string, drawn: DrawnDistrict, picked: readonly number[]): ToldDistrict {
  const { boundary, second, isEmpty, absent, before: last } = drawn;
  const of = (from: readonly number[]) => picked.map((at) => from[at] ?? 0);
  const told: ToldBefore | null = last && {
    parties: picked.map((at) => (last.unknown[at] ? null : (last.votes[at] ?? 0))),
    other: last.other,
    invalid: last.invalid,
    eligible: 3000 + last.absent,
  };
  return {
    code,
    boundary: code.length === 6 ? 'same' : boundary,
    at: second === null ? null : timeAfterNine(second),
    votes: isEmpty
      ? { parties: picked.map(() => 0), other: 0, invalid: 0 }
      : { parties: of(drawn.votes), other: drawn.other, invalid: drawn.invalid },
    absent,
    before: told,
  };
}

const two = (number: number): string => String(number).padStart(2, '0');
const timeAfterNine = (second: number): string =>
  `${ELECTION_DATE}T${two(21 + Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
