import { computedSeats } from './contest-seats.ts';
import type { ElectionEvent, NoticeEvent, SeatsEvent } from './event.ts';
import type { Known } from './known.ts';
import type { ContestId, PartyCode } from './model.ts';
import type { ContestPlan, Plan } from './plan.ts';
import { countContests } from './snapshot.ts';
import type { Contest, Seats } from './snapshot-shape.ts';
import { placesOf, placesOfContest } from './tally.ts';

/** What changed in the seats from one state to the next, and where the official ones are not ours. */
export function seatEvents(before: Known, after: Known, plan: Plan): readonly ElectionEvent[] {
  const earlier = new Map(countContests(before, plan).map(({ contest }) => [contest.id, contest]));
  const places = placesOf(after, plan);
  return countContests(after, plan).flatMap(({ contest }) => {
    const then = earlier.get(contest.id);
    if (!contest.seats || same(then?.seats ?? null, contest.seats)) return [];
    const contestPlan = plan.contests.find(({ id }) => id === contest.id);
    const ours =
      contestPlan && computedSeats(contestPlan, placesOfContest(places, contestPlan), plan.electionDate);
    return [
      ...moved(then, contest),
      ...(contestPlan ? disagreement(contestPlan, contest.seats, ours ?? null) : []),
    ];
  });
}

const same = (a: Seats | null, b: Seats): boolean =>
  a?.official === b.official && differences(a, b).length === 0;

/** Party by party [a, b]; parties with equal seats are left out. */
function differences(a: Seats, b: Seats): readonly (readonly [PartyCode, number, number])[] {
  const held = (seats: Seats, code: string) => seats.parties.find((party) => party.code === code)?.seats ?? 0;
  const codes = new Set([...a.parties, ...b.parties].map(({ code }) => code));
  return [...codes]
    .filter((code) => held(a, code) !== held(b, code))
    .sort()
    .map((code) => [code as PartyCode, held(a, code), held(b, code)]);
}

function moved(then: Contest | undefined, now: Contest): readonly SeatsEvent[] {
  const changes = then?.seats && now.seats ? differences(then.seats, now.seats) : [];
  if (changes.length === 0 || !now.seats) return [];
  const { official } = now.seats;
  return [{ kind: 'seats', contest: now.id as ContestId, area: now.area.name, changes, official }];
}

function disagreement(contest: ContestPlan, official: Seats, ours: Seats | null): readonly NoticeEvent[] {
  if (!official.official || !ours || ours.lot) return [];
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
