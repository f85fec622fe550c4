import { describe, expect, test } from 'vitest';
import { factName, faultWords } from './fault-words.ts';

describe('the words of a fault', () => {
  test('name what was found', () => {
    expect(faultWords({ field: 'parties', problem: 'unknownParty', found: 'XYZ' })).toBe(
      'Partiet ”XYZ” finns inte i valet.',
    );
    expect(faultWords({ field: 'valid', problem: 'validAboveElectorate', found: '1204' })).toBe(
      'Fler än distriktets 1\u00a0204 röstberättigade.',
    );
  });

  test('tell which fact stands in the way', () => {
    expect(faultWords({ field: 'from', problem: 'overlap', found: '2303/2022/2024-04' })).toBe(
      'Krockar med en annan uppgift: mandatperioden 2022–2026, sedan april 2024. Ändra eller ta bort den först.',
    );
    expect(factName('2303/2018/term')).toBe('mandatperioden 2018–2022, sedan mandatperiodens början');
  });

  test('do not fail on a problem that is new', () => {
    expect(faultWords({ field: 'x', problem: 'toString', found: null })).toBe(
      'Går inte att använda (toString).',
    );
  });
});
