/** Nobody's name goes into an archive, a table beside the raw files, or the log: genuine final files and made-up ones. */
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openArchive } from '../src/lib/election/parse/archive.ts';
import { readResultFile } from '../src/lib/election/parse/result-file.ts';
import { holdsFiguresOnly, reduceInSteps } from '../src/lib/election/parse/reduce.ts';
import { describeIngested, ingestFile } from '../src/ingest/file.ts';
import { createRegister } from '../src/ingest/register.ts';
import { connect } from '../src/lib/server/db/client.ts';
import * as schema from '../src/lib/server/db/schema.ts';
import type { OpenOptions } from '../src/lib/server/store/store.ts';
import {
  archiveOf,
  PERSONS,
  readSound,
  recordNight,
  restoreInto,
  unpacked,
  withPersons,
} from './support/archived-night.ts';
import { infoOf, planOf } from './support/night.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { openTestStore, testOptions } from './support/store.ts';

const TAGS = ['PARTISEDEL', 'VALSEDEL', 'PERSONVAL', 'GRUPP_VALDA', 'ERSÄTTARE', 'SAMMANFATTNING_VALDA'];
const PERSON_ELEMENT =
  /<(PARTISEDEL|VALSEDEL|PERSONVAL|GRUPP_VALDA|VALD|ERSÄTTARE|SAMMANFATTNING_VALDA)[\s/>]/;

/** All texts in bytes: those of a zip's members, however deep, in both encodings that a name could stand in. */
function textsIn(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  const whole = [buffer.toString('latin1'), buffer.toString('utf8')];
  const zip = openArchive(bytes, 'zip', { ...LIMITS });
  if (!zip.ok) return whole;
  return [
    ...whole,
    ...zip.value.members.flatMap((member) => {
      const read = member.read();
      return read.ok ? textsIn(read.value) : [];
    }),
  ];
}
const LIMITS = { members: 5000, totalBytes: 1e9, memberBytes: 1e9, ratio: 1000, ratioFromBytes: 1e9 };

function expectNobodyIn(texts: readonly string[], names: readonly string[]): void {
  const found = texts.flatMap((text) => [
    ...names.filter((name) => text.includes(name)),
    ...(PERSON_ELEMENT.exec(text)?.slice(0, 1) ?? []),
  ]);
  expect(found).toEqual([]);
}

/** Every row of every table as text; bytes as what they hold. */
async function tablesOf(options: OpenOptions, rawFiles: 'with' | 'without'): Promise<string[]> {
  const client = await connect(options);
  try {
    const texts: string[] = [];
    for (const table of Object.values(schema).filter((each) => is(each, PgTable))) {
      const rows = await client.db.select().from(table);
      if (getTableName(table) !== 'file_bytes') texts.push(JSON.stringify(rows));
      else if (rawFiles === 'with')
        texts.push(...(rows as { bytes: Uint8Array }[]).flatMap(({ bytes }) => textsIn(bytes)));
    }
    return texts;
  } finally {
    await client.close();
  }
}

describe('Made-up persons in final files, in night files and in what is no result file', () => {
  let options: OpenOptions;
  let bytes: Buffer;
  beforeAll(async () => {
    options = await testOptions('embedded');
    const store = await openTestStore('embedded', options);
    await recordNight(store, 20);
    bytes = await archiveOf(store);
    await store.close();
  });

  test('are in the files as received, or the search would find nothing anywhere', async () => {
    const texts = await tablesOf(options, 'with');
    for (const name of PERSONS) expect(texts.some((text) => text.includes(name))).toBe(true);
    for (const tag of TAGS.slice(1)) expect(texts.some((text) => text.includes(`<${tag}`))).toBe(true);
  });

  test('are in no member of the archive', () => {
    expect(unpacked(bytes).size).toBeGreaterThan(15);
    expectNobodyIn(textsIn(bytes), PERSONS);
  });

  test('are in no table beside the raw files', async () => {
    expectNobodyIn(await tablesOf(options, 'without'), PERSONS);
  });

  test('are nowhere at all on a machine that the archive was restored on', async () => {
    const into = await testOptions('embedded');
    const store = await openTestStore('embedded', into);
    expect((await restoreInto(await readSound(bytes), store)).result).toMatchObject({ ok: true });
    await store.close();
    expectNobodyIn(await tablesOf(into, 'with'), PERSONS);
  });
});

