import { expect, test } from 'vitest';
import { labelParties, mergedParties } from './labels.ts';
import type { NumberedParty } from './part.ts';

const party = (partikod: string, abbreviation: string | null, name = 'Namn'): NumberedParty => ({
  partikod,
  abbreviation,
  name,
  colour: null,
});
const labels = (...parties: readonly NumberedParty[]): Record<string, string> =>
  Object.fromEntries(labelParties(parties));

test('A party of the table has the label of the XML files, whatever its abbreviation', () =>
  expect(labels(party('0110', 'Sd'), party('0473', null))).toEqual({ '0110': 'SD', '0473': 'rd' }));

test('Others are called by their abbreviation, or their number', () =>
  expect(labels(party('1500', 'Lp'), party('1729', null))).toEqual({ '1500': 'Lp', '1729': '1729' }));

test('Of two with one label the second by number gets its number behind it, in whatever order they come', () => {
  const expected = { '1400': 'XP', '1500': 'XP 1500' };
  expect(labels(party('1400', 'XP'), party('1500', 'XP'))).toEqual(expected);
  expect(labels(party('1500', 'XP'), party('1400', 'XP'))).toEqual(expected);
});

test('A label of the table is never another party’s, not even where its own party does not stand', () =>
  expect(labels(party('1600', 'S'))).toEqual({ '1600': 'S 1600' }));

test('What rows tell of one party is merged, in whatever order they come', () => {
  const [one, other] = [party('1500', null, 'B'), party('1500', 'LP', 'A')];
  expect(mergedParties([[one], [other]])).toEqual([party('1500', 'LP', 'A')]);
  expect(mergedParties([[other, one]])).toEqual([party('1500', 'LP', 'A')]);
});
