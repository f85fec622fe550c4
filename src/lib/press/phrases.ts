/** Swedish that sentences are made of: where a contest is, genitives, lists, ordinals. */
import type { InContest } from './figure.ts';

/** `kommunvalet i Berg`, `riksdagsvalet i Jämtlands län`, `regionvalet i Jämtland Härjedalen` */
export function contestPhrase({ type, area }: InContest): string {
  if (type === 'KF') return `kommunvalet i ${area.name}`;
  if (type === 'RD') return `riksdagsvalet i ${area.name}`;
  return `regionvalet i ${area.name.replace(/^Region /, '')}`;
}

/** Who is elected there: `kommunfullmäktige i Berg`, `regionfullmäktige i Region Jämtland Härjedalen`. */
export const bodyPhrase = ({ type, area }: InContest): string =>
  type === 'RD' ? 'riksdagen' : `${type === 'KF' ? 'kommunfullmäktige' : 'regionfullmäktige'} i ${area.name}`;

/** `Socialdemokraternas`; a name that ends in s, x or z stands unchanged. */
export const genitive = (name: string): string => (/[sxzß]$/i.test(name) ? name : `${name}s`);

/** `S`, `S och C`, `S, C och M` */
export function andList(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} och ${last}`;
}

const ORDINALS = 'tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte'.split(' ');

/** The place by size: `största`, `näst största`, `tredje största`, `13:e största`. */
export function rankPhrase(place: number): string {
  if (place === 1) return 'största';
  return place === 2 ? 'näst största' : `${ORDINALS[place - 3] ?? `${place}:e`} största`;
}