const FINALS = [2010, 2014, 2018].map((year) => `final-xml/slutresultat-${year}-jamtland.zip`);
const membersOf = (path: string) => {
  const archive = openArchive(readReference(path), path);
  return archive.ok ? archive.value.members : [];
};
const bytesOf = (member: ReturnType<typeof membersOf>[number]): Uint8Array => {
  const read = member.read();
  if (!read.ok) throw new Error(member.name);
  return read.value;
};
function reduced(name: string, bytes: Uint8Array): Uint8Array {
  const steps = reduceInSteps(name, bytes);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    if (!step.value.ok) throw new Error(step.value.error.kind);
    return step.value.value;
  }
}

describeWithReference('Genuine files', () => {
  test.each(FINALS)('%s in reduced form: the reader finds the same, and nobody', (path) => {
    for (const member of membersOf(path)) {
      const original = bytesOf(member);
      const figures = reduced(member.name, original);
      const expected = { electionDate: null };
      expect(readResultFile(member.name, figures, expected)).toEqual(
        readResultFile(member.name, original, expected),
      );
      expect(holdsFiguresOnly(figures)).toBe(true);
      expectNobodyIn([Buffer.from(figures).toString('latin1')], []);
    }
  });

  test('of the night hold figures only: every one of them goes in as it was received', () => {
    const members = membersOf('night-2014/valnatt-20140914T231352.zip').filter(({ name }) =>
      name.endsWith('.xml'),
    );
    expect(members).toHaveLength(872);
    expect(members.filter((member) => !holdsFiguresOnly(bytesOf(member)))).toEqual([]);
  });

  test('of the final count 2018 leave no candidate in archive, tables and log', async () => {
    const bytes = readReference('final-xml/slutresultat-2018-jamtland.zip');
    const candidates = namesIn(bytes);
    expect(candidates.length).toBeGreaterThan(1000);
    const options = await testOptions('embedded');
    const store = await openTestStore('embedded', options);
    const plan = await planOf('2018');
    const now = () => '2020-11-20T12:00:00+01:00';
    const night = infoOf('2018', plan);
    const register = createRegister({ store, plan, night, source: 'prov', intervalSeconds: 60, now });
    const file = {
      source: 'prov',
      via: 'import',
      by: null,
      fetchedAt: now(),
      etag: null,
      lastModified: null,
    } as const;
    const taken = await ingestFile(register, { ...file, name: 'slutresultat.zip', bytes });
    const name = 'slutresultat_2303K.xml';
    const broken = withPersons(
      bytesOf(membersOf(FINALS[2] ?? '').find((each) => each.name === name) ?? never()),
    );
    const refused = await ingestFile(register, {
      ...file,
      name,
      bytes: broken.subarray(0, broken.length - 50),
    });
    expect([taken.outcome, refused.outcome]).toEqual(['accepted', 'refused']);
    expectNobodyIn(
      [describeIngested('slutresultat.zip', taken), describeIngested(name, refused)],
      candidates,
    );
    const archive = await archiveOf(store);
    await store.close();
    expectNobodyIn(textsIn(archive), candidates);
    expectNobodyIn(await tablesOf(options, 'without'), candidates);
    expect((await restoreInto(await readSound(archive))).result).toMatchObject({ ok: true });
  });
});

/** Everybody whom the final files name. */
function namesIn(zip: Uint8Array): string[] {
  const persons = /<(?:PERSONVAL|VALD|ERSÄTTARE)\s[^>]*?NAMN="([^"]+)"/g;
  const names = textsIn(zip).flatMap((text) => [...text.matchAll(persons)].map(([, name]) => name ?? ''));
  return [...new Set(names)].filter((name) => !name.includes('\ufffd'));
}

function never(): never {
  throw new Error('there is no such member');
}
