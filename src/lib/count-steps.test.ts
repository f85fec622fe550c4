import { describe, expect, test } from 'vitest';
import { countSteps, countStepsTable, countStepsTitle, nightsMissing } from './count-steps.ts';
import type { PastElection } from './election/history.ts';
import type { PartyCode } from './election/model.ts';
import { shownCell } from './figures-table.ts';

/** Votes of A out of 1 000 in the night, 2 000 after Wednesday, 4 000 in the end. */
const past = (year: string, counts: readonly [number, number] | null, final = 1000): PastElection => ({
  year,
  type: 'RD',
  contest: 'RD-99',
  area: { code: '99', name: 'Provlän' },
  stage: 'final',
  valid: 4000,
  votes: [['A' as PartyCode, final]],
  turnout: null,
  seats: null,
  ...(counts
    ? {
        counts: {
          night: { valid: 1000, votes: [['A' as PartyCode, counts[0]]] },
          wednesday: { valid: 2000, votes: [['A' as PartyCode, counts[1]]] },
          origin: 'provräkning',
        },
      }
    : {}),
  credit: 'Källa: Prov',
  origin: 'prov',
});
const title = (...elections: readonly PastElection[]) =>
  countStepsTitle('Provvalet', countSteps(elections, 'A'), 'A');

describe('the sentence of the three counts', () => {
  test('Wednesday that lowered the share each time is told so, with both steps of every year', () => {
    // 30 → 28 → 29 %, and 26 → 25,5 → 25 %.
    expect(title(past('2022', [300, 560], 1160), past('2026', [260, 510]))).toBe(
      'Provvalet: onsdagen sänkte andelen för A varje gång (2022 −2,00, 2026 −0,50), det slutliga ändrade den sedan (2022 +1,00, 2026 −0,50), i procentenheter',
    );
  });

  test('steps of different signs are no pattern, and one election is not every time', () => {
    expect(title(past('2022', [300, 560]), past('2026', [260, 540]))).toContain(
      ': onsdagen ändrade andelen för A (2022 −2,00, 2026 +1,00)',
    );
    expect(title(past('2026', [260, 540]))).toContain(': onsdagen höjde andelen för A (2026 +1,00)');
    expect(title(past('2026', [260, 520]))).toContain(': onsdagen ändrade inte andelen för A (2026 ±0)');
  });
});

test('an election without a whole night, or where the party has no row in it, has no steps', () => {
  expect(countSteps([past('2018', null), past('2022', [300, 560])], 'A').map(({ year }) => year)).toEqual([
    '2022',
  ]);
  expect(countSteps([past('2022', [300, 560])], 'B')).toEqual([]);
});

test('elections left out are named, an election type that has none at all as every year', () => {
  const council = { ...past('2022', null), type: 'KF' as const, contest: 'KF-9901' };
  const elections = [past('2014', null), past('2018', null), past('2022', [300, 560]), council];
  expect(nightsMissing(elections, countSteps(elections, 'A'))).toBe(
    'Valnattens och onsdagens räkningar finns inte bevarade i sin helhet för riksdagsvalet 2014 och 2018; kommunvalen alla år.',
  );
  const whole = [past('2022', [300, 560])];
  expect(nightsMissing(whole, countSteps(whole, 'A'))).toBe('');
});

test('the table has a row for each election with all three, and where its counts come from', () => {
  const { rows, source } = countStepsTable([past('2018', null), past('2022', [300, 560], 1160)], 'A');
  expect(source).toBe('Källa: Prov');
  expect(rows.map((row) => row.map(shownCell).join('|').replaceAll('\u00a0', ' '))).toEqual([
    '2022|Riksdagsval|Provlän|300|1 000|30,00|560|2 000|28,00|−2,00|1 160|4 000|29,00|+1,00|Källa: Prov|provräkning',
  ]);
});
