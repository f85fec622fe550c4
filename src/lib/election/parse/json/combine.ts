import type {
  MunicipalityCode,
  MunicipalityResult,
  OfficialSeats,
  PartyCode,
  PartyVotes,
  Report,
  StatedTotal,
  Votes,
  WholeCount,
} from '../../model.ts';
import { fail, ok, type FeedErrorKind, type Result } from '../error.ts';
import { feedError } from '../faults.ts';
import { isRead, type JsonExpected } from './expected.ts';
import { labelParties, mergedParties, namedParties } from './labels.ts';
import type { JsonArea, JsonPart, NumberedParty } from './part.ts';
import { statedTotal } from './whole.ts';

/** One member of an archive as it was read. */
export interface ReadPart {
  readonly file: string;
  readonly result: Result<JsonPart>;
}

/** What one member says of one area; several may come of one file. */
export interface AreaReading {
  readonly file: string;
  readonly result: Result<MunicipalityResult>;
}

/** A member that was read without a fault of its own. */
interface Member {
  readonly file: string;
  readonly part: JsonPart;
}

/** The members of one archive that fit each other, with the labels of all their parties. */
interface Archive {
  readonly members: readonly Member[];
  /** A rostfordelning came along, faulty or not: then its districts count, and no totals in their place. */
  readonly withDistricts: boolean;
  readonly parties: readonly NumberedParty[];
  readonly labels: ReadonlyMap<string, PartyCode>;
}

/**
 * The members of one archive that are read, together, as results by municipality and contest area. Several may name the same file,
 * one per area that it tells of; a fault in one area stops no other. Members written at different updates are
 * `outOfStep`, all of them; members of different counts or areas are `wrongType`. A night without its rostfordelning is
 * `missingElement`: totals stand in for districts in a final count only.
 */
export function combineParts(parts: readonly ReadPart[], expected: JsonExpected): readonly AreaReading[] {
  const read = parts.filter(({ result }) => !result.ok || isRead(result.value.name, expected));
  const refused = read.flatMap(({ file, result }) => (result.ok ? [] : [{ file, result }]));
  const members = read.flatMap(({ file, result }) => (result.ok ? [{ file, part: result.value }] : []));
  const apart = ofDifferentKinds(members) ?? outOfStep(members);
  if (apart !== null) return [...refused, ...apart];
  const withDistricts = read.some(({ file }) => /_rostfordelning_/.test(file));
  const known = members.flatMap(({ part }) => [...part.areas.values()]);
  const parties = mergedParties(known.map((area) => (area.ok ? area.value.parties : [])));
  const archive = { members, withDistricts, parties, labels: labelParties(parties) };
  return [...refused, ...members.flatMap((member) => readingsOf(member, archive))];
}

function outOfStep(members: readonly Member[]): readonly AreaReading[] | null {
  const updates = [...new Set(members.map(({ part }) => part.head.updates))].sort((a, b) => a - b);
  if (updates.length <= 1) return null;
  const found = `antalUppdateringar ${updates.join(' and ')}`;
  return members.map(({ file }) => refusal('outOfStep', file, found, 'one in all members of the archive'));
}

function ofDifferentKinds(members: readonly Member[]): readonly AreaReading[] | null {
  const kinds = new Set(members.map(({ part: { name } }) => `${name.count} ${name.type}`));
  const areas = new Set(members.flatMap(({ part: { name } }) => name.area ?? []));
  if (kinds.size <= 1 && areas.size <= 1) return null;
  const found = [...kinds, ...areas].join(', ');
  return members.map(({ file }) =>
    refusal('wrongType', file, found, 'one count, election and area in an archive'),
  );
}

function refusal(kind: FeedErrorKind, file: string, found: string, expected: string): AreaReading {
  return { file, result: fail(feedError({ kind, file, place: 'archive', found, expected })) };
}

