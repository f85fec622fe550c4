/** Archives of JSON that are not as they should be: what is taken of them, what stays, and what the desk is told. */
import { describe, expect, test } from 'vitest';
import {
  council,
  jsonDesk,
  memberName,
  MUNICIPALITIES,
  nation,
  NATION,
  rootAt,
  zipOfMembers,
  type Json,
  type Told,
} from './support/json-desk.ts';
import {
  areaOf,
  bytesOf,
  changed,
  municipalityOf,
  type ExampleArea,
  type ExampleTotal,
} from './support/json-example.ts';

const RAGUNDA = 'preliminar_2303_KF';
const DISTRICTS = memberName('rostfordelning', '2303', 'KF');
const ONE = { S: 100, M: 60, LP: 38, other: 2, invalid: 2 };
const TWO = { S: 50, M: 40, LP: 10, other: 0, invalid: 1 };
const FIRST: Told = { '01': ONE, '02': null, '00': null };
const BOTH: Told = { '01': ONE, '02': TWO, '00': null };

/** A council with its first district counted. */
async function ragunda() {
  const desk = await jsonDesk();
  expect(await desk.take(RAGUNDA, council('2303', 1, FIRST))).toMatchObject({
    outcome: 'accepted',
    revision: 1,
  });
  const counts = async () => {
    const { counted, valid, own } = await desk.contest('KF-2303');
    return [counted.districts, counted.of, valid, own.votes];
  };
  return { ...desk, counts };
}

describe('An archive', () => {
  test('whose members are about another municipality than its name is refused', async () => {
    const { take, counts, notices } = await ragunda();
    const answer = await take('preliminar_2303_KF', council('2305', 2, BOTH));
    expect(answer).toMatchObject({ outcome: 'refused', revision: null });
    expect(answer.reasons).toMatchObject([{ kind: 'wrongType' }]);
    expect(await counts()).toEqual([1, 2, 200, 100]);
    expect(await notices()).toMatchObject([{ about: 'refused', error: { kind: 'wrongType' } }]);
  });

  test('with members of two councils is refused, both', async () => {
    const { take, counts } = await ragunda();
    const answer = await take(RAGUNDA, { ...council('2303', 2, BOTH), ...council('2305', 2, BOTH) });
    expect(answer).toMatchObject({ outcome: 'refused' });
    expect(new Set(answer.reasons.map(({ kind }) => kind))).toEqual(new Set(['wrongType']));
    expect(await counts()).toEqual([1, 2, 200, 100]);
  });

  test('with a member twice is refused as a whole', async () => {
    const { bring, counts } = await ragunda();
    const members = council('2303', 2, BOTH);
    const other = DISTRICTS.replace('Val_2026', 'Val_202X');
    const bytes = zipOfMembers({ ...members, [other]: members[DISTRICTS] as Json });
    const twice = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(other, DISTRICTS), 'latin1');
    const answer = await bring('Val_2026_preliminar_2303_KF.zip', twice);
    expect(answer).toMatchObject({ outcome: 'refused', reasons: [{ kind: 'archive' }] });
    expect(await counts()).toEqual([1, 2, 200, 100]);
  });

  test('with members of no known name is read without them; with nothing else it is refused', async () => {
    const { take, counts } = await ragunda();
    const more = {
      'LAS_MIG.txt': Buffer.from('Hej'),
      'Val_2026_preliminar_kandidater_2303_KF.json': { namn: 'X' },
    };
    expect(await take(RAGUNDA, { ...council('2303', 2, BOTH), ...more })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await counts()).toEqual([2, 2, 300, 150]);
    expect(await take(RAGUNDA, more)).toMatchObject({
      outcome: 'refused',
      reasons: [{ kind: 'unknownFile' }],
    });
  });

  test('whose members are of different updates is refused, all of them', async () => {
    const { take, counts, notices } = await ragunda();
    const seats = { ...rootAt('KF', 3), valomrade: areaOf(SEATS, []) };
    const answer = await take(RAGUNDA, {
      ...council('2303', 2, BOTH),
      [memberName('mandatfordelning', '2303', 'KF')]: seats,
    });
    expect(answer).toMatchObject({ outcome: 'refused' });
    expect(answer.reasons.map(({ kind }) => kind)).toEqual(['outOfStep', 'outOfStep']);
    expect(await counts()).toEqual([1, 2, 200, 100]);
    expect(await notices()).toHaveLength(2);
  });

  test('without its districts tells nothing on the night', async () => {
    const { take, counts } = await ragunda();
    const seats = { ...rootAt('KF', 2), valomrade: areaOf(SEATS, []) };
    const answer = await take(RAGUNDA, { [memberName('mandatfordelning', '2303', 'KF')]: seats });
    expect(answer).toMatchObject({ outcome: 'refused', reasons: [{ kind: 'missingElement' }] });
    expect(await counts()).toEqual([1, 2, 200, 100]);
  });

  test('with a byte order mark is read', async () => {
    const { take, counts } = await ragunda();
    const [file] = Object.values(council('2303', 2, BOTH));
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(file)]);
    expect(await take(RAGUNDA, { [DISTRICTS]: marked })).toMatchObject({ outcome: 'accepted' });
    expect(await counts()).toEqual([2, 2, 300, 150]);
  });

  test('that is the same again makes no revision', async () => {
    const { take, store } = await ragunda();
    expect(await take(RAGUNDA, council('2303', 1, FIRST))).toEqual(
      expect.objectContaining({ outcome: 'unchanged', revision: null, reasons: [] }),
    );
    expect(await store.results.newest()).toBe(1);
  });

  test.each([
    ['more than any file has', 400_000_000],
    ['more than a hundred times what is packed', 200_000_000],
    ['less than there is', 100],
  ])('with a member that declares %s is refused, and not unpacked', async (_, size) => {
    const { bring, counts } = await ragunda();
    const zip = Buffer.from(zipOfMembers(council('2303', 2, BOTH)));
    zip.writeUInt32LE(size, zip.indexOf('PK\x01\x02', 'latin1') + 24);
    const answer = await bring('Val_2026_preliminar_2303_KF.zip', zip);
    expect(answer).toMatchObject({ outcome: 'refused' });
    expect(['tooLarge', 'compressionRatio']).toContain(answer.reasons[0]?.kind);
    expect(await counts()).toEqual([1, 2, 200, 100]);
  });
});

