/**
 * `npm run bench`: prints one table of how fast and how large everything is, as ratios against limits and peers that
 * were measured in the same run. `npm run bench -- reading arrival` measures only those subjects. A requirement that
 * is not met is said in the table; only a bench that breaks exits otherwise than with 0.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { allocation } from './allocation.ts';
import { arrival } from './arrival.ts';
import { index } from './index-polls.ts';
import { memory } from './memory.ts';
import { national } from './national.ts';
import { polling } from './polling.ts';
import { projections } from './projections.ts';
import { reading } from './reading.ts';
import { missing, tableOf, type Row } from './row.ts';
import { screen } from './screen.ts';
import { seats } from './seats.ts';
import { slider } from './slider.ts';
import { snapshots } from './snapshots.ts';
import { stalls } from './stalls.ts';
import { starting } from './starting.ts';
import { wire } from './wire.ts';

const SUBJECTS = {
  reading,
  allocation,
  seats,
  polling,
  index,
  national,
  snapshots,
  slider,
  projections,
  stalls,
  arrival,
  starting,
  memory,
  wire,
  screen,
} as const;
type Subject = keyof typeof SUBJECTS;

const asked = process.argv.slice(2);
const subjects = (Object.keys(SUBJECTS) as Subject[]).filter(
  (name) => asked.length === 0 || asked.includes(name),
);
const unknown = asked.filter((name) => !(name in SUBJECTS));
if (unknown.length > 0) {
  console.error(`No such subject: ${unknown.join(', ')}. There are: ${Object.keys(SUBJECTS).join(', ')}.`);
  process.exit(1);
}
const built = spawnSync(process.execPath, ['--import', 'tsx', 'src/commands/build-if-needed.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(1);

const [loadBefore = 0] = loadavg();
const rows: Row[] = [];
const began = performance.now();
for (const name of subjects) {
  try {
    rows.push(...(await SUBJECTS[name]()));
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
    rows.push(missing(name, 'it failed, see above'));
  }
  console.error(`${name}: done after ${Math.round((performance.now() - began) / 1000)} s`);
}
const [cpu] = cpus();
console.log(
  `\n${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, ` +
    `node ${process.version}, ${process.platform}; load of the machine when the bench began: ${loadBefore.toFixed(1)}\n`,
);
console.log(tableOf(rows));
const wanting = rows.filter(({ ok }) => ok === false).length;
console.log(`\n${rows.length} rows, ${wanting} NOT OK, ${Math.round((performance.now() - began) / 1000)} s`);
process.exit();
