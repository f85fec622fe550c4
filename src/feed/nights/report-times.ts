/**
 * The reconstruction's report times. A district of 2018 takes the time that its namesake (same code) had on the night
 * of 2014, a merged one the last of its parts' times; where none is on record, its Riksdag time and the median lag of
 * that night, scattered by a seeded generator and never before the record ends. Collection districts get times of our
 * own on the Wednesday.
 */
import type { District, ElectionLetter, MunicipalityFile } from '../result-data.ts';
import { plusSeconds, secondsBetween, stampAt } from './local-time.ts';
import type { ReportEntry } from './table.ts';

const SEED = 20180909;
const RECORD_ENDS = '231352';
const LETTERS: readonly ElectionLetter[] = ['R', 'K', 'L'];
/** Wednesday count: first municipality at 16.00, the next one some minutes later. */
const WEDNESDAY = { daysAfter: 3, from: '16:00:00', stepSeconds: 540, withinSeconds: 150 };
/** `MODNR` of our own: two a second from noon, well below what the final count of 2018 begins with. */
const SERIAL_BASE = 1_095_000_000;

export interface Inputs {
  /** The newest files of the night 2014 and the final ones of both years. */
  readonly night: readonly MunicipalityFile[];
  readonly finalBefore: readonly MunicipalityFile[];
  readonly final: readonly MunicipalityFile[];
}

interface Entry {
  readonly letter: ElectionLetter;
  readonly district: string;
  readonly time: string;
  readonly source: ReportEntry[4];
}

/** Every report of the reconstructed night and its Wednesday, ascending by time. */
export function reportTimes(inputs: Inputs): ReportEntry[] {
  const [first] = inputs.final;
  if (!first) throw new Error('No files.');
  const random = mulberry32(SEED);
  const entries = [
    ...nightEntries(inputs, first.electionDay, random),
    ...wednesdayEntries(inputs.final, random),
  ];
  entries.sort(
    (a, b) => compare(a.time, b.time) || compare(a.letter, b.letter) || compare(a.district, b.district),
  );
  let serial = 0;
  return entries.map(({ letter, district, time, source }) => {
    const own = SERIAL_BASE + 2 * secondsBetween(stampAt(first.electionDay, '12:00:00'), time);
    serial = Math.max(own, serial + 1);
    return [letter, district, time, serial, source] as const;
  });
}

/** Median of the seconds from a district's Riksdag report to its other one, over the districts that have both. */
export function medianLag(night: readonly MunicipalityFile[], letter: ElectionLetter): number {
  const times = recordedTimes(night);
  const lags: number[] = [];
  for (const [key, time] of times) {
    const riksdag = times.get(`R ${key.slice(2)}`);
    if (key.startsWith(letter) && riksdag) lags.push(secondsBetween(riksdag, time));
  }
  lags.sort((a, b) => a - b);
  const middle = lags.length >> 1;
  const [low = 0, high = 0] = [lags[middle - 1], lags[middle]];
  return Math.round(lags.length % 2 === 1 ? high : (low + high) / 2);
}

function nightEntries(inputs: Inputs, day: string, random: () => number): Entry[] {
  const recorded = recordedTimes(inputs.night);
  const ends = day + RECORD_ENDS;
  const lags = { R: 0, K: medianLag(inputs.night, 'K'), L: medianLag(inputs.night, 'L') };
  const entries: Entry[] = [];
  for (const code of districtCodes(inputs.final)) {
    let riksdag = '';
    let previous = '';
    for (const letter of LETTERS) {
      const parts = partsOf(code, inputs);
      const known = lastTime(parts.map((part) => recorded.get(`${letter} ${part}`)));
      const time = known
        ? day + known.slice(8)
        : derived({ riksdag, previous, lag: lags[letter], ends }, random);
      if (letter === 'R') riksdag = time;
      previous = time;
      entries.push({ letter, district: code, time, source: known ? 'recorded' : 'derived' });
    }
  }
  return entries;
}

/**
 * The lag is stretched by 0.8 to 1.4. What would fall before the record's end (where the district is known not to
 * have been in) or before the district's previous election comes some minutes after it: a Riksdag report without any
 * time within 25 minutes, another within 50.
 */
