import type { NightMode } from '../../election/snapshot-shape.ts';

/** Also a schema, a folder and a channel, so: short, lower case, nothing that needs escaping. */
const NIGHT = /^(live|replay|test)-[a-z0-9][a-z0-9-]{0,39}$/;

/** The mode that a night's name starts with; throws for a name that is none. */
export function modeOf(night: string): NightMode {
  const mode = NIGHT.exec(night)?.[1];
  if (mode === undefined)
    throw new Error(`Night ${JSON.stringify(night)}: expected live-…, replay-… or test-… in lower case`);
  return mode as NightMode;
}

/** Rehearsals may be emptied; what a real night left behind never is. */
export function refuseToEmptyLive(night: string): void {
  if (modeOf(night) === 'live') throw new Error(`The store ${night} is a live night's: it is never emptied`);
}

/** Notices reach a whole database, whatever the schema: the channel has the night in its name. */
export const channelOf = (night: string): string => `results/${night}`;
