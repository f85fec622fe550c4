/** Final counts of the JSON feed that come in parts, in another order, or go back on what they said. */
import { describe, expect, test } from 'vitest';
import {
  jsonDesk,
  memberName,
  MUNICIPALITIES,
  nation,
  NATION,
  rootAt,
  type Json,
  type Told,
} from './support/json-desk.ts';
import {
  areaOf,
  constituencyOf,
  municipalityOf,
  type ExampleArea,
  type ExampleTotal,
  type Figures,
} from './support/json-example.ts';

const ONE = { S: 100, M: 60, LP: 38, other: 2, invalid: 2 };
const TWO = { S: 50, M: 40, LP: 10, other: 0, invalid: 1 };
const LATE = { S: 5, M: 5, LP: 0, other: 0, invalid: 0 };
const NIGHT: Told = { '01': ONE, '02': TWO, '00': LATE };
/** Valid votes of a municipality on the night, and of the final count: one more. */
const [NIGHT_VALID, FINAL_VALID] = [310, 311];
const FINAL: Figures = { S: 156, M: 105, LP: 48, other: 2, invalid: 3 };
const COUNTED: ExampleTotal = { counted: 3, of: 3, eligible: 2000, figures: FINAL };
const OPEN: ExampleTotal = { counted: 0, of: 3, eligible: 2000, figures: null };

const SUMMARY = 'Val_2026_slutlig_summering_RD.json';
const SEATS = memberName('mandatfordelning', '00', 'RD', 'slutlig');

/** The final summering, with so many municipalities counted. */
const summary = (updates: number, counted: number): Json => ({
  ...rootAt('RD', updates, 'slutlig'),
  kommuner: MUNICIPALITIES.map((code, at) =>
    municipalityOf(code, `Kommun ${code}`, at < counted ? COUNTED : OPEN),
  ),
});

/** The final mandatfordelning of the same. */
function seats(updates: number, counted: number): Json {
  const times = (figures: Figures) =>
    Object.fromEntries(Object.entries(figures).map(([key, votes]) => [key, votes * counted]));
  const area: ExampleArea = {
    code: '00',
    name: 'Hela landet',
    at: counted > 0 ? '2026-09-13T21:20:00' : null,
    council: 349,
    seats: null,
    counted: 3 * counted,
    of: 24,
    eligible: 16_000,
    figures: counted > 0 ? times(FINAL) : null,
  };
  return {
    ...rootAt('RD', updates, 'slutlig'),
    valomrade: {
      ...areaOf(area, []),
      valkretsLista: [constituencyOf({ ...area, code: '27', name: 'Jämtlands län' })],
    },
  };
}

/** A night that is counted to its last district. */
async function counted() {
  const desk = await jsonDesk();
  await desk.take('preliminar_00_RD', { [NATION]: nation(1, NIGHT) });
  const riksdag = async () => {
    const { stage, valid, counted: now } = await desk.contest('RD-23');
    return [stage, valid, now.districts, now.of, now.collection];
  };
  expect(await riksdag()).toEqual(['wednesday', 8 * NIGHT_VALID, 16, 16, 8]);
  return { ...desk, riksdag };
}

describe('The final count of the Riksdag', () => {
  test('of some municipalities stands there, and the night’s elsewhere', async () => {
    const { take, riksdag, notices } = await counted();
    await take('slutlig_00_RD', { [SEATS]: seats(1, 3), [SUMMARY]: summary(1, 3) });
    expect(await riksdag()).toEqual(['wednesday', 3 * FINAL_VALID + 5 * NIGHT_VALID, 16, 16, 8]);
    expect(await notices()).toEqual([]);
    await take('slutlig_00_RD', { [SEATS]: seats(2, 8), [SUMMARY]: summary(2, 8) });
    expect(await riksdag()).toEqual(['final', 8 * FINAL_VALID, 16, 16, 8]);
    expect(await notices()).toEqual([]);
  });

  test('stands by its mandatfordelning while the summering is not there, and the same afterwards', async () => {
    const { take, riksdag, notices } = await counted();
    expect(await take('slutlig_00_RD', { [SEATS]: seats(1, 8) })).toMatchObject({ outcome: 'accepted' });
    expect(await riksdag()).toEqual(['final', 8 * FINAL_VALID, 16, 16, 8]);
    expect(await take('slutlig_00_RD', { [SEATS]: seats(2, 8), [SUMMARY]: summary(2, 8) })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await riksdag()).toEqual(['final', 8 * FINAL_VALID, 16, 16, 8]);
    expect(await notices()).toEqual([]);
  });

  test('by its mandatfordelning says nothing until all of it is counted', async () => {
    const { take, riksdag } = await counted();
    await take('slutlig_00_RD', { [SEATS]: seats(1, 7) });
    expect(await riksdag()).toEqual(['wednesday', 8 * NIGHT_VALID, 16, 16, 8]);
  });

  test('that is opened again in one municipality gives way to the night’s there, and that is told', async () => {
    const { take, riksdag, notices } = await counted();
    await take('slutlig_00_RD', { [SEATS]: seats(1, 8), [SUMMARY]: summary(1, 8) });
    await take('slutlig_00_RD', { [SEATS]: seats(2, 7), [SUMMARY]: summary(2, 7) });
    expect(await riksdag()).toEqual(['wednesday', 7 * FINAL_VALID + NIGHT_VALID, 16, 16, 8]);
    expect(await notices()).toEqual([
      { about: 'incompleteFinal', municipality: 'Kommun 2380', counted: 0, of: 3 },
    ]);
  });

  test('whose parts do not add up is a notice with both figures', async () => {
    const { take, riksdag, notices } = await counted();
    const root = rootAt('RD', 1, 'slutlig');
    const lies = { ...root, valomrade: seats(1, 7).valomrade };
    await take('slutlig_00_RD', { [SEATS]: lies, [SUMMARY]: summary(1, 8) });
    expect(await riksdag()).toEqual(['final', 8 * FINAL_VALID, 16, 16, 8]);
    const told = (await notices()).flatMap((notice) =>
      notice.about === 'totals' ? [[notice.area, notice.field, notice.stated, notice.summed]] : [],
    );
    expect(told).toContainEqual(['23', 'valid', 7 * FINAL_VALID, 8 * FINAL_VALID]);
    expect(told).toContainEqual(['23', 'counted', 21, 24]);
  });

  test('with one municipality refused is the final one elsewhere, and no total is held against what is missing', async () => {
    const { take, riksdag, notices } = await counted();
    await take('slutlig_00_RD', { [SEATS]: seats(1, 7), [SUMMARY]: summary(1, 7) });
    const broken = summary(2, 8);
    const kommuner = (broken.kommuner as Json[]).map((each) =>
      each.kommunkod === '2380' ? { ...each, totaltAntalRoster: -1 } : each,
    );
    const answer = await take('slutlig_00_RD', { [SEATS]: seats(2, 8), [SUMMARY]: { ...broken, kommuner } });
    expect(answer).toMatchObject({ outcome: 'partial', reasons: [{ kind: 'negative' }] });
    expect((await notices()).map(({ about }) => about)).toEqual(['refused']);
    // The whole constituency is stated as final, and stands.
    expect(await riksdag()).toEqual(['final', 8 * FINAL_VALID, 16, 16, 8]);
  });
});
