/** A council on the page: its seats as far as they are settled, who is chosen, and the words that say what that makes. */
import { holdsMajority, togetherOf, type Council, type Holds } from './election/majority.ts';
import type { PartyCode } from './election/model.ts';
import { byCode } from './election/odd-numbers.ts';
import type { Seats } from './election/snapshot-shape.ts';
import { formatCount, formatInteger } from './format.ts';

export const CALCULATED = 'beräknat av Målvakt';

const heldTogether = ({ parties }: Seats): number => parties.reduce((sum, { seats }) => sum + seats, 0);

/** Seats that nobody has until the lot is drawn. */
export const seatsInLot = (seats: Seats): number => (seats.lot ? seats.of - heldTogether(seats) : 0);

/** What the arithmetic of majorities needs; a lot that has one seat for each of its parties would be none. */
export function councilOf(seats: Seats): Council {
  const lot = { parties: (seats.lot ?? []) as readonly PartyCode[], seats: seatsInLot(seats) };
  return {
    of: seats.of,
    seatings: [
      {
        seats: seats.parties.map(({ code, seats: held }) => [code as PartyCode, held] as const),
        lots: seats.lot ? [lot] : [],
      },
    ],
  };
}

export interface Member {
  readonly code: string;
  /** Seats that no lot can take. */
  readonly seats: number;
  /** May draw one more. */
  readonly inLot: boolean;
}

/** Parties with a seat, or with the chance of one: most seats first. */
export function membersOf({ parties, lot }: Seats): readonly Member[] {
  const held = new Map(parties.map(({ code, seats }) => [code, seats]));
  const codes = [...new Set([...held.keys(), ...(lot ?? [])])];
  return codes
    .map((code) => ({ code, seats: held.get(code) ?? 0, inLot: lot?.includes(code) ?? false }))
    .filter(({ seats, inLot }) => seats > 0 || inLot)
    .sort((a, b) => b.seats - a.seats || Number(b.inLot) - Number(a.inLot) || byCode(a.code, b.code));
}

/** What an address asks for (`S,C`), as far as it names members; without a wish the programme's party alone. */
export function choiceOf(wish: string | null, members: readonly Member[], own: string): readonly string[] {
  const wished = wish === null ? [own] : wish.split(',').map((code) => code.trim());
  return members.map(({ code }) => code).filter((code) => wished.includes(code));
}

/** The choice with this party tapped: in if it was out, out if it was in. */
export const toggled = (chosen: readonly string[], code: string): readonly string[] =>
  chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code];

export const sameChoice = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((code) => b.includes(code));

/** `18`, or `15–16` where a lot decides. */
export const rangeWords = ([least, most]: readonly [number, number]): string =>
  least === most ? formatInteger(least) : `${formatInteger(least)}–${formatInteger(most)}`;

/** A member's seats: `9`, or `9–10` where it may draw one more. */
export const memberSeats = ({ seats, inLot }: Member): string => rangeWords([seats, seats + Number(inLot)]);

/** `18 av 31 – majoritet 16` */
export const againstMajority = (seats: Seats, chosen: readonly string[]): string =>
  `${rangeWords(togetherOf(councilOf(seats), chosen))} av ${formatInteger(seats.of)} – majoritet ${formatInteger(seats.majority)}`;

const HOLDS_WORDS: Readonly<Record<Exclude<Holds, 'never'>, string>> = {
  always: 'Majoritet',
  sometimes: 'Majoritet bara om lottningen faller så',
};

/** What the chosen seats make: `Majoritet`, `2 mandat saknas till majoritet`. */
export function holdsWords(seats: Seats, chosen: readonly string[]): string {
  if (chosen.length === 0) return 'Inga partier valda';
  const council = councilOf(seats);
  const holds = holdsMajority(council, chosen);
  if (holds !== 'never') return HOLDS_WORDS[holds];
  return `${formatCount(seats.majority - togetherOf(council, chosen)[1], 'mandat', 'mandat')} saknas till majoritet`;
}

/** `S`, `S och C`, `S, C och V` */
export const listWords = (codes: readonly string[]): string =>
  codes.length < 2 ? (codes[0] ?? '') : `${codes.slice(0, -1).join(', ')} och ${codes.at(-1)}`;

/** What the picture of the seats shows, as a sentence. */
export function choiceSentence(seats: Seats, chosen: readonly string[]): string {
  if (chosen.length === 0) return 'Välj partier och se om de har majoritet';
  const range = rangeWords(togetherOf(councilOf(seats), chosen));
  const together = chosen.length > 1 ? ' tillsammans' : '';
  return `${listWords(chosen)} har${together} ${range} av ${formatCount(seats.of, 'mandat', 'mandat')}`;
}

/** The picture in words, for those who hear it: who is chosen, who is not, and what the lot leaves open. */
export function spokenCouncil(seats: Seats, chosen: readonly string[]): string {
  const list = (members: readonly Member[]) =>
    members.map((member) => `${member.code} ${memberSeats(member)}`).join(', ') || 'inga';
  const members = membersOf(seats);
  const inside = members.filter(({ code }) => chosen.includes(code));
  const outside = members.filter(({ code }) => !chosen.includes(code));
  return `${formatInteger(seats.of)} mandat i en halvcirkel. Valda: ${list(inside)}. Övriga: ${list(outside)}. Majoritet: ${formatInteger(seats.majority)}.`;
}

/** `Lottning mellan C och M om ett mandat.` */
export function lotSentence(seats: Seats): string {
  if (!seats.lot) return '';
  const open = seatsInLot(seats);
  const outcomes = seats.lot.length === 2 ? 'båda utfallen' : 'alla utfall';
  return `Lottning mellan ${listWords(seats.lot)} om ${open === 1 ? 'ett' : formatInteger(open)} mandat; ${outcomes} är räknade med.`;
}
