/** Projections of all contests, every larger party's and the goals' own, in the middle of the night of 2018. */
import {
  isEstimate,
  estimateContest,
  projectParties,
  shownProjection,
} from '../../src/lib/election/projection/contest.ts';
import { buildSnapshot } from '../../src/lib/election/snapshot.ts';
import { placesOf, placesOfContest, tally } from '../../src/lib/election/tally.ts';
import { archivesOf2018 } from './archives.ts';
import { inTurn } from './measure.ts';
import { inMs, times, type Row } from './row.ts';
import { freshStore, programme, registerOf, takeIn } from './store.ts';

const RUNS = 51;
const LIMIT_MS = 20;
const PART = 0.7;

export async function projections(): Promise<Row[]> {
  const store = await freshStore();
  const register = registerOf(store, await programme('jamtland-2018'));
  // Every contest has enough in for bands, and districts out: the most there is to reckon.
  const archives = archivesOf2018('all');
  for (const bytes of archives.slice(0, Math.ceil(archives.length * PART))) await takeIn(register, bytes);
  const { known, history } = await register.held();
  const { plan, night, source } = register;
  const feed = { state: 'live', source, checkedAt: null, changedAt: null, publishedAt: null } as const;
  let shown = 0;
  let parties = 0;
  const project = () => {
    const ground = { places: placesOf(known, plan), plan, heldBack: () => false };
    shown = 0;
    parties = 0;
    for (const contest of plan.contests) {
      const found = estimateContest(contest, plan.party.code, ground);
      if ('share' in shownProjection(found, plan.projection)) shown += 1;
      if (isEstimate(found) && found.enough)
        parties += projectParties(
          contest,
          tally(placesOfContest(ground.places, contest)).parties,
          ground,
        ).length;
    }
  };
  const { projected, snapshot } = await inTurn(
    { projected: project, snapshot: () => buildSnapshot({ known, plan, night, feed, history }) },
    RUNS,
  );
  await store.close();
  return [
    {
      what: 'projections of all contests',
      figure: inMs(projected),
      against: `${times(projected / snapshot)} the snapshot`,
      required: `< ${LIMIT_MS} ms`,
      ok: projected < LIMIT_MS,
      how: `${plan.contests.length} contests, ${shown} with bands, ${parties} parties; ${PART * 100} % of 2018's publications in; median of ${RUNS}`,
    },
  ];
}
