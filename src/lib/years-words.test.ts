import { describe, expect, test } from 'vitest';
import type { PastElection } from './election/history.ts';
import type { PartyCode } from './election/model.ts';
import {
  goalLine,
  partWords,
  termWords,
  yearsOfArea,
  yearsTitle,
  type GoverningRecord,
} from './years-words.ts';

const fact = (over: Partial<GoverningRecord>): GoverningRecord => ({
  area: '9901',
  term: { from: '2014', to: '2018' },
  since: null,
  until: null,
  parties: [],
  complete: false,
  majority: null,
  sources: ['en källa'],
  without: [],
  ...over,
});
const past = (year: string, own: number | null, over: Partial<PastElection> = {}): PastElection => ({
  year,
  type: 'KF',
  contest: 'KF-9901',
  area: { code: '9901', name: 'Provby' },
  stage: 'final',
  valid: 1000,
  votes: own === null ? [] : [['A' as PartyCode, own]],
  turnout: null,
  seats: null,
  credit: 'Källa: Prov',
  origin: 'prov',
  ...over,
});
const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('who governs', () => {
  test('absence is no answer: only a complete list, or being named as outside, says that a party is not in', () => {
    expect(partWords(fact({ parties: ['A', 'B'] }), 'A')).toBe('I styret');
    expect(partWords(fact({ parties: ['B'], complete: true }), 'A')).toBe('Inte i styret');
    expect(partWords(fact({ parties: ['B'], without: ['A'] }), 'A')).toBe('Inte i styret');
    expect(partWords(fact({ parties: ['B'] }), 'A')).toBe('okänt');
  });

  test('a term with a change in it is told in its order, a term without a fact as unknown', () => {
    expect(
      termWords([fact({ parties: ['A', 'B'], complete: true }), fact({ parties: ['C'], complete: true })]),
    ).toBe('A, B → C');
    expect(termWords([])).toBe('okänt');
  });
});

describe('an area through the years', () => {
  const years = ['2010', '2014', '2018'];
  const rows = (elections: readonly PastElection[]) =>
    yearsOfArea(elections, 'KF-9901', { years, code: 'A', governing: [fact({ parties: ['A'] })] });

  test('a year that is not on record has nothing at all', () => {
    expect(rows([past('2014', 300)])[0]).toEqual({
      year: '2010',
      result: null,
      turnout: null,
      turnoutPreliminary: false,
      seats: null,
      seatsBy: null,
      governing: [],
    });
  });

  test('a party without a row of its own has an unknown result, not 0', () => {
    expect(rows([past('2014', null)])[1]?.result).toBeNull();
  });

  test('governing stands at the election that its term began with', () => {
    const found = rows([past('2010', 200), past('2014', 300), past('2018', 250)]);
    expect(found.map(({ governing }) => governing.length)).toEqual([0, 1, 0]);
  });

  test('the title tells the highest, the lowest and the newest change', () => {
    const found = rows([past('2010', 200), past('2014', 300), past('2018', 250)]);
    expect(plain(yearsTitle('Provby', found, 'A'))).toBe(
      'Provby: som högst 30,0 % 2014, som lägst 20,0 % 2010; 2018 −5,0 mot 2014',
    );
    expect(yearsTitle('Provby', rows([past('2014', 300)]), 'A')).toBe('Provby: okänt hur A gått genom åren');
  });
});

test('a goal without a figure is no line', () => {
  expect(goalLine(undefined, '2018')).toBeNull();
});