describe('A district', () => {
  test('that is no longer listed is gone, and told as withdrawn', async () => {
    const { take, counts, events } = await ragunda();
    await take(RAGUNDA, council('2303', 2, BOTH));
    await take(RAGUNDA, council('2303', 3, { '01': ONE, '00': null }));
    expect(await counts()).toEqual([1, 1, 200, 100]);
    expect((await events()).filter(({ kind }) => kind === 'correction')).toMatchObject([
      { district: '23030102', before: { own: 50, valid: 100 }, after: null },
    ]);
  });

  test('that was counted and no longer is, is told as a correction down', async () => {
    const { take, counts, events } = await ragunda();
    await take(RAGUNDA, council('2303', 2, BOTH));
    await take(RAGUNDA, council('2303', 3, FIRST));
    expect(await counts()).toEqual([1, 2, 200, 100]);
    expect((await events()).filter(({ kind }) => kind === 'correction')).toMatchObject([
      {
        district: '23030102',
        after: null,
        changes: [
          ['LP', -10],
          ['M', -40],
          ['S', -50],
        ],
      },
    ]);
  });

  test('with fewer votes than before stands as corrected', async () => {
    const { take, counts, events } = await ragunda();
    await take(RAGUNDA, council('2303', 2, { ...FIRST, '01': { ...ONE, S: 90 } }));
    expect(await counts()).toEqual([1, 2, 190, 90]);
    expect((await events()).filter(({ kind }) => kind === 'correction')).toMatchObject([
      { district: '23030101', before: { own: 100, valid: 200 }, after: { own: 90, valid: 190 } },
    ]);
  });
});

test('A file from the future is refused, and the next one of now is taken', async () => {
  const { take, counts } = await ragunda();
  const name = DISTRICTS;
  const [file] = Object.values(council('2303', 2, BOTH)) as Json[];
  const ahead = { ...file, senasteUppdateringstid: '2026-09-13T22:41:00' };
  const answer = await take(RAGUNDA, { [name]: ahead });
  expect(answer).toMatchObject({
    outcome: 'refused',
    reasons: [{ kind: 'invalidValue', place: 'senasteUppdateringstid' }],
  });
  expect(await counts()).toEqual([1, 2, 200, 100]);
  expect(await take(RAGUNDA, council('2303', 2, BOTH))).toMatchObject({ outcome: 'accepted' });
  expect(await counts()).toEqual([2, 2, 300, 150]);
});

const SEATS: ExampleArea = {
  code: '2303',
  name: 'Ragunda',
  at: '2026-09-13T21:10:00',
  council: 21,
  seats: null,
  counted: 2,
  of: 3,
  eligible: 2000,
  figures: { S: 150, M: 100, LP: 48, other: 2, invalid: 3 },
};

