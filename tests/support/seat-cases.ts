/** For tests of seats: figures written as in a table, and a second way of allotting them, slow and plain. */
import fc from 'fast-check';
import type { PartyCode, PartyVotes } from '../../src/lib/election/model.ts';
import type { PartySeats } from '../../src/lib/election/odd-numbers.ts';
import type { SeatCount } from '../../src/lib/election/seats.ts';

export const party = (code: string): PartyCode => code as PartyCode;

/** `S 1239, C 1045` → pairs. */
export const pairs = (text: string): [PartyCode, number][] =>
  text
    .split(/,\s*|\s+(?=[^\d\s])/)
    .filter(Boolean)
    .map((pair) => {
      const [, code = '', number = ''] = /^(\S+) (\d+)$/.exec(pair.trim()) ?? [];
      if (code === '') throw new Error(`Not "party number": ${pair}`);
      return [party(code), Number(number)];
    });

/** Those with seats, by code: what a table of seats says. */
export const won = (seats: readonly PartySeats[]): Record<string, number> =>
  Object.fromEntries(seats.filter(([, held]) => held > 0));

export const table = (text: string): Record<string, number> => Object.fromEntries(pairs(text));

export const sum = (seats: readonly (readonly [string, number])[]): number =>
  seats.reduce((total, [, held]) => total + held, 0);

/** An undivided council. */
export const council = (
  parties: string | readonly PartyVotes[],
  valid: number,
  seats: number,
  rules: SeatCount['rules'] = { firstDivisor: 12, barPercent: 2 },
): SeatCount => ({ parties: typeof parties === 'string' ? pairs(parties) : parties, valid, seats, rules });

interface Plain {
  readonly seats: Record<string, number>;
  readonly lot: readonly string[];
  readonly lotSeats: number;
}

/**
 * Every comparison number of every party written out as a fraction of big integers and sorted; the seats go to those
 * above the line, and to those on it if they all fit.
 */
export function allotPlainly({ parties, valid, seats, rules }: SeatCount): Plain {
  const numbers = parties
    .filter(([, votes]) => votes > 0 && BigInt(votes) * 100n >= BigInt(rules.barPercent) * BigInt(valid))
    .flatMap(([code, votes]) =>
      Array.from({ length: seats }, (_, index) => ({
        code: code as string,
        top: BigInt(votes),
        bottom: BigInt(index === 0 ? rules.firstDivisor : 20 * index + 10),
      })),
    )
    .sort((a, b) => {
      const difference = b.top * a.bottom - a.top * b.bottom;
      return difference > 0n ? 1 : difference < 0n ? -1 : 0;
    });
  const line = numbers[seats - 1];
  if (!line) return { seats: {}, lot: [], lotSeats: 0 };
  const above = numbers.filter(({ top, bottom }) => top * line.bottom > line.top * bottom);
  const on = numbers.filter(({ top, bottom }) => top * line.bottom === line.top * bottom);
  const fits = above.length + on.length <= seats;
  const held: Record<string, number> = {};
  for (const { code } of fits ? [...above, ...on] : above) held[code] = (held[code] ?? 0) + 1;
  return {
    seats: held,
    lot: fits ? [] : on.map(({ code }) => code),
    lotSeats: fits ? 0 : seats - above.length,
  };
}

/** Any count: few votes, so that equal numbers and bars are common; some of them large. */
export const counts = (options: { readonly maxSeats?: number } = {}): fc.Arbitrary<SeatCount> =>
  fc
    .record({
      votes: fc.array(fc.oneof(fc.nat(40), fc.nat(400), fc.nat(40_000)), { minLength: 1, maxLength: 9 }),
      lump: fc.oneof(fc.constant(0), fc.nat(60)),
      seats: fc.integer({ min: 1, max: options.maxSeats ?? 45 }),
      firstDivisor: fc.constantFrom(12 as const, 14 as const),
      barPercent: fc.constantFrom(0, 2, 3),
    })
    .map(({ votes, lump, seats, ...rules }) => ({
      parties: votes.map((number, index) => [party(`p${index}`), number] as const),
      valid: votes.reduce((total, number) => total + number, lump),
      seats,
      rules,
    }));
