/** The longest time that the process could do nothing else while it took in a file. */
import { nationalPlan } from '../support/national.ts';
import { archivesOf2018, EARLIER, genuine, LATER, noReference } from './archives.ts';
import { longestStall, median, ROUNDS, timed } from './measure.ts';
import { inMs, missing, type Row } from './row.ts';
import { freshStore, programme, registerOf, takeIn } from './store.ts';

export async function stalls(): Promise<Row[]> {
  const normal = await ofSmallArchives();
  if (noReference) return [normal, missing('longest stall, genuine archives', noReference)];
  return [normal, await ofNationalArchive(), await ofWholeCountry()];
}

async function ofSmallArchives(): Promise<Row> {
  const store = await freshStore();
  const register = registerOf(store, await programme('jamtland-2018'));
  const [first, ...rest] = archivesOf2018('riksdag');
  if (first) await takeIn(register, first);
  const found: number[] = [];
  for (const bytes of rest) found.push(await longestStall(() => takeIn(register, bytes)));
  await store.close();
  const how = `monitorEventLoopDelay over ingestFile of ${rest.length} archives of 2018, embedded store; median ${inMs(median(found))}`;
  return { what: 'longest stall, normal polls', figure: inMs(Math.max(...found)), how };
}

async function ofNationalArchive(): Promise<Row> {
  const found: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const store = await freshStore();
    const register = registerOf(store, await programme('jamtland-2014'));
    await takeIn(register, genuine(EARLIER));
    found.push(await longestStall(() => takeIn(register, genuine(LATER))));
    await store.close();
  }
  const how = `the genuine archive (4 MB, 4 of 24 changed) through ingestFile; the longest of ${ROUNDS}`;
  return { what: 'longest stall, national archive, own files', figure: inMs(Math.max(...found)), how };
}

/** Every municipality of the country is the programme's: all 872 files are read and all reports are written. */
async function ofWholeCountry(): Promise<Row> {
  const store = await freshStore();
  const register = registerOf(store, nationalPlan());
  let took = 0;
  const stall = await longestStall(async () => {
    took = await timed(() => takeIn(register, genuine(LATER)));
  });
  const { known } = await register.held();
  await store.close();
  const how = `a programme of all municipalities: ${known.reports.size} reports read and written in ${inMs(took)}`;
  return { what: 'longest stall, whole country taken in', figure: inMs(stall), how };
}
