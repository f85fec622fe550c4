/**
 * The short address of a copied figure: which election, which revision, which figure, and a check of what was copied.
 * It asks for no storing, since the store keeps every revision; the check tells a link of another run of a replay, or
 * of another store, from one that is right.
 */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { bareValue } from './bare.ts';
import type { Figure } from './figure.ts';

export interface Permalink {
  /** `2018-09-09` */
  readonly electionDate: string;
  readonly revision: number;
  readonly check: string;
  readonly figure: string;
}

const STAMP = /^(\d\d)(\d\d)(\d\d)-(\d{1,10})-([0-9a-z]{4})$/;
const CENTURY = '20';

/** `/p/180909-147-k3f9/KF-2326.andel`, below the address that others use. */
export function permalinkPath(figure: Figure, { revision, night }: PermalinkOf): string {
  const date = night.electionDate.slice(2).replaceAll('-', '');
  return `/p/${date}-${revision}-${checkOf(figure, night)}/${encodeURIComponent(figure.id)}`;
}

export type PermalinkOf = Pick<Snapshot, 'revision' | 'night'>;

/** The parts of `180909-147-k3f9` and a figure's id; `null`: it is no such address. */
export function readPermalink(stamp: string, figure: string): Permalink | null {
  const [, year, month, day, revision, check] = STAMP.exec(stamp) ?? [];
  if (!check || !revision) return null;
  const electionDate = `${CENTURY}${year}-${month}-${day}`;
  return { electionDate, revision: Number(revision), check, figure };
}

/** The frozen figure is the one that was copied. */
export const isSame = (link: Permalink, figure: Figure, night: Snapshot['night']): boolean =>
  link.check === checkOf(figure, night);

/** Four signs of night, figure, value, and the newest report in it; tells runs apart, keeps nobody out. */
export function checkOf(figure: Figure, night: Pick<Snapshot['night'], 'id'>): string {
  const asOf = figure.kind === 'count' ? figure.counted.date : figure.ground.asOf;
  const text = [night.id, figure.id, bareValue(figure), asOf ?? ''].join('|');
  return fnv1a(text).toString(36).padStart(7, '0').slice(-4);
}

/** FNV-1a, 32 bits (draft-eastlake-fnv). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
