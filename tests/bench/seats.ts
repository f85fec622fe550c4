/** Projected seats: 2 000 draws of every contest, and how long nothing else could run meanwhile. */
import { setImmediate as breathe } from 'node:timers/promises';
import { drawGround } from '../../src/lib/election/projection/seat-draws-ground.ts';
import { drawingSeats, drawSeats, DRAWS } from '../../src/lib/election/projection/seat-draws.ts';
import { finalResults, groundOf, knownWhen, shuffled } from '../support/partial-count.ts';
import { noReference } from './archives.ts';
import { inTurn, longestStall } from './measure.ts';
import { inMs, missing, times, type Row } from './row.ts';
import { programme } from './store.ts';

/** Figures to reach, milliseconds: all contests, and the longest step. */
const BELOW = 150;
const STALL_BELOW = 50;
const RUNS = 25;

export async function seats(): Promise<Row[]> {
  if (noReference) return [missing('projected seats', noReference)];
  const rows: Row[] = [];
  for (const year of ['2018', '2014'] as const) rows.push(...(await measured(year)));
  return rows;
}

/** Two thirds of the districts in, the Riksdag's all: every contest has a projection, and much is still out. */
async function measured(year: '2014' | '2018'): Promise<Row[]> {
  const plan = await programme(`jamtland-${year}`);
  const results = finalResults(year);
  const all = results.flatMap(({ reports }) => reports).filter(({ kind }) => kind === 'ordinary');
  const counted = new Set(shuffled(all, 4).slice(0, (2 * all.length) / 3));
  const ground = groundOf(
    knownWhen(results, (report) => report.kind === 'ordinary' && counted.has(report)),
    plan,
  );
  const drawn = plan.contests.filter((contest) => typeof drawSeats(contest, ground) === 'object').length;
  const ms = await inTurn(
    {
      draws: () => plan.contests.map((contest) => drawSeats(contest, ground)),
      layout: () => plan.contests.map((contest) => drawGround(contest, ground)),
    },
    RUNS,
  );
  const stall = await longestStall(async () => {
    for (const contest of plan.contests) {
      const steps = drawingSeats(contest, ground);
      while (!steps.next().done) await breathe();
    }
  });
  return [
    {
      what: `seats of ${drawn} of ${plan.contests.length} contests drawn, ${year}`,
      figure: inMs(ms.draws),
      against: `${times(ms.draws / ms.layout)} laying them out`,
      required: `< ${BELOW} ms`,
      ok: ms.draws < BELOW,
      how: `${DRAWS} draws each, two thirds of the districts in; median of ${RUNS}`,
    },
    {
      what: `longest stall while they are drawn, ${year}`,
      figure: inMs(stall),
      required: `< ${STALL_BELOW} ms`,
      ok: stall < STALL_BELOW,
      how: 'in steps, as the web process does beside its readers',
    },
  ];
}
