/** Swedish that sentences are made of: where a contest is, genitives, lists, ordinals, times. */
import { formatDay, formatOtherDay, formatTime } from '../format.ts';
import type { InContest } from './figure.ts';

/** An area without the word for what it is: `Jämtland Härjedalen`. */
const areaPhrase = ({ area }: InContest): string => area.name.replace(/^Region /, '');

/** `kommunvalet i Berg`, `riksdagsvalet i Jämtlands län`, `regionvalet i Jämtland Härjedalen` */
export function contestPhrase(contest: InContest): string {
  const { type, area } = contest;
  if (type === 'KF') return `kommunvalet i ${area.name}`;
  if (type === 'RD') return `riksdagsvalet i ${area.name}`;
  return `regionvalet i ${areaPhrase(contest)}`;
}

/** Who is elected there: `kommunfullmäktige i Berg`, `regionfullmäktige i Jämtland Härjedalen`, `riksdagen`. */
export function bodyPhrase(contest: InContest): string {
  const { type, area } = contest;
  if (type === 'RD') return 'riksdagen';
  return type === 'KF' ? `kommunfullmäktige i ${area.name}` : `regionfullmäktige i ${areaPhrase(contest)}`;
}

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

/** What people count by hand, one of it; a programme names the many. */
const ONE: Readonly<Record<string, string>> = { personer: 'person', medlemmar: 'medlem' };

/** `personer`, but `person` after 1. */
export const unitPhrase = (value: number, unit: string | null): string =>
  (value === 1 && unit !== null ? ONE[unit] : undefined) ?? unit ?? '';

/** `kl. 22.41`; another day than the election's evening with its date: `onsdag 12 september 2018 kl. 16.05`. */
export function momentPhrase(iso: string | null, evening: string): string {
  const clock = `kl. ${formatTime(iso)}`;
  return iso && formatOtherDay(iso, evening) !== '' ? `${formatDay(iso)} ${clock}` : clock;
}
