/** Seats: one council's allocation with its trace, its next seat, and every council of the country. */
import { gunzipSync } from 'node:zlib';
import { nextSeat } from '../../src/lib/election/next-seat.ts';
import { rulesOf } from '../../src/lib/election/seat-rules.ts';
import { allocate, type SeatCount } from '../../src/lib/election/seats.ts';
import { dayOf, pairsOf } from '../support/official-seats.ts';
import { readReference } from '../support/reference.ts';
import { allotPlainly } from '../support/seat-cases.ts';
import { noReference } from './archives.ts';
import { inTurn } from './measure.ts';
import { inMs, missing, times, type Row } from './row.ts';

/** Figure to reach, milliseconds. */
const BELOW = 1;
const RUNS = 25;
const YEAR = '2014';

/** A council, or one of its constituencies, as the reference file has it. */
interface Area {
  readonly namn: string;
  readonly seats: number;
  readonly valid: number;
  readonly parties: Record<string, { readonly votes: number }>;
}
type Council = Area & { readonly kretsar: readonly Area[] | null };

export async function allocation(): Promise<Row[]> {
  if (noReference) return [missing('allocation of seats', noReference)];
  const councils = read();
  const [largest] = [...councils].sort((a, b) => b.seats - a.seats);
  if (!largest) throw new Error('no councils');
  const one = countOf(largest, false);
  const all = councils.flatMap(({ kretsar, ...whole }) =>
    (kretsar ?? [whole]).map((area) => countOf(area, (kretsar?.length ?? 1) > 1)),
  );
  const ms = await inTurn(
    {
      one: () => allocate(one),
      plainly: () => allotPlainly(one),
      next: () => nextSeat(one),
      all: () => all.map((count) => allocate(count)),
      allPlainly: () => all.map((count) => allotPlainly(count)),
    },
    RUNS,
  );
  return rowsOf(ms, {
    one: `${largest.namn} ${YEAR}, the largest council, as one area: ${one.seats} seats, ${one.parties.length} parties`,
    all: `${councils.length} councils of ${YEAR} in ${all.length} constituencies, four cities as one each (their constituencies' votes are not on record)`,
  });
}

function read(): readonly Council[] {
  const text = gunzipSync(readReference('seats/councils-2010-2014-sweden.json.gz')).toString('utf8');
  const years = JSON.parse(text) as Record<string, Record<string, Council>>;
  return Object.values(years[YEAR] ?? {});
}

function countOf({ parties, valid, seats }: Area, divided: boolean): SeatCount {
  const votes = Object.fromEntries(Object.entries(parties).map(([code, row]) => [code, row.votes]));
  return { parties: pairsOf(votes), valid, seats, rules: rulesOf('KF', dayOf(YEAR), divided) };
}

type Measured = Readonly<Record<'one' | 'plainly' | 'next' | 'all' | 'allPlainly', number>>;

function rowsOf(ms: Measured, how: { readonly one: string; readonly all: string }): Row[] {
  const peer = 'the peer writes out every comparison number in big integers and sorts';
  return [
    {
      what: 'one council allotted, with trace',
      figure: inMs(ms.one),
      against: `${times(ms.plainly / ms.one)} as fast as the peer`,
      required: `< ${BELOW} ms`,
      ok: ms.one < BELOW,
      how: `${how.one}; ${peer}; medians of ${RUNS} in turn, each after a collection of garbage`,
    },
    {
      what: 'its next seat: every party’s distance',
      figure: inMs(ms.next),
      against: `${times(ms.next / ms.one)} one allocation`,
      how: 'as the page does with every snapshot: allocations anew until the fewest votes are found',
    },
    {
      what: 'all councils of the country allotted',
      figure: inMs(ms.all),
      against: `${times(ms.allPlainly / ms.all)} as fast as the peer`,
      how: how.all,
    },
  ];
}
