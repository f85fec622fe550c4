import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Logger } from 'pino';
import { describeFault, type FeedError } from '../lib/election/parse/error.ts';
import { withCauses } from '../lib/election/changes.ts';
import { refusal, takeIn, type Intake } from '../lib/election/intake.ts';
import { buildSnapshot, heldState, progressOf, type TargetHistory } from '../lib/election/snapshot.ts';
import type { ElectionEvent } from '../lib/election/event.ts';
import { newest } from '../lib/election/tally.ts';
import { feedState } from '../lib/election/feed-state.ts';
import type { Snapshot } from '../lib/election/snapshot-shape.ts';
import type { Checksum, FileOutcome, IncomingFile, MemberRow } from '../lib/server/store/store.ts';
import { jsonExpected } from './json-file.ts';
import { openFile, openReduced, type Member } from './open-file.ts';
import type { Held, Register } from './register.ts';

/** What became of a received file. */
export interface Ingested {
  readonly fileId: number;
  readonly outcome: FileOutcome['outcome'];
  /** The revision it made, or `null`. */
  readonly revision: number | null;
  readonly reasons: readonly FeedError[];
  readonly events: readonly ElectionEvent[];
  readonly checksum: Checksum | null;
  readonly publishedAt: string | null;
  /** It could be opened: an archive or result file of ours, whatever its members are worth. */
  readonly opened: boolean;
}

/** How often a commit is tried again when another process wrote in between. */
const TRIES = 5;

/** Records a file's bytes, then reads them: one revision if anything differs, a recorded reason if anything is wrong. */
export async function ingestFile(register: Register, file: IncomingFile): Promise<Ingested> {
  const recorded = await register.store.files.record(file);
  return ingestRecorded(register, recorded.id, file);
}

/** Records a file that is refused whatever is in it, with the reason. */
export async function refuseFile(
  register: Register,
  file: IncomingFile,
  reason: FeedError,
): Promise<Ingested> {
  const recorded = await register.store.files.record(file);
  return refuseWhole(register, recorded.id, file, reason);
}

/**
 * Files that were recorded but not read when a process died, oldest first. One that cannot be read at all (a bug of
 * ours) is settled as refused after a second try, so that it does not stand in the way of the night for ever.
 */
export async function ingestPending(register: Register, log: Logger): Promise<number> {
  const pending = await register.store.files.pending();
  for (const { file, bytes } of pending) {
    const read = () => ingestRecorded(register, file.id, { ...file, bytes });
    try {
      await read().catch(read);
    } catch (error) {
      // If it is the store that fails, this fails as well, and the file stays pending.
      log.error({ err: error, file: file.id }, 'a recorded file could not be read: this is a bug');
      await refuseWhole(register, file.id, { ...file, bytes }, unreadable(file.name));
    }
  }
  return pending.length;
}

const unreadable = (file: string): FeedError => ({
  kind: 'archive',
  file,
  place: 'reader',
  found: 'the reader itself failed',
  expected: 'a file that can be read',
});

async function ingestRecorded(register: Register, id: number, file: IncomingFile): Promise<Ingested> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const done = await attemptIngest(register, id, file);
    if (done) return done;
    register.forget();
  }
  throw new Error(`file ${id}: another process kept writing revisions in between`);
}

