/** A live night of 2026 that small JSON archives are brought to by hand, seen through its API. */
import type { ElectionEvent, StoredEvent } from '../../src/lib/election/event.ts';
import type { FeedError } from '../../src/lib/election/parse/error.ts';
import type { Contest, Snapshot } from '../../src/lib/election/snapshot-shape.ts';
import type { StoredFile } from '../../src/lib/server/store/store.ts';
import { bytesOf, districtOf, rootOf, type ExampleDistrict, type Figures } from './json-example.ts';
import { night2026, plan2026, zipOf } from './json-feed.ts';
import { apiOver, TOKEN } from './live-night.ts';
import { contestIn } from './night.ts';
import { openTestStore } from './store.ts';

export type Json = Record<string, unknown>;
/** Members by name: JSON, or bytes as they are. */
export type Members = Readonly<Record<string, Json | Uint8Array>>;

/** Municipalities of the programme. */
export const MUNICIPALITIES = ['2303', '2305', '2309', '2313', '2321', '2326', '2361', '2380'] as const;

/** ROOT of one update; each is a minute later than the last. */
export const rootAt = (type: 'RD' | 'RF' | 'KF', updates: number, count?: 'slutlig'): Json => ({
  ...rootOf(type, count),
  antalUppdateringar: updates,
  senasteUppdateringstid: `2026-09-13T21:${String(30 + updates)}:00`,
});

/** Votes by the last two digits of a district's code (`null`: not counted); `00` is the collection district. */
export type Told = Readonly<Record<string, Figures | null>>;

/** A municipality's districts `…0101`, `…0102`; whatever else is told of them in `more`. */
export const districtsOf = (
  municipality: string,
  area: string,
  told: Told,
  more: Partial<ExampleDistrict> = {},
): readonly Json[] =>
  Object.entries(told).map(([number, figures]) =>
    districtOf({
      code: number === '00' ? `${municipality}00` : `${municipality}01${number}`,
      municipality,
      area,
      eligible: number === '00' ? null : 1000,
      at: figures && '2026-09-13T21:10:00',
      ...(figures ? { figures } : {}),
      ...more,
    }),
  );

/** The name of a member of 2026. */
export const memberName = (part: string, area: string, type: string, count = 'preliminar'): string =>
  `Val_2026_${count}_${part}_${area}_${type}.json`;

/** A council's rostfordelning. */
export const council = (area: string, updates: number, told: Told): Members => ({
  [memberName('rostfordelning', area, 'KF')]: {
    ...rootAt('KF', updates),
    valdistrikt: districtsOf(area, area, told),
  },
});

/** The nation's rostfordelning, with the same districts in each municipality unless told otherwise. */
export const nation = (updates: number, told: Told, others: Readonly<Record<string, Told>> = {}): Json => ({
  ...rootAt('RD', updates),
  valdistrikt: [
    ...districtsOf('0180', '00', told),
    ...MUNICIPALITIES.flatMap((code) => districtsOf(code, '00', others[code] ?? told)),
  ],
});
export const NATION = memberName('rostfordelning', '00', 'RD');

export const zipOfMembers = (members: Members): Uint8Array =>
  zipOf(
    Object.fromEntries(
      Object.entries(members).map(([name, content]) => [
        name,
        content instanceof Uint8Array ? content : bytesOf(content),
      ]),
    ),
  );

interface Answer {
  readonly outcome: string;
  readonly revision: number | null;
  readonly reasons: readonly FeedError[];
}

export async function jsonDesk(at = '2026-09-13T22:30:00+02:00') {
  const plan = await plan2026();
  const store = await openTestStore('embedded');
  const rows = { store, plan, night: night2026(plan), source: 'https://data.example/val2026/' };
  const over = await apiOver(rows, TOKEN, at);
  const bring = async (name: string, bytes: Uint8Array) =>
    (await (await over.upload(name, bytes)).json()) as Answer;
  const events = async (): Promise<readonly ElectionEvent[]> =>
    (await over.get<StoredEvent[]>('/api/events?limit=100')).map(({ event }) => event).reverse();
  return {
    ...over,
    bring,
    /** Brings an archive under its own name. */
    take: (archive: string, members: Members) => bring(`Val_2026_${archive}.zip`, zipOfMembers(members)),
    events,
    notices: async () => (await events()).flatMap((event) => (event.kind === 'notice' ? event.notice : [])),
    snapshot: () => over.get<Snapshot>('/api/snapshot'),
    contest: async (id: string): Promise<Contest> => contestIn(await over.get<Snapshot>('/api/snapshot'), id),
    files: () => over.get<StoredFile[]>('/api/files'),
  };
}
