import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/**
 * Who has an embedded folder open. Two processes on one folder lose data without an error, so the second is turned
 * away; a lock whose process is gone (kill -9, power cut) is taken over.
 */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process started, since a pid is given out again after a restart; `null` where it cannot be told. */
  readonly started: string | null;
}

export interface FileLock {
  release(): Promise<void>;
}

/** Locks of this process, across copies of this module (vite loads it anew after an edit). */
const held: Set<string> = ((globalThis as Record<symbol, unknown>)[Symbol.for('malvakt.locks')] ??=
  new Set<string>()) as Set<string>;

/** Takes the lock at once, or throws and says who has it. */
export async function takeLock(path: string): Promise<FileLock> {
  if (held.has(path)) throw heldBy(path, await readHolder(path));
  held.add(path);
  try {
    while (!(await place(path))) {
      const holder = await readHolder(path);
      if (holder !== null && (await lives(holder))) throw heldBy(path, holder);
      await putAside(path, holder);
    }
  } catch (error) {
    held.delete(path);
    throw error;
  }
  return { release: () => release(path) };
}

async function release(path: string): Promise<void> {
  if (!held.has(path)) return;
  await rm(path, { force: true });
  held.delete(path);
}

/** Puts the lock there with its content in one step; `false` when there is one. */
async function place(path: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead lock; one that another process put there in the same moment is put back. */
async function putAside(path: string, dead: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(await readHolder(aside)) !== JSON.stringify(dead)) await link(aside, path);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Our own pid is a process before us (a container's is always 1): its lock would be in `held` if it were ours. */
async function lives({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
  }
  return started === null || started === (await startOf(pid));
}

/** Boot and start time of a process, from Linux's /proc; `null` elsewhere. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Fields after the command's name, which may hold blanks and brackets; the start is field 22 of all.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${boot.trim()}/${start}`;
  } catch {
    return null;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function heldBy(path: string, holder: Holder | null): Error {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new Error(
    `The embedded database is in use by ${who} (${path}). Two processes need Postgres: set DATABASE_URL. ` +
      'If that process is gone for good, remove the lock file.',
  );
}
