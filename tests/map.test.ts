import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { geoArea } from 'd3';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import { buildMapTable, type MapSource } from '../src/commands/map-table.ts';
import { TABLES } from '../src/feed/nights/index.ts';
import { drawMap, type MapTable } from '../src/lib/charts/district-map.ts';
import { tableOf } from '../src/lib/charts/municipality-table.ts';
import { loadProgramme } from '../src/lib/programme/load.ts';
import { describeWithReference, readReference } from './support/reference.ts';

/** The committed maps against the elections whose districts they show. */

const YEARS = ['2014', '2018', '2022', '2026'] as const;
type Year = (typeof YEARS)[number];
const text = (year: Year) => readFileSync(`static/map/jamtland-${year}.json`, 'utf8');
const table = (year: Year) => JSON.parse(text(year)) as MapTable;
const codesOf = ({ objects }: MapTable) =>
  objects.districts.geometries.flatMap(({ properties }) => properties.codes).sort();

/** Ordinary districts (they have an electorate) of the simulator's night, from Valmyndigheten's final files. */
const ofNight = (year: '2014' | '2018', letter: string): readonly string[] =>
  TABLES[year].final
    .filter((file) => file.letter === letter)
    .flatMap(({ constituencies }) => constituencies.flatMap(({ districts }) => districts))
    .flatMap(({ code, electorate }) => (electorate ? [code] : []))
    .sort();

/** Areas on the sphere by the shapes' names. */
const areasOf = (topology: Topology, objects: GeometryCollection<{ name: string }>) =>
  new Map(
    feature(topology, objects).features.map((shape) => [shape.properties.name, geoArea(shape)] as const),
  );

describe.each(['2014', '2018'] as const)('the map of %s', (year) => {
  test.each(['R', 'L', 'K'])('has every polling district of the night exactly once: %s', (letter) => {
    expect(codesOf(table(year))).toEqual(ofNight(year, letter));
    expect(ofNight(year, letter)).toHaveLength(year === '2014' ? 89 : 82);
  });

  test('puts every district in the municipality that counts it', () => {
    const counted = TABLES[year].final.flatMap(({ code, constituencies }) =>
      constituencies.flatMap(({ districts }) => districts.map((district) => [district.code, code] as const)),
    );
    const municipalityOf = new Map(counted);
    for (const { properties } of table(year).objects.districts.geometries) {
      const found = properties.codes.map((code) => municipalityOf.get(code));
      expect(new Set(found)).toEqual(new Set([properties.municipality]));
    }
  });

  test('is the one that the programme names, with the same credit, told as reconstructed', async () => {
    const plan = await loadProgramme(`jamtland-${year}`);
    const { credit, reconstructed } = table(year);
    expect(plan.ok && plan.value.map).toEqual({ file: `jamtland-${year}.json`, credit, reconstructed });
    expect(reconstructed).toBe(true);
  });
});

describe.each(YEARS)('the map of %s', (year) => {
  test('is small, says where it comes from, and has eight municipalities', () => {
    expect(gzipSync(text(year)).length).toBeLessThan(40_000);
    const { credit, origin, objects, reconstructed } = table(year);
    expect(credit).toContain('Valmyndigheten');
    expect(origin).toContain(year);
    expect(reconstructed).toBe(year < '2022');
    expect(objects.municipalities.geometries).toHaveLength(8);
  });

  test('draws every shape, inside out for none, and enlarges the densest town', () => {
    const { shapes, width, height, inset, municipalities } = drawMap(table(year));
    const numbers = shapes.map(({ d }) => (d.match(/-?[\d.]+/g) ?? []).map(Number));
    for (const points of numbers) {
      expect(points.length).toBeGreaterThanOrEqual(6);
      expect(Math.min(...points)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...points)).toBeLessThanOrEqual(height);
    }
    expect(municipalities.every(({ x, y }) => x > 0 && x < width && y > 0 && y < height)).toBe(true);
    // 36 of 82 districts in 2018; its town is some fifteen of 260 kilometres wide.
    expect(inset?.name).toBe('Östersund');
    expect(inset?.width).toBeLessThan(width / 10);
    expect(inset?.shapes.length).toBeGreaterThan(18);
  });
});

describe.each(YEARS)('a municipality out of the map of %s', (year) => {
  const whole = table(year);
  const municipalities = whole.objects.municipalities.geometries.map(({ properties }) => properties.code);

  test('has its own districts and no other, each as large as on the county’s map', () => {
    const before = areasOf(whole, whole.objects.districts);
    const found = municipalities.flatMap((code) => {
      const own = tableOf(whole, code);
      if (!own) throw new Error(`${code} has no map`);
      expect(
        new Set(own.objects.districts.geometries.map(({ properties }) => properties.municipality)),
      ).toEqual(new Set([code]));
      expect(own.arcs.length).toBeLessThan(whole.arcs.length);
      for (const [name, area] of areasOf(own, own.objects.districts)) expect(area).toBe(before.get(name));
      return codesOf(own);
    });
    expect(found.sort()).toEqual(codesOf(whole));
  });

  test('is drawn to fill its own box', () => {
    for (const code of municipalities) {
      const own = tableOf(whole, code);
      const { shapes, width, height } = drawMap(own as MapTable);
      const pairs = shapes
        .flatMap(({ d }) => d.match(/-?[\d.]+,-?[\d.]+/g) ?? [])
        .map((pair) => pair.split(','));
      const [xs, ys] = [pairs.map(([x]) => Number(x)), pairs.map(([, y]) => Number(y))];
      expect([Math.round(Math.min(...xs)), Math.round(Math.min(...ys))]).toEqual([6, 6]);
      expect([Math.round(width - Math.max(...xs)), Math.round(height - Math.max(...ys))]).toEqual([6, 6]);
    }
  });

  test('of which there is none has none', () => {
    expect(tableOf(whole, '9999')).toBeNull();
  });
});

describeWithReference('the maps and the shared shapes', () => {
  const read = (path: string) => JSON.parse(readReference(path).toString('utf8'));

  test.each(YEARS)('the script makes the committed map of %s, byte by byte', (year) => {
    const source: MapSource = {
      year,
      districts: read(`geo/valdistrikt-23-${year}.topojson`),
      lakes: read('geo/vatten-23.topojson'),
    };
    expect(`${JSON.stringify(buildMapTable(source, table(year).credit))}\n`).toBe(text(year));
  });

  test.each([
    ['2022', 'results-2022-2026/riksdag-2022-night-districts.csv'],
    ['2026', 'results-2022-2026/riksdag-2026-night-districts-with-report-times.csv'],
  ] as const)('the map of %s has every district of that election’s night exactly once', (year, path) => {
    const codes =
      readReference(path)
        .toString('utf8')
        .match(/\b23\d{6}\b/g) ?? [];
    expect(codesOf(table(year))).toEqual([...new Set(codes)].sort());
    expect(codesOf(table(year))).toHaveLength(85);
  });

  test('every shape keeps its area within three per cent', () => {
    for (const year of YEARS) {
      const shapes = table(year);
      const areas = areasOf(shapes, shapes.objects.districts);
      const genuine = read(`geo/valdistrikt-23-${year}.topojson`);
      const before = areasOf(genuine, genuine.objects.valdistrikt);
      expect(areas.size).toBe(before.size);
      const off = [...areas].filter(([name, area]) => Math.abs(area / (before.get(name) ?? 0) - 1) > 0.03);
      expect(off).toEqual([]);
    }
  });
});