async function attemptIngest(register: Register, id: number, file: IncomingFile): Promise<Ingested | null> {
  const held = await register.held();
  const { plan } = register;
  const wanted = {
    plan,
    held: held.members,
    refused: held.refused,
    verifyAll: file.via !== 'poll',
    json: { expected: jsonExpected(plan, register.json), key: register.json.key },
  };
  const opened = file.reduced
    ? openReduced(file.name, file.reduced, file.bytes, wanted)
    : await openFile(file.name, file.bytes, wanted);
  if (!opened.ok) return refuseWhole(register, id, file, opened.error);
  const { members } = opened.value;
  const checksum = file.signed ? 'signed' : opened.value.checksum;
  const readings = await opened.value.read(file.fetchedAt);
  if (!readings.ok) return refuseWhole(register, id, file, readings.error);
  register.refusedWhole.delete(file.source);
  await yieldToOthers();
  const taken = takeIn(held.known, readings.value, plan, held.history);
  const intake = {
    ...taken,
    events: withCauses(taken.events, held.corrections),
    verdicts: withSilent(taken, members),
  };
  const outcome = outcomeOf(intake, members, checksum);
  const ingested: Omit<Ingested, 'revision'> = {
    fileId: id,
    outcome: outcome.outcome,
    reasons: intake.verdicts.flatMap(({ error }) => error ?? []),
    events: intake.events,
    checksum,
    publishedAt: intake.publishedAt,
    opened: true,
  };
  if (!intake.changed) {
    await register.store.files.finish(id, outcome, intake.events, file.fetchedAt);
    remember(register, held, members, intake);
    return { ...ingested, revision: null };
  }
  const revision = await commit(register, held, intake, {
    id,
    outcome,
    at: file.fetchedAt,
    polled: file.via === 'poll',
  });
  if (revision === null) return null;
  remember(register, await register.held(), members, intake);
  return { ...ingested, revision };
}

/** A member that tells nothing by itself (totals beside the districts) was read as well, and is not read again. */
function withSilent({ verdicts, publishedAt }: Intake, members: readonly Member[]): Intake['verdicts'] {
  const told = new Set(verdicts.map(({ file }) => file));
  const silent = members.filter(({ name }) => !told.has(name));
  return [
    ...verdicts,
    ...silent.map(({ name }) => ({ file: name, outcome: 'unchanged', error: null, publishedAt }) as const),
  ];
}

async function refuseWhole(
  register: Register,
  id: number,
  file: IncomingFile,
  error: FeedError,
): Promise<Ingested> {
  const mismatch = error.kind === 'archiveChecksum' || error.kind === 'archiveIndex';
  const checksum = mismatch ? 'mismatch' : null;
  const outcome = { outcome: 'refused', reason: error, checksum, publishedAt: null, members: [] } as const;
  // A web page instead of the archive differs at every poll: it is told once, until a file can be opened again.
  const told = register.refusedWhole.get(file.source) === error.kind;
  const events = told ? [] : [refusal(error, file.name, register.plan)];
  register.refusedWhole.set(file.source, error.kind);
  await register.store.files.finish(id, outcome, events, file.fetchedAt);
  return {
    fileId: id,
    outcome: 'refused',
    revision: null,
    reasons: [error],
    events,
    checksum,
    publishedAt: null,
    opened: false,
  };
}

function outcomeOf(intake: Intake, members: readonly Member[], checksum: Checksum): FileOutcome {
  const faulty = intake.verdicts.filter(({ error }) => error !== null);
  const rows = intake.verdicts.map((verdict): MemberRow => {
    const member = members.find(({ name }) => name === verdict.file);
    return {
      name: verdict.file,
      crc32: member?.crc32 ?? -1,
      size: member?.size ?? 0,
      outcome: verdict.outcome,
      reason: verdict.error,
      publishedAt: verdict.publishedAt,
    };
  });
  const all = faulty.length > 0 && intake.verdicts.every(({ outcome }) => outcome === 'refused');
  return {
    outcome: all ? 'refused' : faulty.length > 0 ? 'partial' : intake.changed ? 'accepted' : 'unchanged',
    reason: faulty[0]?.error ?? null,
    checksum,
    publishedAt: intake.publishedAt,
    members: rows,
  };
}

interface Made {
  readonly id: number;
  readonly outcome: FileOutcome;
  readonly at: string;
  /** It came from the feed itself, so the feed has just answered. */
  readonly polled: boolean;
}

/** Who writes down what the checks find, in the record of writes. */
const CHECKS = 'Målvakt (kontroll)';

