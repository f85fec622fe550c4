/**
 * The control of the feed, below `/_control`: where the night is, its speed, and what shall go wrong. JSON in and
 * out. Writes must be sent as application/json, so that no web page open in the operator's browser can send one
 * unasked.
 */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { FAULT_NAMES, impossible, JSON_FAULT_NAMES } from './faults.ts';
import type { Feed, FeedEnv } from './feed.ts';
import type { Night } from './recording.ts';
import { minuteOfNight, swedishIso } from './swedish-time.ts';

const isoTime = z.iso.datetime({ offset: true });

const ORDERS = {
  speed: z.strictObject({ speed: z.union([z.number().positive(), z.literal('max')]) }),
  pause: z.strictObject({ paused: z.boolean() }),
  /** Onwards by played seconds, or to the next publication (of either address), or the n-th next. */
  step: z.union([
    z.strictObject({ seconds: z.number().positive() }),
    z.strictObject({ publications: z.int().positive().default(1) }),
  ]),
  seek: z.strictObject({ to: isoTime }),
  etag: z.strictObject({ honoured: z.boolean() }),
  fault: z.strictObject({
    name: z.enum([...new Set([...FAULT_NAMES, ...JSON_FAULT_NAMES])]),
    address: z.enum(['night', 'final', 'index']).optional(),
    requests: z.int().positive().optional(),
    /** ISO time with offset, or HH:MM of the night. */
    at: z.union([isoTime, z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)]).optional(),
    back: z.int().positive().optional(),
  }),
} as const;

type OrderName = keyof typeof ORDERS;
type Orders = { [Name in OrderName]: z.infer<(typeof ORDERS)[Name]> };
type Acts = { [Name in OrderName]: (feed: Feed, order: Orders[Name]) => void };

const ACTS: Acts = {
  speed: ({ clock }, { speed }) => {
    clock.speed = speed;
  },
  pause: ({ clock }, { paused }) => {
    clock.paused = paused;
  },
  step: (feed, order) => {
    if ('seconds' in order) feed.clock.advance(order.seconds * 1000);
    else feed.clock.seek(nextPublication(feed, order.publications)?.at ?? endOf(feed));
  },
  seek: ({ clock }, { to }) => clock.seek(Date.parse(to)),
  etag: (feed, { honoured }) => {
    feed.etagHonoured = honoured;
  },
  fault: ({ faults, night }, { at, ...order }) => {
    faults.add({
      ...order,
      at: at === undefined ? undefined : (minuteOfNight(night.electionDate, at) ?? Date.parse(at)),
    });
  },
};

export function createControl(feed: Feed): Hono<FeedEnv> {
  const control = new Hono<FeedEnv>();
  control.get('/', (c) => c.json(stateOf(feed)));
  control.get('/requests', (c) => c.json(feed.requests.list()));
  control.delete('/faults', (c) => {
    feed.faults.clear();
    return c.json(stateOf(feed));
  });
  for (const name of Object.keys(ORDERS) as OrderName[]) control.post(`/${name}`, (c) => obey(c, feed, name));
  return control;
}

async function obey<Name extends OrderName>(c: Context<FeedEnv>, feed: Feed, name: Name): Promise<Response> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) {
    return c.json({ error: 'Send the order as application/json.' }, 415);
  }
  const body: unknown = await c.req.json().catch(() => undefined);
  const order = ORDERS[name].safeParse(body);
  if (!order.success) return c.json({ error: z.prettifyError(order.error) }, 400);
  const reason = name === 'fault' ? impossible(order.data as Orders['fault'], feed.night.format) : null;
  if (reason !== null) return c.json({ error: reason }, 400);
  ACTS[name](feed, order.data as Orders[Name]);
  return c.json(stateOf(feed));
}

type Announced = Night['publications'][number];

/** The n-th publication after now, at either address. */
function nextPublication({ clock, night }: Feed, count: number): { at: number; address: string } | null {
  const now = clock.now();
  const all: readonly Announced[] = night.publications;
  const coming = all.filter(({ at }) => Date.parse(at) > now);
  const publication = coming[count - 1];
  return publication === undefined ? null : { at: Date.parse(publication.at), address: publication.address };
}

const endOf = ({ clock }: Feed): number => clock.timeline.toNight(clock.timeline.end);

export type FeedState = ReturnType<typeof stateOf>;

function stateOf(feed: Feed) {
  const { night, clock, faults, requests, etagHonoured } = feed;
  const next = nextPublication(feed, 1);
  return {
    night: night.id,
    now: swedishIso(clock.now()),
    speed: clock.speed,
    paused: clock.paused,
    running: clock.running,
    finished: clock.finished,
    /** Played milliseconds, and where they end. */
    position: clock.position,
    end: clock.timeline.end,
    next: next === null ? null : { at: swedishIso(next.at), address: next.address },
    etagHonoured,
    faults: faults.list().map((fault) => ({ ...fault, at: fault.at === null ? null : swedishIso(fault.at) })),
    requests: requests.counters(),
  };
}
