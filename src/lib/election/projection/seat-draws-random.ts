/** Chance that is the same everywhere: whole-number arithmetic from a seed, never the machine's own. */

/** Whole numbers from 0 up to `below` (at most 2³²), each as likely as the next. */
export interface Chance {
  below(below: number): number;
  /** About the standard normal distribution, by arithmetic alone (sum of twelve, from −6 to 6). */
  normal(): number;
}

/** A stream of chance from a text (mulberry32, seeded by FNV-1a). */
export function chanceFrom(seed: string): Chance {
  let state = hashOf(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (below) => Math.floor(next() * below),
    normal() {
      let sum = -6;
      for (let time = 0; time < 12; time += 1) sum += next();
      return sum;
    },
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
