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
  readonly feed: ReplayConfig | LiveConfig | IndexConfig;
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

/** The feed of 2022 and later: an index of archives below one address. */
export interface IndexConfig {
  readonly kind: 'index';
  /** Ends in `/`. */
  readonly base: string;
  /** What the names of the archives begin with (`Val_2026`); `null`: whatever it is. */
  readonly prefix: string | null;
  /** The index's path below the base. */
  readonly index: string;
  /** Path of the PEM certificate or public key that result files are signed with; `null`: signatures are not checked. */
  readonly certificate: string | null;
  /** The districts of the final national file are read too (up to 260 MB). */
  readonly finalDistricts: boolean;
}

const NIGHTS = ['2014', '2018', '2026'] as const;
export type ReplayNight = (typeof NIGHTS)[number];

/** The least seconds between polls of a host that is not this machine. */
const POLITE_INTERVAL = 60;

const unset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());

/** Of plain segments: no scheme, no step upwards, no query. */
const isPathBelow = (path: string): boolean =>
  path.split('/').every((part) => /^[^:?#\\\s]+$/.test(part) && !/^(\.|%2e)+$/i.test(part));

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'must be postgres://…' })),
  DATA_DIR: optional(z.string()),
  PROGRAMME: optional(z.string()),
  FEED_URL: optional(z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' })),
  FEED_FINAL_URL: optional(z.url({ protocol: /^https?$/, error: 'must be http://… or https://…' })),
  FEED_PREFIX: optional(z.string()),
  FEED_INDEX: optional(
    z.string().refine(isPathBelow, 'must be a path below FEED_URL, without a slash at the beginning'),
  ),
  FEED_CERTIFICATE: optional(z.string()),
  FEED_FINAL_DISTRICTS: optional(z.enum(['0', '1'])),
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

const REPLAY_ONLY = ['REPLAY', 'REPLAY_SPEED', 'REPLAY_START', 'REPLAY_KEEP'];
const INDEX_ONLY = ['FEED_PREFIX', 'FEED_INDEX', 'FEED_CERTIFICATE', 'FEED_FINAL_DISTRICTS'];

function contradictions(env: Record<string, string | undefined>): readonly string[] {
  const faults = REPLAY_ONLY.filter((name) => env.FEED_URL && env[name]).map(
    (name) => `${name}: only without FEED_URL`,
  );
  faults.push(...contradictionsOfFeed(env));
  if (env.INGEST_URL && env.INGEST === 'on')
    faults.push('INGEST_URL: another process ingests, so INGEST must not be on');
  return faults;
}

function contradictionsOfFeed(env: Record<string, string | undefined>): readonly string[] {
  const url = env.FEED_URL ?? '';
  const index = url.endsWith('/');
  const faults = INDEX_ONLY.filter((name) => env[name] && !index).map(
    (name) => `${name}: only with a FEED_URL that ends in /`,
  );
  if (env.FEED_FINAL_URL && url === '') faults.push('FEED_FINAL_URL: only with FEED_URL');
  if (env.FEED_FINAL_URL && index) faults.push('FEED_FINAL_URL: not with a FEED_URL that ends in /');
  if (index && /[?#]/.test(url)) faults.push('FEED_URL: must end in / without a query or fragment (JSON)');
  if (url !== '' && !index && !url.endsWith('.zip'))
    faults.push('FEED_URL: must end in .zip (XML) or in / (JSON)');
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
    feed: env.FEED_URL ? feedOf(env.FEED_URL, env) : replayOf(env),
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

const feedOf = (url: string, env: Environment): LiveConfig | IndexConfig =>
  url.endsWith('/') ? indexOf(url, env) : liveOf(url, env.FEED_FINAL_URL);

const indexOf = (base: string, env: Environment): IndexConfig => ({
  kind: 'index',
  base,
  prefix: orNull(env.FEED_PREFIX),
  index: env.FEED_INDEX ?? 'index.md5',
  certificate: orNull(env.FEED_CERTIFICATE),
  finalDistricts: env.FEED_FINAL_DISTRICTS === '1',
});

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
