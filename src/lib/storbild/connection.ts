/** What the screen remembers of its connection: that it was lost, and that it has caught up again. Pure. */
import type { Connection } from '../freshness.ts';

/** How long the screen says that it has caught up after a lost connection. */
const CAUGHT_UP_MS = 20_000;

export interface Contact {
  readonly isLost: boolean;
  /** When it caught up, milliseconds; `null`: it was never lost, or it is not there now. */
  readonly caughtUpAt: number | null;
}

export const UNBROKEN: Contact = { isLost: false, caughtUpAt: null };

/** After a look at the connection at `now`. What was said of having caught up goes as soon as it is gone again. */
export function contactAt(before: Contact, connection: Connection, now: number): Contact {
  if (connection === 'lost') return { isLost: true, caughtUpAt: null };
  if (connection !== 'open') return { ...before, caughtUpAt: null };
  return before.isLost ? { isLost: false, caughtUpAt: now } : before;
}

/** Whether the screen still says that it has caught up. */
export const saysCaughtUp = ({ caughtUpAt }: Contact, now: number): boolean =>
  caughtUpAt !== null && now - caughtUpAt < CAUGHT_UP_MS;
