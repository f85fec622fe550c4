/**
 * `npm run backtest [-- --out FILE.json]`: scores the projection on past elections (REFERENCE_DATA) by the protocol of
 * its method, prints the table beside the documented figures, and writes it as data for the page that shows it.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { textOf } from '../backtest/print.ts';
import { recordOf } from '../backtest/record.ts';
import { readSources } from '../backtest/sources.ts';
import { asJson } from '../backtest/track-record.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const began = performance.now();
const record = recordOf(await readSources(process.env.REFERENCE_DATA ?? '../shared/data'));
console.log(textOf(record));
console.log(`\n${Math.round((performance.now() - began) / 1000)} s`);
if (values.out) await writeFile(values.out, asJson(record));
