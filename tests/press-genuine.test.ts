/** Recalls of genuine corrections through the register: Skövde 2014, and the night of 2018 with a corrected district. */
import { describe, expect, test, vi } from 'vitest';
import { ingestFile } from '../src/ingest/file.ts';
import { createRegister } from '../src/ingest/register.ts';
import type { StoredEvent } from '../src/lib/election/event.ts';
import { contestId, type MunicipalityCode } from '../src/lib/election/model.ts';
import type { Plan } from '../src/lib/election/plan.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import type { Figure } from '../src/lib/press/figure.ts';
import { figuresOf } from '../src/lib/press/figures.ts';
import { recall, type Recall, type Remembered } from '../src/lib/press/recall.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import type { Store } from '../src/lib/server/store/store.ts';
import { memberOf, votesIn, withDistrict, withVotes } from './support/edited-files.ts';
import { archiver, filesAt, liveNight, TOKEN } from './support/live-night.ts';
import { ARCHIVES, nationalPlan } from './support/national.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { openTestStore } from './support/store.ts';

vi.setConfig({ testTimeout: 180_000 });

const figureIn = (snapshot: Snapshot, id: string): Figure | null =>
  figuresOf(snapshot).find((figure) => figure.id === id) ?? null;

const newestEvent = async (store: Store): Promise<number> =>
  (await store.events.list({ limit: 1 }))[0]?.id ?? 0;

function copyOf(snapshot: Snapshot, id: string, more: Pick<Remembered, 'length' | 'lastEvent'>): Remembered {
  const figure = figureIn(snapshot, id);
  if (!figure) throw new Error(`${id} is not offered`);
  const { revision, night } = snapshot;
  return { figure, decimals: 2, night: night.id, revision, copiedAt: '2014-09-14T23:10:00+02:00', ...more };
}

describeWithReference(
  'the genuine correction between the archives of 2014 (Skövde, R 14960129, KD 136→132)',
  () => {
    const COUNTY = contestId('RD', '14');
    const TOWN = contestId('RD', '1496');

    /** The national programme's county, and the town as a contest of its own. */
    function planOf(): Plan {
      const national = nationalPlan();
      const county = national.contests.find(({ id }) => id === COUNTY);
      if (!county) throw new Error('the county is in the national programme');
      const town = {
        ...county,
        id: TOWN,
        area: { code: '1496', name: 'Skövde' },
        municipalities: ['1496' as MunicipalityCode],
      };
      return {
        ...national,
        contests: [
          town,
          { ...county, municipalities: county.municipalities.filter((code) => code !== '1496') },
        ],
        goals: [],
      };
    }

    let once: ReturnType<typeof imported> | undefined;
    async function imported(plan: Plan) {
      const store = await openTestStore('embedded');
      const night = {
        id: 'test-riket',
        electionDate: '2014-09-14',
        mode: 'test',
        label: 'TEST – EJ VALRESULTAT',
        remarks: [],
        baselineDate: '2010-09-19',
      } as const;
      const source = 'import';
      const now = () => '2014-09-14T23:20:00+02:00';
      const register = createRegister({ store, plan, night, source, intervalSeconds: 60, now });
      const take = async (index: 0 | 1) => {
        const file = {
          name: `${index}.zip`,
          source,
          via: 'import',
          by: null,
          fetchedAt: now(),
          etag: null,
        } as const;
        await ingestFile(register, { ...file, lastModified: null, bytes: readReference(ARCHIVES[index]) });
        const newest = await rebuild({ store, plan, night, source }, await store.results.newest());
        if (!newest) throw new Error('nothing was stored');
        return { snapshot: newest.snapshot, lastEvent: await newestEvent(store) };
      };
      const first = await take(0);
      const second = await take(1);
      const since = await store.events.list({ after: first.lastEvent, limit: 10_000 });
      return { first, second, since };
    }

    async function recalled(id: string, length: Remembered['length'] = 'bare') {
      const { first, second, since } = await (once ??= imported(planOf()));
      const { snapshot, lastEvent } = first;
      return recall(copyOf(snapshot, id, { length, lastEvent }), figureIn(second.snapshot, id), since);
    }

    test('KD’s share of Skövde is recalled, with the district', async () => {
      const { first } = await (once ??= imported(planOf()));
      const kd = figureIn(first.snapshot, 'RD-1496.KD.andel');
      if (kd?.kind !== 'share') throw new Error('KD has a share');
      const percent = (votes: number) =>
        (Math.round((votes / kd.valid) * 10_000) / 100).toFixed(2).replace('.', ',');
      expect(await recalled('RD-1496.KD.andel')).toMatchObject({
        outcome: 'corrected',
        then: `${percent(kd.votes)}\u00a0%`,
        should: `${percent(kd.votes - 4)}\u00a0%`,
        corrected: [{ district: '14960129', municipality: '1496', collection: false }],
        at: '2014-09-14T23:20:00+02:00',
      });
    });

    test('S, with as many votes as before there, is not', async () => {
      expect((await recalled('RD-1496.andel', 'statement')).outcome).not.toBe('corrected');
    });

    test('nor is KD’s share of the county’s other municipalities, which only grew', async () => {
      expect((await recalled('RD-14.KD.andel')).outcome).toMatch(/^(grown|holds)$/);
    });
  },
);

describe('the night of 2018 with an injected correction', () => {
  const FILE = 'valnatt_2303K.xml';
  const DOVIKEN = '23030101';

  /** Half the night, three copies; then more of it, and Döviken with ten S votes fewer. */
  let once: ReturnType<typeof played> | undefined;
  async function played() {
    const { upload, get, store } = await liveNight(TOKEN, '2018-09-09T23:30:00+02:00');
    const early = filesAt(0.45);
    await upload('valnatt.zip', archiver.build(early));
    const before = await get<Snapshot>('/api/snapshot');
    const lastEvent = await newestEvent(store);
    const later = filesAt(0.6);
    const corrected = withDistrict(memberOf(later, FILE), DOVIKEN, (element) =>
      withVotes(element, 'S', votesIn(element, 'S') - 10),
    );
    await upload('valnatt.zip', archiver.build(later));
    await upload(FILE, corrected);
    const after = await get<Snapshot>('/api/snapshot');
    const since: readonly StoredEvent[] = await store.events.list({ after: lastEvent, limit: 10_000 });
    return { before, after, lastEvent, since };
  }
  async function recalled(id: string): Promise<Recall> {
    const { before, after, lastEvent, since } = await (once ??= played());
    return recall(copyOf(before, id, { length: 'short', lastEvent }), figureIn(after, id), since);
  }

  test('Döviken was in the copy, and more has come since', async () => {
    const { before, since } = await (once ??= played());
    const kinds = since.filter(({ event }) => event.contest === 'KF-2303').map(({ event }) => event.kind);
    expect(before.contests.find(({ id }) => id === 'KF-2303')?.counted.districts).toBeGreaterThan(0);
    expect(kinds).toContain('correction');
    expect(since.some(({ event }) => event.kind === 'report' && event.contest === 'RF-23')).toBe(true);
  });

  test.each(['KF-2303.andel', 'KF-2303.roster', 'KF-2303.forandring'])('%s is recalled', async (id) => {
    expect(await recalled(id)).toMatchObject({ outcome: 'corrected', places: ['Döviken'] });
  });

  test.each(['RF-23.andel', 'RD-23.andel', 'RF-23.roster'])('%s, which only grew, is not', async (id) => {
    expect((await recalled(id)).outcome).toBe('grown');
  });
});
