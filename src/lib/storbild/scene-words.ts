/** What the scenes are called. */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { contestTitle } from '../words.ts';
import type { Scene, SceneKind } from './scenes.ts';

const NAMES: Readonly<Record<Exclude<SceneKind, 'race' | 'council' | 'night'>, string>> = {
  goals: 'Målen',
  councils: 'Kommunerna',
  arrivals: 'Senast in',
  seats: 'Mandat',
  when: 'Vad vi vet, och när',
  map: 'Kartan',
};

/** `Målen`, `Kommunvalet i Berg`, `Natten: riksdagsvalet, Jämtlands län` */
export function sceneName({ kind, contest }: Scene, { contests }: Pick<Snapshot, 'contests'>): string {
  if (kind !== 'race' && kind !== 'council' && kind !== 'night') return NAMES[kind];
  const found = contests.find(({ id }) => id === contest);
  if (!found) return '';
  const title = contestTitle(found);
  return kind === 'night' ? `Natten: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}