/** What comes of one member: of districts always something, of totals where no districts stand. */
function readingsOf(member: Member, archive: Archive): readonly AreaReading[] {
  const { file, part } = member;
  const areas = [...part.areas];
  if (part.name.part === 'districts')
    return areas.map(([code, area]) =>
      reading(member, area, (own) => ofDistricts(own, code, member, archive)),
    );
  const isCouncil = part.name.type === 'KF';
  if (part.name.part === 'seats' && !isCouncil)
    return areas.map(([, area]) => reading(member, area, (own) => asWhole(own, member, archive)));
  const ofNoUse = archive.withDistricts || (part.name.part === 'municipalities' && isCouncil);
  if (ofNoUse) return areas.flatMap(([, area]) => (area.ok ? [] : [{ file, result: area }]));
  if (part.name.count === 'night') return [refusalOfNight(file)];
  return areas.map(([, area]) => reading(member, area, (own) => asWhole(own, member, archive)));
}

const refusalOfNight = (file: string): AreaReading =>
  refusal('missingElement', file, 'nothing', 'a rostfordelning beside it');

const reading = (
  { file }: Member,
  area: Result<JsonArea>,
  build: (area: JsonArea) => MunicipalityResult,
): AreaReading => ({ file, result: area.ok ? ok(build(area.value)) : area });

/** A municipality's districts, with what the other members state of it. */
function ofDistricts(area: JsonArea, code: string, member: Member, archive: Archive): MunicipalityResult {
  const total = areaIn(archive, 'municipalities', code);
  const council = member.part.name.type === 'KF' ? areaIn(archive, 'seats', code) : null;
  const { labels } = archive;
  const stated = total?.whole ? [labelledTotal(statedTotal(code, total.whole), labels)] : [];
  return {
    ...bare(area, member, archive),
    name: total?.name ?? council?.name ?? code,
    reports: area.reports.map((report) => labelledReport(report, labels)),
    stated,
    seats: (council?.seats ?? []).map((seats) => labelledSeats(seats, labels)),
    ...wholeOf(council, labels),
  };
}

/** An area that is told as a whole, without districts. */
const asWhole = (area: JsonArea, member: Member, archive: Archive): MunicipalityResult => ({
  ...bare(area, member, archive),
  name: area.name ?? area.code,
  seats: area.seats.map((seats) => labelledSeats(seats, archive.labels)),
  ...wholeOf(area, archive.labels),
});

function bare(area: JsonArea, { part }: Member, { parties, labels }: Archive): MunicipalityResult {
  const { name, head } = part;
  return {
    kind: 'municipality',
    type: name.type,
    count: name.count,
    electionDate: head.electionDate,
    previousDate: head.previousDate,
    publishedAt: head.publishedAt,
    municipality: area.code as MunicipalityCode,
    name: area.code,
    parties: namedParties(parties, labels),
    reports: [],
    seats: [],
    stated: [],
    updates: head.updates,
  };
}

/** What another member tells of an area, where it does so without a fault. */
function areaIn({ members }: Archive, part: JsonPart['name']['part'], code: string): JsonArea | null {
  const area = members.find((member) => member.part.name.part === part)?.part.areas.get(code);
  return area?.ok === true ? area.value : null;
}

type Labels = ReadonlyMap<string, PartyCode>;

const wholeOf = (area: JsonArea | null, labels: Labels): { readonly whole?: WholeCount } => {
  if (!area?.whole) return {};
  const { votes } = area.whole;
  return { whole: { ...area.whole, votes: votes && labelledVotes(votes, labels) } };
};

/** Pairs by partikod become pairs by label, in the order of labels. */
const labelled = (pairs: readonly PartyVotes[], labels: Labels): readonly PartyVotes[] =>
  pairs
    .map(([code, number]): PartyVotes => [labels.get(code) ?? code, number])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const labelledVotes = (votes: Votes, labels: Labels): Votes => ({
  ...votes,
  parties: labelled(votes.parties, labels),
});

const labelledTotal = (total: StatedTotal, labels: Labels): StatedTotal => ({
  ...total,
  parties: labelled(total.parties, labels),
});

const labelledSeats = (seats: OfficialSeats, labels: Labels): OfficialSeats => ({
  ...seats,
  parties: seats.parties && labelled(seats.parties, labels),
});

const labelledReport = (report: Report, labels: Labels): Report => ({
  ...report,
  votes: report.votes && labelledVotes(report.votes, labels),
  previous: report.previous && { ...report.previous, parties: labelled(report.previous.parties, labels) },
});
