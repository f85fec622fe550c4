/** What the scenes are called. */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { contestTitle } from '../words.ts';
import type { Scene, SceneKind } from './scenes.ts';

const NAMES: Readonly<Record<Exclude<SceneKind, 'race' | 'council'>, string>> = {
  goals: 'Målen',
  councils: 'Kommunerna',
  arrivals: 'Senast in',
  seats: 'Mandat',
  when: 'Vad vi vet, och när',
  map: 'Kartan',
};

/** `Målen`, `Kommunvalet i Berg` */
export function sceneName({ kind, contest }: Scene, { contests }: Pick<Snapshot, 'contests'>): string {
  if (kind !== 'race' && kind !== 'council') return NAMES[kind];
  const found = contests.find(({ id }) => id === contest);
  return found ? contestTitle(found) : '';
}
