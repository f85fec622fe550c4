import { describe, expect, test } from 'vitest';
import type { ProjectedSeats } from './election/projection/seat-draws.ts';
import type { Contest } from './election/snapshot-shape.ts';
import { chanceWords, seatBasis, seatRangeWords, spanWords } from './seat-words.ts';

const plain = (text: string) => text.replace(/\s/g, ' ');

const told = (electionDate: string) => ({ electionDate, credit: 'Källa: Prov' });

const seats = {
  contest: 'KF-9901',
  of: 31,
  majority: 16,
  parties: [{ code: 'A', median: 10, range80: [9, 11], range95: [8, 12] }],
  draws: 2000,
  ownMajority: 'unlikely',
  residuals: { counted: 5, earlier: 89 },
} as unknown as ProjectedSeats;

describe('projected seats in words', () => {
  test('a range, and a party that no draw gives a seat', () => {
    expect(plain(seatRangeWords(seats, 'A'))).toBe('9–11 av 31 mandat (beräknat)');
    expect(plain(spanWords(seats, 'A'))).toBe('80 %-spann 9–11, 95 %-spann 8–12. Majoritet 16.');
    expect(plain(seatRangeWords(seats, 'B'))).toBe('0 av 31 mandat (beräknat)');
  });

  test('a majority of one’s own is told in words with their rule, without a percentage', () => {
    const words = (['likely', 'open', 'unlikely'] as const).map((chance) => plain(chanceWords(chance, null)));
    expect(words).toEqual([
      'Egen majoritet: mycket trolig (minst 975 av 1 000 möjliga utfall)',
      'Egen majoritet: möjlig (fler än 25 och färre än 975 av 1 000 möjliga utfall)',
      'Egen majoritet: mycket osannolik (högst 25 av 1 000 möjliga utfall)',
    ]);
    expect(words.join()).not.toContain('%');
    expect(plain(chanceWords('unlikely', 'possible'))).toBe(
      `${words[2]}, men inte utesluten på de räknade rösterna`,
    );
    expect(chanceWords('open', 'possible')).toBe(chanceWords('open', null));
  });

  test('the ground: counted, drawn, by whom, and the year’s rule', () => {
    const counted = { districts: 5, of: 12, collection: 0, collectionOf: 1 } as Contest['counted'];
    const contest = {
      type: 'KF',
      seatsOf: 31,
      projection: { parameters: { from: '2010–2014' } },
    } as unknown as Contest;
    expect(seatBasis({ counted }, seats, contest, told('2018-09-09')).map(plain)).toEqual([
      'Räknat: 5 av 12 valdistrikt, 0 av 1 uppsamlingsdistrikt. Källa: Prov. Mandat: beräknat av Målvakt.',
      'Det som återstår, onsdagens röster inräknade, räknas fram 2 000 gånger, slumpvis efter spridningen mellan 5 distrikt i det här valet och 89 distrikt i tidigare val 2010–2014.',
      'Varje utfall fördelas efter 2018 års regler: första divisor 1,2, spärr 2 %.',
      'Varje partis spann gäller för sig; de går inte att lägga ihop.',
    ]);
    const divided = { ...contest, seatsOf: null };
    const alone = { ...seats, residuals: { counted: 12, earlier: 0 } };
    const [, spread, rule] = seatBasis({ counted }, alone, divided, told('2014-09-14')).map(plain);
    expect(spread).toContain('spridningen mellan 12 distrikt i det här valet.');
    expect(rule).toBe('Varje utfall fördelas efter 2014 års regler: första divisor 1,4, ingen spärr.');
  });
});
