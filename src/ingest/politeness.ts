import type { Config } from '../lib/server/config.ts';

/** How we behave towards the authority's server, and how much we take from it at once. */

/** Longest wait for an answer, milliseconds. */
export const TIMEOUT_MS = { replay: 2_000, live: 20_000 };
/** Largest download. */
export const MAX_BYTES = 64 * 1024 * 1024;

/** Who asks, and where to find us. */
export const userAgentOf = (config: Config): string => `Malvakt/0.1 (+${config.publicUrl})`;
