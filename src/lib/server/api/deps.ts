import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Plan } from '../../election/plan.ts';
import type { NightInfo, PresentFeed } from '../../election/snapshot-shape.ts';
import type { ProgrammeFiles } from '../../programme/load.ts';
import type { Auth, AuthEnv } from '../auth.ts';
import type { Curves } from '../curves.ts';
import type { Desk } from '../desk.ts';
import type { Live } from '../live.ts';
import type { PrintPdf } from '../print-pdf.ts';
import type { NightRows } from '../night-rows.ts';
import type { SeatProjections } from '../seat-projections.ts';
import type { Snapshots } from '../snapshots.ts';
import type { Store } from '../store/store.ts';

/** What the API is made of; it composes nothing itself. */
export interface ApiDeps {
  readonly store: Store;
  readonly nightRows: NightRows;
  readonly plan: Plan;
  readonly live: Live;
  readonly snapshots: Snapshots;
  readonly seats: SeatProjections;
  readonly curves: Curves;
  readonly presentFeed: () => Promise<PresentFeed>;
  readonly auth: Auth;
  readonly desk: Desk;
  /** Prints a page of ours, by its path. */
  readonly print: PrintPdf;
  /** What an archive says of the night beside its store. */
  readonly archived: { readonly night: NightInfo; readonly programme: ProgrammeFiles };
  /** The ingest routes: mounted in this process, or handed on to another. */
  readonly ingest: Hono<AuthEnv> | null;
  readonly log: Logger;
  /** Fires when the process ends: streams end with it. */
  readonly shutdown: AbortSignal;
  /** Seconds of real time between two `feed` events. */
  readonly heartbeatSeconds: number;
}