function derived(
  from: { riksdag: string; previous: string; lag: number; ends: string },
  random: () => number,
): string {
  const stretched = from.riksdag && plusSeconds(from.riksdag, Math.round(from.lag * (0.8 + 0.6 * random())));
  const scatter = random() ** 1.5;
  const earliest = [from.ends, from.previous && plusSeconds(from.previous, 480)].sort().at(-1) ?? '';
  if (stretched > earliest) return stretched;
  return plusSeconds(earliest, 5 + Math.round(scatter * (from.riksdag ? 3000 : 1500)));
}

function wednesdayEntries(final: readonly MunicipalityFile[], random: () => number): Entry[] {
  const entries: Entry[] = [];
  let begin = stampAt(final[0]?.electionDay ?? '', WEDNESDAY.from);
  begin = plusSeconds(begin, WEDNESDAY.daysAfter * 86_400);
  for (const code of unique(final.map((file) => file.municipality.code))) {
    let time = plusSeconds(begin, Math.round(random() * WEDNESDAY.withinSeconds));
    for (const letter of LETTERS) {
      const file = final.find((each) => each.letter === letter && each.municipality.code === code);
      for (const { code: district } of districtsOf(file).filter(({ kind }) => kind === 'collection')) {
        entries.push({ letter, district, time, source: 'own' });
      }
      time = plusSeconds(time, 40 + Math.round(random() * 80));
    }
    begin = plusSeconds(begin, WEDNESDAY.stepSeconds);
  }
  return entries;
}

/** `R 23030101` → time of the night 2014, counted districts only. */
function recordedTimes(night: readonly MunicipalityFile[]): Map<string, string> {
  const times = new Map<string, string>();
  for (const file of night) {
    for (const district of districtsOf(file)) {
      if (district.reportedAt !== '') times.set(`${file.letter} ${district.code}`, district.reportedAt);
    }
  }
  return times;
}

/** Null as soon as one part has no time: the merged district cannot have been in. */
function lastTime(times: readonly (string | undefined)[]): string | null {
  return times.every((time) => time !== undefined) ? ([...times].sort().at(-1) ?? null) : null;
}

/**
 * The old districts of a district: itself, or, where it is a sum (`Summerad`), those districts of the municipality
 * that are gone and whose final figures of last time add up, with its own, to its previous figures.
 */
function partsOf(code: string, { final, finalBefore }: Inputs): string[] {
  const files = final.filter((file) => districtsOf(file).some((district) => district.code === code));
  const district = districtsOf(files[0]).find((each) => each.code === code);
  if (district?.division !== 'Summerad') return [code];
  const remaining = new Set(districtCodes(final));
  const gone = districtCodes(finalBefore).filter(
    (old) => old.startsWith(code.slice(0, 4)) && !remaining.has(old),
  );
  for (let choice = 1; choice < 1 << gone.length; choice++) {
    const parts = [code, ...gone.filter((_, index) => choice & (1 << index))];
    if (files.every((file) => addsUp(parts, code, file, finalBefore))) return parts;
  }
  throw new Error(`No old districts add up to ${code}.`);
}

function addsUp(
  parts: readonly string[],
  code: string,
  file: MunicipalityFile,
  finalBefore: readonly MunicipalityFile[],
): boolean {
  const district = districtsOf(file).find((each) => each.code === code);
  const old = finalBefore
    .filter((each) => each.letter === file.letter)
    .flatMap(districtsOf)
    .filter((each) => parts.includes(each.code));
  return (
    sum(old.map((each) => each.valid)) === district?.previousValid &&
    sum(old.map((each) => each.turnout?.cast ?? 0)) === district.turnout?.previousCast
  );
}

function districtCodes(files: readonly MunicipalityFile[]): string[] {
  return unique(
    files
      .flatMap(districtsOf)
      .filter((district) => district.kind === 'ordinary')
      .map((each) => each.code),
  ).sort();
}

function districtsOf(file: MunicipalityFile | undefined): District[] {
  return file?.municipality.constituencies.flatMap((constituency) => [...constituency.districts]) ?? [];
}

/** A small, well-known generator: the same numbers on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