/** Writes one revision; `null`: another process wrote one first. */
async function commit(register: Register, held: Held, intake: Intake, made: Made): Promise<number | null> {
  // Judging and writing down are some ten milliseconds each.
  await yieldToOthers();
  const snapshot = snapshotOf(register, held, intake, made);
  await yieldToOthers();
  const writing = register.store.results.commit({
    expectedRevision: held.known.revision,
    at: made.at,
    publishedAt: snapshot.feed.publishedAt,
    cause: 'file',
    file: { id: made.id, outcome: made.outcome },
    feed: snapshot.feed,
    municipalities: intake.municipalities,
    reports: intake.reports,
    removed: intake.removed,
    events: intake.events,
    entries: intake.entries.map((row) => ({ ...row, who: CHECKS, remark: null })),
  });
  const committed = writing.then(({ ok }) => ok);
  register.onRevision(snapshot, committed);
  const written = await writing;
  if (!written.ok) return null;
  register.hold({
    ...held,
    known: intake.known,
    history: historyAfter(held.history, intake.events, made.at),
    corrections: intake.events.flatMap((event) => (event.kind === 'correction' ? [event] : [])),
  });
  return written.value;
}

/** The snapshot of the revision about to be written, with the feed's state at that time. */
function snapshotOf(register: Register, held: Held, intake: Intake, made: Made): Snapshot {
  const history = historyAfter(held.history, intake.events, made.at);
  const status = {
    source: register.source,
    checkedAt: made.polled ? made.at : register.watch.checkedAt,
    changedAt: made.at,
    publishedAt: publishedUpTo(intake),
  };
  const { plan, night, intervalSeconds, watch } = register;
  const snapshot = buildSnapshot({
    known: intake.known,
    plan,
    night,
    feed: { state: 'live', ...status },
    history,
  });
  const observed = register.observed();
  if (observed) return { ...snapshot, feed: { ...snapshot.feed, ...observed } };
  const facts = {
    silentFor: made.polled ? 0 : register.since(watch.checkedAt ?? watch.startedAt),
    stillFor: 0,
    intervalSeconds,
    progress: progressOf(snapshot),
  };
  return { ...snapshot, feed: { state: feedState(facts), ...status } };
}

/** The newest export time of all that is known: a late file of an older hour does not set the revision back to it. */
const publishedUpTo = (intake: Intake): string | null =>
  newest([
    intake.publishedAt,
    ...[...intake.known.municipalities.values()].map(({ publishedAt }) => publishedAt),
  ]);

function historyAfter(history: TargetHistory, events: readonly ElectionEvent[], at: string): TargetHistory {
  const after = new Map(history);
  for (const event of events)
    if (event.kind === 'target') after.set(event.target, heldState(after.get(event.target), event, at));
  return after;
}

/** So that a member is read again only when its bytes differ, and a refused one is told only once. */
function remember(register: Register, held: Held, members: readonly Member[], intake: Intake): void {
  const accepted = new Map(held.members);
  const refused = new Map(held.refused);
  for (const { file, error, publishedAt } of intake.verdicts) {
    const member = members.find(({ name }) => name === file);
    if (!member || member.crc32 < 0) continue;
    if (error) refused.set(member.name, { crc32: member.crc32, error });
    else accepted.set(member.name, { crc32: member.crc32, publishedAt });
  }
  register.hold({ ...held, members: accepted, refused });
}

const CHECKSUM_WORDS: Readonly<Record<Checksum, string>> = {
  verified: 'checksum verified',
  notChecked: 'checksum not checked',
  mismatch: 'checksum wrong',
  signed: 'signature verified',
  signatureNotChecked: 'signature not checked',
};

/** The outcome in one line, for the command line and the log. */
export function describeIngested(file: string, ingested: Ingested): string {
  const counts = ['report', 'correction', 'final', 'target', 'seats', 'notice'].flatMap((kind) => {
    const count = ingested.events.filter((event) => event.kind === kind).length;
    return count > 0 ? [`${count} ${kind}${count === 1 || kind === 'seats' ? '' : 's'}`] : [];
  });
  const revision = ingested.revision === null ? 'no new revision' : `revision ${ingested.revision}`;
  const checksum = ingested.checksum ? CHECKSUM_WORDS[ingested.checksum] : 'checksum not checked';
  const summary = [ingested.outcome, revision, checksum, ...counts].join(', ');
  return [`${file}: ${summary}`, ...ingested.reasons.map((reason) => `  ${describeFault(reason)}`)].join(
    '\n',
  );
}
