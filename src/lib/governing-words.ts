/** Who governs, in words. Unknown is said as unknown, never as no; a date as exactly as it is on record. */
import type { Contest, GoverningGround, GoverningWords, Target } from './election/snapshot-shape.ts';
import { formatCount, formatDate } from './format.ts';

const OWN_MAJORITY_WORDS = {
  certain: 'Egen majoritet',
  possible: 'Egen majoritet möjlig',
  excluded: 'Egen majoritet utesluten',
} as const;

const NOT_DECIDED = 'Vilka som styr är inte avgjort';

/** What a governing goal rests on, in a sentence or two; `''` where nothing is known. */
export function governingWords({ governing, contest, state }: Target, contests: readonly Contest[]): string {
  if (!governing) return '';
  const { ownMajority, fact, uncertain, later } = governing;
  if (ownMajority === 'certain') return `Egen majoritet${ownSeats(contest, contests)}`;
  if (!fact) return ownMajority ? OWN_MAJORITY_WORDS[ownMajority] : '';
  const verb = state === 'reached' ? 'Ingår' : state === 'missed' ? 'Ingår inte' : 'Okänt om partiet ingår';
  return [
    `${verb} i styret (mandatperioden ${termWords(fact)}): ${partiesWords(fact)}.`,
    ...(uncertain.length > 0 ? [`Osäkert när: ${uncertain.map(laterWords).join('; ')}.`] : []),
    ...(later.length > 0 ? [`Senare ändrat: ${later.map(laterWords).join('; ')}.`] : []),
    `Källa: ${fact.sources[0]}`,
  ].join(' ');
}

function ownSeats(contest: string | null, contests: readonly Contest[]): string {
  const seats = contests.find(({ id }) => id === contest)?.seats;
  return seats
    ? `, ${seats.official ? '' : 'beräknat av Målvakt, '}majoritet ${seats.majority} av ${formatCount(seats.of, 'mandat', 'mandat')}`
    : '';
}

export const termWords = ({ term }: GoverningWords): string => `${term.from}–${term.to}`;

/** `S, V`, `S (övriga okända)`, `okänt vilka` */
export const partiesWords = ({ parties, complete }: GoverningWords): string =>
  parties.length === 0 ? 'okänt vilka' : parties.join(', ') + (complete ? '' : ' (övriga okända)');

const MOMENT = /^(by |before )?(.*)$/;

/** `sedan april 2024`, `senast i januari 2026`, `före september 2026`; `null`: since the term began. */
export function sinceWords(since: string | null): string {
  const [, bound, date = ''] = MOMENT.exec(since ?? '') ?? [];
  if (date === '') return 'sedan mandatperiodens början';
  if (bound === 'before ') return `före ${formatDate(date)}`;
  return `${bound ? 'senast' : 'sedan'} ${formatDate(date)}`;
}

/** `till och med 2021`, `till senast januari 2026`; `null`: until the next change, or the term's end. */
function untilWords(until: string | null): string {
  const [, bound, date = ''] = MOMENT.exec(until ?? '') ?? [];
  if (date === '') return '';
  return `, till ${bound === 'before ' ? 'före' : bound ? 'senast' : 'och med'} ${formatDate(date)}`;
}

/** From when to when, as far as it is on record: `sedan april 2024, till och med 2025`. */
export const periodWords = ({ since, until }: Pick<GoverningWords, 'since' | 'until'>): string =>
  sinceWords(since) + untilWords(until);

/** `C, M, L, sedan 2021` */
export const laterWords = (later: GoverningWords): string => `${partiesWords(later)}, ${periodWords(later)}`;

/** Whether those who govern hold more than half of the seats; a council can change without an election. */
export const majorityWords = ({ majority }: GoverningWords): string =>
  majority === null ? 'Okänt om majoritet eller minoritet' : majority ? 'Majoritet' : 'Minoritet';

/** What a governing goal's ground says of the programme's party, as a sentence; `final`: the contest's count is. */
export function groundTitle(
  { ownMajority, fact }: GoverningGround,
  {
    state,
    final,
    party,
  }: { readonly state: Target['state']; readonly final: boolean; readonly party: string },
): string {
  if (!final) return ownMajority === null ? NOT_DECIDED : OWN_MAJORITY_WORDS[ownMajority];
  if (ownMajority === 'certain') return `${party} har egen majoritet`;
  if (!fact) return 'Okänt vilka som styr';
  if (state === 'reached') return `${party} ingår i styret`;
  return state === 'missed' ? `${party} ingår inte i styret` : `Okänt om ${party} ingår i styret`;
}

/** What the title leaves open, where no fact is shown. */
export function groundNote({ ownMajority, fact }: GoverningGround, final: boolean): string {
  if (fact) return '';
  if (final) {
    return ownMajority === 'certain'
      ? 'Följer av mandaten. Ingen uppgift om vilka som styr är inlagd.'
      : 'Ingen uppgift med källa är inlagd. Okänt betyder inte nej.';
  }
  const arithmetic =
    ownMajority === null ? '' : 'Följer av rösterna som är räknade och hur många som kan komma till. ';
  return `${arithmetic}Vilka som styr avgörs i förhandling efter valet.`;
}
