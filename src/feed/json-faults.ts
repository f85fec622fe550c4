/** What each fault of a JSON archive makes of the archive that should stand. */
import { type JsonFault } from './faults.ts';
import type { JsonArchiver } from './json-archive.ts';
import type { JsonArchive, ResultFile } from './recording.ts';

export interface JsonArchiveScene {
  readonly archiver: JsonArchiver;
  /** All states of the archive, and which of them should stand. */
  readonly states: readonly JsonArchive[];
  readonly index: number;
}

/** Faults that are in the archive as published: the index states their md5. */
export type PublishedFault = Exclude<JsonFault, 'indexAhead' | 'missingZip' | 'truncated'>;

const TRUNCATED_TO = 0.6;
type Edit = (files: readonly ResultFile[]) => readonly ResultFile[];
type Json = Record<string, unknown>;

const EDITS = {
  badMember: (files) => editOne(files, (text) => text.slice(0, Math.floor(text.length * 0.6))),
  negativeVotes: (files) => changeOne(files, (file) => firstParty(file, (votes) => -(votes || 1))),
  voteSums: (files) => changeOne(files, (file) => firstParty(file, (votes) => votes + 1)),
  doubleDistrict: (files) => changeOne(files, twice),
  textNumbers: (files) => changeAll(files, asTexts),
  zonedTime: (files) => changeAll(files, withZones),
  wrongElectionDate: (files) => changeAll(files, (file) => ({ ...file, valdatum: file.tidigareValdatum })),
  wrongArea: (files) => changeAll(files, elsewhere),
  testData: (files) =>
    changeAll(files, (file) => ({ ...file, valtillfalle: 'Genrep_2026', test: true })).map((file) => ({
      ...file,
      name: file.name.replace(/^Val_/, 'Genrep_'),
    })),
} as const satisfies Partial<Record<PublishedFault, Edit>>;

/** `back`: for `olderFile`, how many states. */
export function faultyJsonArchive(
  name: PublishedFault,
  { archiver, states, index }: JsonArchiveScene,
  back: number,
): Buffer {
  const files = states[index]?.files() ?? [];
  switch (name) {
    case 'wrongMemberChecksum':
      return archiver.build(files, { wrongCrcOf: files[0]?.name });
    case 'unsigned':
      return archiver.build(files, { unsigned: true });
    case 'wrongSignature':
      return archiver.build(files, { wrongSignature: true });
    case 'olderFile':
      return archiver.build(states[Math.max(0, index - back)]?.files() ?? []);
    default:
      return archiver.build(EDITS[name](files));
  }
}

export const cutOff = (archive: Buffer): Buffer =>
  archive.subarray(0, Math.floor(archive.length * TRUNCATED_TO));

/** The first party of the first area that has votes; the sums around it stay. */
function firstParty(file: Json, change: (votes: number) => number): Json {
  let done = false;
  return mapped(file, (key, value) => {
    if (done || key !== 'partiRoster' || !Array.isArray(value) || value.length === 0) return value;
    done = true;
    const [first, ...rest] = value as Json[];
    return [{ ...first, antalRoster: change(Number(first?.antalRoster)) }, ...rest];
  });
}

/** A vote more for the first party, in the district's sums too: only that it stands twice is wrong with it. */
function twice(file: Json): Json {
  const districts = (file.valdistrikt ?? []) as Json[];
  const found = districts.find(({ rostfordelning }) => rostfordelning !== null);
  if (found === undefined) return file;
  const more = firstParty(
    mapped(found, (key, value) => {
      if (key === 'totaltAntalRoster') return Number(value) + 1;
      if (key !== 'rosterPaverkaMandat') return value;
      return { ...(value as Json), antalRoster: Number((value as Json).antalRoster) + 1 };
    }),
    (votes) => votes + 1,
  );
  return { ...file, valdistrikt: districts.flatMap((each) => (each === found ? [each, more] : [each])) };
}

const asTexts = (file: Json): Json =>
  mapped(file, (key, value) =>
    /^antal(Roster|Valdistrikt\w*)$/.test(key) && typeof value === 'number' ? String(value) : value,
  );

const withZones = (file: Json): Json =>
  mapped(file, (key, value) => (/[tT]id$/.test(key) && typeof value === 'string' ? `${value}+02:00` : value));

/** The area's number one higher: 23 becomes 24, 2303 becomes 2304. Constituencies keep theirs. */
function elsewhere(file: Json): Json {
  const next = (code: unknown): string => String(Number(code) + 1).padStart(String(code).length, '0');
  const area = file.valomrade as Json | undefined;
  const districts = file.valdistrikt as Json[] | undefined;
  return {
    ...file,
    ...(area && { valomrade: { ...area, kod: next(area.kod) } }),
    ...(districts && {
      valdistrikt: districts.map((each) => ({ ...each, valomradeskod: next(each.valomradeskod) })),
    }),
  };
}

/** Every value below, inner ones after outer ones. */
function mapped(file: Json, change: (key: string, value: unknown) => unknown): Json {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return typeof value === 'object' && value !== null ? mapped(value as Json, change) : value;
  };
  return Object.fromEntries(Object.entries(file).map(([key, value]) => [key, inside(change(key, value))]));
}

/** The first file, with the districts where the archive has them. */
const changeOne = (files: readonly ResultFile[], change: (file: Json) => Json): readonly ResultFile[] =>
  editOne(files, (text) => changed(text, change));

const changeAll = (files: readonly ResultFile[], change: (file: Json) => Json): readonly ResultFile[] =>
  files.map((file) => edited(file, (text) => changed(text, change)));

const editOne = (files: readonly ResultFile[], edit: (text: string) => string): readonly ResultFile[] =>
  files.map((file, index) => (index === 0 ? edited(file, edit) : file));

const changed = (text: string, change: (file: Json) => Json): string =>
  JSON.stringify(change(JSON.parse(text) as Json));

const edited = (file: ResultFile, edit: (text: string) => string): ResultFile => ({
  ...file,
  bytes: Buffer.from(edit(Buffer.from(file.bytes).toString('utf8')), 'utf8'),
});
