import { z } from 'zod';
import { fail, ok, type Result } from '../election/parse/error.ts';

/** The environment, read in one place; its faults are listed together (README, "Configuration"). */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** A bundled programme's name, or the path of a programme file; `null`: the night's own. */
  readonly programme: string | null;
  readonly feed: ReplayConfig | LiveConfig;
  /** Seconds between polls, on the night's clock. */
  readonly intervalSeconds: number;
  readonly publicUrl: string;
  readonly referenceData: string;
  readonly ingest: boolean;
  readonly ingestUrl: string | null;
  readonly adminToken: string | null;
  /** The Chromium that prints the report; `null`: the system's own, where there is one. */
  readonly chromiumPath: string | null;
  readonly logLevel: string;
}

export interface ReplayConfig {
  readonly kind: 'replay';
  readonly night: ReplayNight;
  readonly speed: number | 'max';
  /** ISO time, `end`, or `null` for when the first report is near. */
  readonly start: string | null;
  readonly keep: boolean;
}

export interface LiveConfig {
  readonly kind: 'live';
  readonly url: string;
  readonly finalUrl: string | null;
}

const NIGHTS = ['2014', '2018'] as const;
export type ReplayNight = (typeof NIGHTS)[number];

/** The least seconds between polls of a host that is not this machine. */
const POLITE_INTERVAL = 60;

const unset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be postgres://…' })),
  DATA_DIR: optional(z.string()),
  PROGRAMME: optional(z.string()),
  FEED_URL: optional(z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' })),
  FEED_FINAL_URL: optional(z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' })),
  FEED_INTERVAL: optional(z.coerce.number().min(1, 'must be at least 1 second')),
  REPLAY: optional(z.enum(NIGHTS, { error: `must be one of ${NIGHTS.join(', ')}` })),
  REPLAY_SPEED: optional(
    z.union([z.literal('max'), z.coerce.number().positive()], { error: 'must be a positive number or max' }),
  ),
  REPLAY_START: optional(
    z.union([z.literal('end'), z.iso.datetime({ offset: true, local: true })], {
      error: 'must be end or an ISO time like 2018-09-09T21:30:00+02:00',
    }),
  ),
  REPLAY_KEEP: optional(z.enum(['0', '1'])),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' })),
  REFERENCE_DATA: optional(z.string()),
  INGEST: optional(z.enum(['on', 'off'])),
  INGEST_URL: optional(z.url({ protocol: /^https?$/ })),
  ADMIN_TOKEN: optional(z.string().min(12, 'must have at least 12 characters')),
  CHROMIUM_PATH: optional(z.string()),
  LOG_LEVEL: optional(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
});
type Environment = z.output<typeof environment>;

/** Reads the environment; on failure every fault, one a line. */
export function readConfig(env: Record<string, string | undefined>): Result<Config, readonly string[]> {
  const parsed = environment.safeParse(env);
  const faults = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...contradictions(env),
  ];
  return parsed.success && faults.length === 0 ? ok(configOf(parsed.data)) : fail(faults);
}

/** The process's own environment. */
export const readEnvironment = (): Result<Config, readonly string[]> => readConfig(process.env);

function contradictions(env: Record<string, string | undefined>): readonly string[] {
  const faults: string[] = [];
  for (const name of ['REPLAY', 'REPLAY_SPEED', 'REPLAY_START', 'REPLAY_KEEP']) {
    if (env.FEED_URL && env[name]) faults.push(`${name}: only without FEED_URL`);
  }
  if (env.FEED_FINAL_URL && !env.FEED_URL) faults.push('FEED_FINAL_URL: only with FEED_URL');
  if (env.FEED_URL?.endsWith('/'))
    faults.push('FEED_URL: the JSON feed (an address ending in /) is not read yet');
  else if (env.FEED_URL && !env.FEED_URL.endsWith('.zip')) faults.push('FEED_URL: must end in .zip');
  if (env.INGEST_URL && env.INGEST === 'on')
    faults.push('INGEST_URL: another process ingests, so INGEST must not be on');
  return faults;
}

function configOf(env: Environment): Config {
  const port = env.PORT ?? 3000;
  const foreign = env.FEED_URL !== undefined && !isThisMachine(env.FEED_URL);
  const interval = env.FEED_INTERVAL ?? 60;
  return {
    port,
    host: env.HOST ?? '127.0.0.1',
    databaseUrl: orNull(env.DATABASE_URL),
    dataDir: env.DATA_DIR ?? './data',
    programme: orNull(env.PROGRAMME),
    feed: env.FEED_URL ? liveOf(env.FEED_URL, env.FEED_FINAL_URL) : replayOf(env),
    intervalSeconds: foreign ? Math.max(POLITE_INTERVAL, interval) : interval,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${port}`,
    referenceData: env.REFERENCE_DATA ?? '../shared/data',
    ingest: env.INGEST !== 'off' && !env.INGEST_URL,
    ingestUrl: orNull(env.INGEST_URL),
    adminToken: orNull(env.ADMIN_TOKEN),
    chromiumPath: orNull(env.CHROMIUM_PATH),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

const orNull = <T>(value: T | undefined): T | null => value ?? null;

function liveOf(url: string, finalUrl: string | undefined): LiveConfig {
  const derived = url.replaceAll('valnatt', 'slutresultat');
  return { kind: 'live', url, finalUrl: finalUrl ?? (derived === url ? null : derived) };
}

const replayOf = (env: Environment): ReplayConfig => ({
  kind: 'replay',
  night: env.REPLAY ?? '2018',
  speed: env.REPLAY_SPEED ?? 60,
  start: env.REPLAY_START ?? null,
  keep: env.REPLAY_KEEP === '1',
});

/** Loopback only: `127.0.0.0/8`, `::1`, `localhost`. */
export function isThisMachine(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export const isLoopback = (host: string): boolean =>
  isThisMachine(`http://${host.includes(':') ? `[${host}]` : host}`);
