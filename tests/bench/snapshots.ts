/** Snapshots: computed from what is known, and rebuilt from the store's rows, over a whole night of 2018. */
import { buildSnapshot } from '../../src/lib/election/snapshot.ts';
import { rebuild } from '../../src/lib/server/snapshots.ts';
import { archivesOf2018 } from './archives.ts';
import { median, timed } from './measure.ts';
import { inMs, type Row } from './row.ts';
import { freshStore, programme, registerOf, takeIn } from './store.ts';

const RUNS = 25;

export async function snapshots(): Promise<Row[]> {
  const store = await freshStore();
  const register = registerOf(store, await programme('jamtland-2018'));
  for (const bytes of archivesOf2018('all')) await takeIn(register, bytes);
  const { known, history } = await register.held();
  const { plan, night, source } = register;
  const status = { state: 'live', source, checkedAt: null, changedAt: null, publishedAt: null } as const;
  const computed: number[] = [];
  const rebuilt: number[] = [];
  let length = 0;
  for (let run = 0; run < RUNS; run += 1) {
    computed.push(await timed(() => buildSnapshot({ known, plan, night, feed: status, history })));
    rebuilt.push(
      await timed(async () => {
        length = (await rebuild(register, known.revision))?.json.length ?? 0;
      }),
    );
  }
  const all = await timed(async () => {
    for (let revision = 1; revision <= known.revision; revision += 1) await rebuild(register, revision);
  });
  await store.close();
  const size = `${known.reports.size} reports, ${Math.round(length / 1000)} kB of JSON`;
  return [
    {
      what: 'snapshot computed',
      figure: inMs(median(computed)),
      how: `buildSnapshot, all of 2018's night in: ${size}; median of ${RUNS}`,
    },
    {
      what: 'snapshot rebuilt from the store',
      figure: inMs(median(rebuilt)),
      how: `the newest revision, embedded store; median of ${RUNS}`,
    },
    {
      what: `all ${known.revision} revisions rebuilt`,
      figure: inMs(all),
      how: `one after the other: ${inMs(all / known.revision)} each`,
    },
  ];
}
