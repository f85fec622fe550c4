/**
 * `npm run map -- AREA NAME`, as in `23 jamtland`: builds the map tables `static/map/NAME-YEAR.json` from the shapes of
 * every election in REFERENCE_DATA/geo (`valdistrikt-AREA-YEAR.topojson`, `vatten-AREA.topojson`).
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildMapTable, type MapSource } from './map-table.ts';

/** Whose shapes these are: shown beside every map. */
const CREDIT =
  'Valdistrikt: Valmyndigheten (gränser: länsstyrelserna). Kommungränser: Lantmäteriet (CC0). Sjöar: Natural Earth.';
const TO = 'static/map';

const [area, name] = process.argv.slice(2);
if (!area || !name) {
  console.error('usage: npm run map -- AREA NAME');
  process.exit(1);
}
const geo = join(process.env.REFERENCE_DATA ?? '../shared/data', 'geo');
const read = async (file: string) => JSON.parse(await readFile(join(geo, file), 'utf8'));
const lakes = await read(`vatten-${area}.topojson`);
await mkdir(TO, { recursive: true });
for (const file of (await readdir(geo)).sort()) {
  const year = new RegExp(`^valdistrikt-${area}-(\\d{4})\\.topojson$`).exec(file)?.[1];
  if (!year) continue;
  const source: MapSource = { year, districts: await read(file), lakes };
  const text = `${JSON.stringify(buildMapTable(source, CREDIT))}\n`;
  await writeFile(join(TO, `${name}-${year}.json`), text);
  console.log(`${name}-${year}.json: ${(gzipSync(text).length / 1000).toFixed(1)} kB compressed`);
}
