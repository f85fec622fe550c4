/**
 * `npm run parameters -- --party S --drawn M,C,L,KD,S,V,MP,SD --area 23 --pair 2010–2014 --table FINAL.csv.gz [--arrivals ARRIVALS.csv --night DATE]
 * --out FILE`: makes what a programme's projections take from the pair of elections before.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { asText, parametersOf } from '../backtest/parameters.ts';
import { readTable } from '../backtest/table.ts';
import type { PartyCode } from '../lib/election/model.ts';

const option = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    party: option,
    drawn: option,
    area: option,
    pair: option,
    table: option,
    arrivals: option,
    night: option,
    out: option,
  },
});
const { party, drawn, area, pair, table, arrivals, night, out } = values;
if (!party || !drawn || !area || !pair || !table || !out || Boolean(arrivals) !== Boolean(night)) {
  console.error(
    'usage: npm run parameters -- --party LABEL --drawn LABEL,LABEL --area CODE --pair YEAR–YEAR --table FINAL.csv.gz [--arrivals ARRIVALS.csv --night DATE] --out FILE',
  );
  process.exit(1);
}
const parameters = parametersOf({
  reports: readTable(await readFile(table)),
  from: pair,
  party: party as PartyCode,
  drawn: drawn.split(',') as PartyCode[],
  area,
  night: arrivals && night ? { date: night, csv: await readFile(arrivals, 'utf8') } : null,
});
await writeFile(out, asText(parameters));
const percent = (spread: object): string =>
  Object.entries(spread)
    .map(([type, value]) => `${type} ${(Number(value) * 100).toFixed(2)}`)
    .join(', ');
console.log(`${out}: σ ${percent(parameters.sigma)}; τ ${percent(parameters.tau)} percentage points`);
