/** What makes up one simulated feed: handed from the server to its control and to whoever started it. */
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { NightClock } from './clock.ts';
import type { FaultOrder, FaultPlan } from './faults.ts';
import type { Night } from './recording.ts';
import type { RequestLog } from './requests.ts';

/** The raw request and response are there under @hono/node-server, not when the app is called directly. */
export type FeedEnv = { Bindings: Partial<HttpBindings> | undefined };

export interface FeedOptions {
  readonly night: Night;
  readonly clock: NightClock;
  readonly faults?: readonly FaultOrder[] | undefined;
}

export interface Feed {
  readonly night: Night;
  readonly clock: NightClock;
  readonly faults: FaultPlan;
  readonly requests: RequestLog;
  /** False: If-None-Match is passed over, as some report of the real server. */
  etagHonoured: boolean;
  readonly app: Hono<FeedEnv>;
  /** Lets go of the requests that a fault keeps waiting. */
  release(): void;
}
