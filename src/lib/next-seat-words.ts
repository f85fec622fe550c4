/** "Nästa mandat" in words: who got the last seat, who is next in turn, and by how many votes. */
import { listWords } from './council.ts';
import type { Chaser, Holder, NextSeat } from './election/next-seat.ts';
import type { Quotient } from './election/odd-numbers.ts';
import type { Turn } from './election/seat-order.ts';
import { seatsOf, type Allocation, type SeatCount } from './election/seats.ts';
import type { Seats } from './election/snapshot-shape.ts';
import { formatCount, formatInteger, formatNumberWord, formatQuotient, formatVotes } from './format.ts';

/** `Sista mandatet gick till C. Närmast på tur: S, 12 röster ifrån.`; a lot is told as a lot. */
export function nextSeatSentences(
  { last, next, chasers }: NextSeat,
  { lot }: Pick<Allocation, 'lot'>,
  final: boolean,
): readonly string[] {
  if (lot) {
    const which = lot.seats === 1 ? 'sista mandatet' : `de ${formatNumberWord(lot.seats)} sista mandaten`;
    return [`Om ${which} lottas det mellan ${listWords(lot.parties)}: de har lika jämförelsetal.`];
  }
  const inTurn = next.flatMap(({ party }) => chasers.find((chaser) => chaser.party === party) ?? []);
  const [nearest] = chasers;
  const shorter =
    nearest && inTurn.every(({ votesNeeded }) => votesNeeded > nearest.votesNeeded) ? nearest : null;
  return [
    ...(last.length > 0 ? [lastSentence(last, final)] : []),
    ...(inTurn.length > 0 ? [turnSentence(inTurn, last)] : []),
    ...(inTurn.length > 0 && shorter ? [shorterSentence(shorter)] : []),
  ];
}

function lastSentence(last: readonly Holder[], final: boolean): string {
  const verb = final ? 'gick' : 'går just nu';
  const to = listWords(last.map(({ party }) => party));
  return last.length === 1
    ? `Sista mandatet ${verb} till ${to}.`
    : `De ${formatNumberWord(last.length)} sista mandaten ${verb} till ${to}, med lika jämförelsetal.`;
}

/** `S, 12 röster ifrån`; `S igen` where the party holds the last seat itself. */
function turnSentence(inTurn: readonly Chaser[], last: readonly Holder[]): string {
  const away = inTurn.map(({ party, votesNeeded }) => {
    const again = last.some((holder) => holder.party === party) ? ' igen' : '';
    return `${party}${again}, ${formatVotes(votesNeeded)} ifrån`;
  });
  return `Närmast på tur${away.length > 1 ? ', med lika jämförelsetal' : ''}: ${away.join('; ')}.`;
}

/** Not next in turn, yet fewer votes from a seat: a small party, or one below the bar. */
const shorterSentence = ({ party, votesNeeded, belowBar }: Chaser): string =>
  `Färre räcker för ${party}: ${formatVotes(votesNeeded)}${belowBar ? ', som också lyfter partiet över spärren' : ''}.`;

/** What the distances mean, each with its one assumption. */
export function marginSentences({ last, next, chasers }: NextSeat): readonly string[] {
  const [nearest] = chasers;
  const told = chasers.filter(
    (chaser) => chaser === nearest || next.some(({ party }) => party === chaser.party),
  );
  return [
    ...told.map(
      ({ party, seats, votesNeeded, from }) =>
        `Med ${formatVotes(votesNeeded)} till, och alla andras oförändrade, får ${party} ett mandat${seats > 0 ? ' till' : ''}${fromWords(from)}.`,
    ),
    ...last.map(({ party, spare }) =>
      spare === 0
        ? `${party} har inte en röst till godo för sitt sista mandat.`
        : `${party} kan ha högst ${formatCount(spare, 'röst', 'röster')} färre och ändå behålla sitt sista mandat.`,
    ),
  ];
}

/** Whose seat it is then; those of an open lot had no more than a chance of it. */
const fromWords = (from: readonly string[]): string => (from.length > 0 ? `, från ${listWords(from)}` : '');

export type Agreement =
  | { readonly kind: 'same' }
  /** As one of the lot's outcomes: who it fell on. */
  | { readonly kind: 'drawn'; readonly parties: readonly string[] }
  | {
      readonly kind: 'different';
      readonly parties: readonly (readonly [string, shown: number, ours: number])[];
    };

/** Whether the seats that are shown are those of our own allocation. */
export function agreementOf(shown: Seats, { seats, lot }: Allocation): Agreement {
  const held = (code: string) => shown.parties.find((party) => party.code === code)?.seats ?? 0;
  const codes = new Set([...shown.parties.map(({ code }) => code), ...seats.map(([code]) => code as string)]);
  const parties = [...codes]
    .filter((code) => held(code) !== seatsOf(seats, code))
    .map((code) => [code, held(code), seatsOf(seats, code)] as const);
  if (parties.length === 0) return { kind: 'same' };
  const drawn =
    parties.length === lot?.seats &&
    parties.every(([code, there, ours]) => there === ours + 1 && lot.parties.some((tied) => tied === code));
  return drawn ? { kind: 'drawn', parties: parties.map(([code]) => code) } : { kind: 'different', parties };
}

/** On what ground the order stands: whose seats, whose order, and where they part. */
export function agreementWords(shown: Seats, agreement: Agreement): string {
  const ours = 'Ordningen är beräknad av Målvakt ur de räknade rösterna';
  if (!shown.official) return `${ours}.`;
  if (agreement.kind === 'same') return `${ours} och ger samma mandat som Valmyndighetens.`;
  if (agreement.kind === 'drawn')
    return `${ours}. Enligt Valmyndighetens mandat föll lotten på ${listWords(agreement.parties)}.`;
  const list = agreement.parties.map(
    ([code, there, here]) => `${code} ${formatInteger(there)} mot ${formatInteger(here)} här`,
  );
  return `${ours} och stämmer inte med Valmyndighetens mandat: ${list.join(', ')}. Valmyndighetens gäller.`;
}

/** `31`, `lott`, `på tur 1` */
export const turnWords = ({ kind, number }: Turn): string =>
  kind === 'lot'
    ? 'lott'
    : kind === 'won'
      ? formatInteger(number ?? 0)
      : `på tur ${formatInteger(number ?? 0)}`;

/** As few decimals, two at least, as tell unequal numbers apart. */
export function decimalsFor(quotients: readonly Quotient[]): number {
  for (let decimals = 2; decimals < 6; decimals += 1) {
    const clash = quotients.some((a) =>
      quotients.some(
        (b) =>
          a.votes * b.divisor !== b.votes * a.divisor &&
          formatQuotient(a.votes, a.divisor, decimals) === formatQuotient(b.votes, b.divisor, decimals),
      ),
    );
    if (!clash) return decimals;
  }
  return 6;
}

export const barWords = ({ rules }: SeatCount): string =>
  rules.barPercent > 0
    ? `Spärr: ${formatInteger(rules.barPercent)}\u00a0% av de giltiga rösterna.`
    : 'Ingen spärr.';
