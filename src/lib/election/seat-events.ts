import { computedSeats } from './contest-seats.ts';
import type { ElectionEvent, NoticeEvent, SeatsEvent } from './event.ts';
import type { Known } from './known.ts';
import type { ContestId, PartyCode } from './model.ts';
import type { ContestPlan, Plan } from './plan.ts';
import type { CountedContest } from './snapshot.ts';
import type { Contest, Seats } from './snapshot-shape.ts';
import { placesOf, placesOfContest } from './tally.ts';

/** What changed in the seats from one state to the next, and where the official ones are not ours. */
export function seatEvents(before: SeatState, after: SeatState, plan: Plan): readonly ElectionEvent[] {
  const then = { places: placesOf(before.known, plan), contests: contestsById(before) };
  const now = { places: placesOf(after.known, plan), contests: contestsById(after) };
  return plan.contests.flatMap((contest) => {
    const [earlier, later] = [then, now].map(({ contests }) => contests.get(contest.id)?.contest ?? null);
    if (!later?.seats) return [];
    const told = disagreement(contest, earlier?.seats ?? null, oursOf(contest, then.places, plan));
    const found = disagreement(contest, later.seats, oursOf(contest, now.places, plan));
    return [
      ...moved(earlier ?? null, later),
      ...(JSON.stringify(found) === JSON.stringify(told) ? [] : found),
    ];
  });
}

/** What is known at one revision, and the contests as they stand by it. */
export interface SeatState {
  readonly known: Known;
  readonly counts: readonly CountedContest[];
}

const contestsById = ({ counts }: SeatState) => new Map(counts.map((count) => [count.contest.id, count]));

const oursOf = (contest: ContestPlan, places: ReturnType<typeof placesOf>, plan: Plan): Seats | null =>
  computedSeats(contest, placesOfContest(places, contest), plan.electionDate);

/** Party by party [a, b]; parties with equal seats are left out. */
function differences(a: Seats, b: Seats): readonly (readonly [PartyCode, number, number])[] {
  const held = (seats: Seats, code: string) => seats.parties.find((party) => party.code === code)?.seats ?? 0;
  const codes = new Set([...a.parties, ...b.parties].map(({ code }) => code));
  return [...codes]
    .filter((code) => held(a, code) !== held(b, code))
    .sort()
    .map((code) => [code as PartyCode, held(a, code), held(b, code)]);
}

function moved(then: Contest | null, now: Contest): readonly SeatsEvent[] {
  const changes = then?.seats && now.seats ? differences(then.seats, now.seats) : [];
  if (changes.length === 0 || !now.seats) return [];
  const { official } = now.seats;
  return [{ kind: 'seats', contest: now.id as ContestId, area: now.area.name, changes, official }];
}

function disagreement(
  contest: ContestPlan,
  official: Seats | null,
  ours: Seats | null,
): readonly NoticeEvent[] {
  if (!official?.official || !ours || ours.lot) return [];
  const found = differences(official, ours);
  if (found.length === 0) return [];
  return [
    {
      kind: 'notice',
      contest: contest.id,
      notice: { about: 'seats', area: contest.area.name, differences: found },
    },
  ];
}