describe('The national file', () => {
  const RIKSDAG = 'preliminar_00_RD';

  async function counted(of: Awaited<ReturnType<typeof jsonDesk>>) {
    const { counted: now, valid } = await of.contest('RD-23');
    return [now.districts, now.of, valid];
  }

  test('with one broken municipality of ours is taken in part, and says so once', async () => {
    const desk = await jsonDesk();
    await desk.take(RIKSDAG, { [NATION]: nation(1, FIRST) });
    expect(await counted(desk)).toEqual([8, 16, 1600]);
    const broken = changed(
      nation(2, BOTH),
      'valdistrikt.23050102.rostfordelning.rosterPaverkaMandat.antalRoster',
      99,
    );
    const answer = await desk.take(RIKSDAG, { [NATION]: broken });
    expect(answer).toMatchObject({ outcome: 'partial', revision: 2, reasons: [{ kind: 'sumMismatch' }] });
    expect(await counted(desk)).toEqual([15, 16, 7 * 300 + 200]);
    expect(await desk.notices()).toMatchObject([
      { about: 'refused', error: { file: NATION, place: expect.stringContaining('23050102') as string } },
    ]);
    const [file] = await desk.files();
    expect(file).toMatchObject({ outcome: 'partial', reason: { kind: 'sumMismatch' } });
    expect(await desk.take(RIKSDAG, { [NATION]: broken })).toMatchObject({
      outcome: 'refused',
      revision: null,
    });
    expect(await desk.notices()).toHaveLength(1);
    expect(await desk.take(RIKSDAG, { [NATION]: nation(3, BOTH) })).toMatchObject({ outcome: 'accepted' });
    expect(await counted(desk)).toEqual([16, 16, 2400]);
  });

  test('with a broken municipality elsewhere is taken as if nothing were', async () => {
    const desk = await jsonDesk();
    const broken = changed(
      nation(1, BOTH),
      'valdistrikt.01800102.rostfordelning.rosterPaverkaMandat.antalRoster',
      'x',
    );
    expect(await desk.take(RIKSDAG, { [NATION]: broken })).toMatchObject({
      outcome: 'accepted',
      reasons: [],
    });
    expect(await counted(desk)).toEqual([16, 16, 2400]);
    expect(await desk.notices()).toEqual([]);
  });

  test('on the night must say how many votes other parties have', async () => {
    const desk = await jsonDesk();
    await desk.take(RIKSDAG, { [NATION]: nation(1, FIRST) });
    const path = 'valdistrikt.23050102.rostfordelning.rosterPaverkaMandat.rosterOvrigaPartier';
    const answer = await desk.take(RIKSDAG, { [NATION]: changed(nation(2, BOTH), path, null) });
    expect(answer).toMatchObject({ outcome: 'partial', reasons: [{ kind: 'missingElement' }] });
    expect(await counted(desk)).toEqual([15, 16, 7 * 300 + 200]);
  });

  test('after a restart, what was refused in it is refused again and not held', async () => {
    const desk = await jsonDesk();
    const broken = changed(
      nation(1, BOTH),
      'valdistrikt.23050102.rostfordelning.rosterPaverkaMandat.antalRoster',
      99,
    );
    expect(await desk.take(RIKSDAG, { [NATION]: broken })).toMatchObject({ outcome: 'partial' });
    desk.register.forget();
    expect(await desk.take(RIKSDAG, { [NATION]: broken })).toMatchObject({
      outcome: 'partial',
      revision: null,
    });
  });
});

describe('Totals beside the districts', () => {
  const summary = (updates: number, total: ExampleTotal): Json => ({
    ...rootAt('RD', updates),
    kommuner: MUNICIPALITIES.map((code) => municipalityOf(code, `Kommun ${code}`, total)),
  });
  const RIGHT: ExampleTotal = {
    counted: 2,
    of: 3,
    eligible: 2000,
    figures: { S: 150, M: 100, LP: 48, other: 2, invalid: 3 },
  };

  test('of a council that differ are a notice with both figures, and the districts stand', async () => {
    const { take, counts, notices } = await ragunda();
    const lies = { ...SEATS, figures: { ...SEATS.figures, S: 151 } };
    const seats = { ...rootAt('KF', 2), valomrade: areaOf(lies, []) };
    expect(
      await take(RAGUNDA, {
        ...council('2303', 2, BOTH),
        [memberName('mandatfordelning', '2303', 'KF')]: seats,
      }),
    ).toMatchObject({ outcome: 'accepted' });
    expect(await counts()).toEqual([2, 2, 300, 150]);
    const file = DISTRICTS;
    expect(await notices()).toMatchObject([
      { about: 'totals', file, area: '2303', field: 'valid', stated: 301, summed: 300 },
      { about: 'totals', file, area: '2303', field: 'cast', stated: 304, summed: 303 },
      { about: 'totals', file, area: '2303', field: 'own', stated: 151, summed: 150 },
    ]);
  });

  test('that agree are none', async () => {
    const { take, notices } = await jsonDesk();
    const summering = memberName('summering', '00', 'RD');
    await take('preliminar_00_RD', { [NATION]: nation(1, BOTH), [summering]: summary(1, RIGHT) });
    expect(await notices()).toEqual([]);
  });

  test('of a summering that differ are a notice for each municipality, and the districts stand', async () => {
    const { take, notices, contest } = await jsonDesk();
    const summering = 'Val_2026_preliminar_summering_RD.json';
    const lies = changed(
      summary(1, RIGHT),
      'kommuner.0',
      municipalityOf('2303', 'Ragunda', { ...RIGHT, counted: 1 }),
    );
    await take('preliminar_00_RD', { [NATION]: nation(1, BOTH), [summering]: lies });
    expect((await contest('RD-23')).valid).toBe(2400);
    expect(await notices()).toMatchObject([
      { about: 'totals', area: '2303', field: 'counted', stated: 1, summed: 2 },
    ]);
  });
});
