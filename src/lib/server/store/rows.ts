import type { MunicipalityState } from '../../election/known.ts';
import type {
  OfficialSeats,
  PartyName,
  PreviousVotes,
  Report,
  StatedTotal,
  Votes,
  WholeCount,
} from '../../election/model.ts';
import type { FeedStatus } from '../../election/snapshot-shape.ts';
import type { municipalities, reports, revisions } from '../db/schema.ts';
import type { RevisionRow } from './store.ts';

/*
 * Rows and domain values. Every object is built anew with the key order of `model.ts`: whoever wrote it and whichever
 * driver read it, its JSON is the same byte for byte.
 */

export type ReportRow = typeof reports.$inferSelect;
type MunicipalityRow = typeof municipalities.$inferSelect;

export const reportRow = (report: Report, revision: number, removed: boolean): ReportRow => ({
  ...report,
  votes: report.votes && toVotes(report.votes),
  previous: report.previous && toPrevious(report.previous),
  predecessors: report.predecessors ?? null,
  revision,
  removed,
});

export const toReport = (row: ReportRow): Report => ({
  type: row.type,
  count: row.count,
  municipality: row.municipality,
  constituency: row.constituency,
  district: row.district,
  kind: row.kind,
  name: row.name,
  boundary: row.boundary,
  eligible: row.eligible,
  reportedAt: row.reportedAt,
  votes: row.votes && toVotes(row.votes),
  previous: row.previous && toPrevious(row.previous),
  ...(row.predecessors ? { predecessors: row.predecessors } : {}),
});

const toVotes = (votes: Votes): Votes => ({
  valid: votes.valid,
  parties: votes.parties,
  other: votes.other,
  invalid: votes.invalid,
  cast: votes.cast,
});

const toPrevious = (previous: PreviousVotes): PreviousVotes => ({
  valid: previous.valid,
  parties: previous.parties,
  cast: previous.cast,
  eligible: previous.eligible,
});

export const municipalityRow = (state: MunicipalityState, revision: number): MunicipalityRow => ({
  ...state,
  whole: state.whole ?? null,
  updates: state.updates ?? null,
  revision,
});

export const toMunicipality = (row: MunicipalityRow): MunicipalityState => ({
  type: row.type,
  count: row.count,
  electionDate: row.electionDate,
  previousDate: row.previousDate,
  publishedAt: row.publishedAt,
  municipality: row.municipality,
  name: row.name,
  parties: row.parties.map(toParty),
  seats: row.seats.map(toSeats),
  stated: row.stated.map(toStated),
  ...(row.whole ? { whole: toWhole(row.whole) } : {}),
  ...(row.updates === null ? {} : { updates: row.updates }),
});

const toWhole = (whole: WholeCount): WholeCount => ({
  reportedAt: whole.reportedAt,
  votes: whole.votes && toVotes(whole.votes),
  eligible: whole.eligible,
  counted: whole.counted,
  of: whole.of,
});

const toParty = (party: PartyName): PartyName => ({
  code: party.code,
  name: party.name,
  colour: party.colour,
  ...(party.partikod === undefined ? {} : { partikod: party.partikod }),
});

const toSeats = (seats: OfficialSeats): OfficialSeats => ({
  area: seats.area,
  of: seats.of,
  decidedAt: seats.decidedAt,
  parties: seats.parties,
});

const toStated = (stated: StatedTotal): StatedTotal => ({
  area: stated.area,
  level: stated.level,
  valid: stated.valid,
  cast: stated.cast,
  eligible: stated.eligible,
  counted: stated.counted,
  of: stated.of,
  parties: stated.parties,
});

export const toRevision = (row: typeof revisions.$inferSelect): RevisionRow => ({
  revision: row.revision,
  at: row.at,
  publishedAt: row.publishedAt,
  cause: row.cause,
  fileId: row.fileId,
  feed: toFeedStatus(row.feed),
});

const toFeedStatus = (feed: FeedStatus): FeedStatus => ({
  state: feed.state,
  source: feed.source,
  checkedAt: feed.checkedAt,
  changedAt: feed.changedAt,
  publishedAt: feed.publishedAt,
});
