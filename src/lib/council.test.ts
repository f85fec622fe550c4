import { describe, expect, test } from 'vitest';
import {
  againstMajority,
  choiceOf,
  choiceSentence,
  councilOf,
  holdsWords,
  listWords,
  lotSentence,
  memberSeats,
  membersOf,
  sameChoice,
  seatsInLot,
  spokenCouncil,
  toggled,
} from './council.ts';
import { minimalMajorities } from './election/majority.ts';
import type { Seats } from './election/snapshot-shape.ts';
import { NBSP } from './format.ts';

const plain = (text: string) => text.replaceAll(NBSP, ' ');
const seats: Seats = {
  of: 31,
  majority: 16,
  official: false,
  parties: [
    { code: 'M', seats: 4 },
    { code: 'C', seats: 9 },
    { code: 'S', seats: 11 },
    { code: 'V', seats: 4 },
    { code: 'SD', seats: 3 },
    { code: 'L', seats: 0 },
  ],
  lot: null,
};
const changed = (council: Seats, to: Record<string, number>): Seats => ({
  ...council,
  parties: council.parties.map(({ code, seats: held }) => ({ code, seats: to[code] ?? held })),
});
/** Thirty settled; C and M draw for the last. */
const open: Seats = { ...changed(seats, { M: 3 }), lot: ['C', 'M'] };

describe('who sits in a council', () => {
  test('parties with a seat stand by size, those without are left out', () => {
    expect(membersOf(seats).map(({ code }) => code)).toEqual(['S', 'C', 'M', 'V', 'SD']);
  });
  test('a party that may draw its first seat is there too', () => {
    const first = membersOf({ ...seats, of: 32, lot: ['L', 'M'] }).find(({ code }) => code === 'L');
    expect(first && memberSeats(first)).toBe('0–1');
  });
  test('what the lot decides is what nobody holds', () => {
    expect(seatsInLot(seats)).toBe(0);
    expect(seatsInLot(open)).toBe(1);
    expect(councilOf(open).seatings[0]?.lots).toEqual([{ parties: ['C', 'M'], seats: 1 }]);
  });
});

describe('the choice', () => {
  const members = membersOf(seats);
  test('begins with the programme’s party alone', () => {
    expect(choiceOf(null, members, 'S')).toEqual(['S']);
    expect(choiceOf(null, members, 'MP')).toEqual([]);
  });
  test('takes from the address what has seats, by size, and may be empty', () => {
    expect(choiceOf('V, S,XX,L', members, 'S')).toEqual(['S', 'V']);
    expect(choiceOf('', members, 'S')).toEqual([]);
  });
  test('a tap puts a party in, another takes it out', () => {
    expect(toggled(['S'], 'V')).toEqual(['S', 'V']);
    expect(toggled(['S', 'V'], 'S')).toEqual(['V']);
  });
  test('is the same in any order', () => {
    expect(sameChoice(['S', 'V'], ['V', 'S'])).toBe(true);
    expect(sameChoice(['S'], ['S', 'V'])).toBe(false);
  });
});

describe('words about seats', () => {
  test('stand against the majority', () => {
    expect(againstMajority(seats, ['S', 'C'])).toBe('20 av 31 – majoritet 16');
    expect(holdsWords(seats, ['S', 'C'])).toBe('Majoritet');
    expect(plain(holdsWords(seats, ['S', 'M']))).toBe('1 mandat saknas till majoritet');
    expect(holdsWords(seats, [])).toBe('Inga partier valda');
  });
  test('tell both outcomes of a lot', () => {
    expect(againstMajority(open, ['C', 'V', 'SD'])).toBe('16–17 av 31 – majoritet 16');
    expect(holdsWords(open, ['C', 'V', 'SD'])).toBe('Majoritet');
    expect(againstMajority(open, ['C', 'M', 'SD'])).toBe('16 av 31 – majoritet 16');
    expect(againstMajority(open, ['C', 'M', 'V'])).toBe('17 av 31 – majoritet 16');
    expect(againstMajority(open, ['S', 'M'])).toBe('14–15 av 31 – majoritet 16');
    const narrow = changed(open, { S: 12, V: 3 });
    expect(holdsWords(narrow, ['S', 'M'])).toBe('Majoritet bara om lottningen faller så');
    expect(lotSentence(open)).toBe('Lottning mellan C och M om ett mandat; båda utfallen är räknade med.');
    expect(lotSentence(seats)).toBe('');
  });
  test('name the chosen as a list', () => {
    expect([listWords([]), listWords(['S']), listWords(['S', 'C', 'V'])]).toEqual(['', 'S', 'S, C och V']);
    expect(plain(choiceSentence(seats, ['S', 'C']))).toBe('S och C har tillsammans 20 av 31 mandat');
    expect(plain(choiceSentence(seats, ['S']))).toBe('S har 11 av 31 mandat');
  });
  test('tell the picture to those who hear it', () => {
    expect(spokenCouncil(seats, ['S'])).toBe(
      '31 mandat i en halvcirkel. Valda: S 11. Övriga: C 9, M 4, V 4, SD 3. Majoritet: 16.',
    );
  });
});

test('every minimal majority that is offered is one by the same words', () => {
  for (const { parties, holds } of minimalMajorities(councilOf(open), 'S')) {
    expect(holdsWords(open, parties).startsWith('Majoritet')).toBe(true);
    expect(holdsWords(open, parties) === 'Majoritet').toBe(holds === 'always');
  }
});
