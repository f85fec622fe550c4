/** The files of a final result: totals and seats, of the Riksdag the municipalities too, no districts. */
import type { AreaCount, Ballots, JsonRoot, PartySeats, SeatsFile } from './json-data.ts';
import { constituencySeats, riksdagSeatsFile } from './json-night.ts';
import { partyOf, sum } from './json-totals.ts';
import { isoOf } from './nights/local-time.ts';
import type { FinalCount, FinalEntry, JsonNightTable } from './nights/json-table.ts';
import type { ResultFile } from './recording.ts';
import { memberName, writeMunicipalities, writeSeats } from './write-json.ts';

type Own = Pick<JsonRoot, 'election' | 'count' | 'area' | 'exportedAt' | 'updates'>;

/** The Riksdag's file is the whole country's. */
export function finalRoot({ election, code, exportedAt }: FinalEntry): Own {
  return { election, count: 'final', area: election === 'RD' ? '00' : code, exportedAt, updates: 1 };
}

export function finalFiles(table: JsonNightTable, root: JsonRoot, final: FinalEntry): ResultFile[] {
  const exportedAt = isoOf(root.exportedAt.replace(/\D/g, ''));
  const seats = {
    name: memberName(root, 'mandatfordelning'),
    bytes: writeSeats(seatsFile(table, root, final)),
    exportedAt,
  };
  if (final.municipalities === undefined) return [seats];
  const municipalities = final.municipalities.map((each) => ({
    ...areaOf(table, each, final),
    code: each.code,
    name: each.name,
    exportedAt: root.exportedAt,
  }));
  const progress = { counted: final.districts, of: final.districts };
  const bytes = writeMunicipalities({ ...root, ...progress, municipalities });
  return [seats, { name: memberName(root, 'summering'), bytes, exportedAt }];
}

function seatsFile(table: JsonNightTable, root: JsonRoot, final: FinalEntry): SeatsFile {
  const whole = areaOf(table, final, final);
  if (final.election === 'RD') {
    return riksdagSeatsFile(table, root, { whole, seats: constituencySeats(table) });
  }
  const { seats, name, threshold } = final;
  if (!seats) throw new Error(`The final result of ${final.code} has no seats.`);
  const undivided = (all: number) => ({ all, fixed: all, adjustment: 0 });
  return {
    ...root,
    whole: {
      ...whole,
      name,
      total: undivided(seats.total),
      totalBefore: undivided(seats.totalBefore),
      thresholds: [threshold, null],
      seats: seats.parties.map(([code, now, before]): PartySeats => ({
        party: partyOf(table, code),
        now: undivided(now),
        before: undivided(before),
      })),
      constituencies: [],
    },
  };
}

function areaOf(table: JsonNightTable, area: FinalCount, { exportedAt, ...final }: FinalEntry): AreaCount {
  const { districts, cast, eligible, before } = area;
  return {
    counted: districts,
    of: districts,
    cast,
    eligible,
    eligibleCounted: eligible,
    before,
    comparison: 'Kan jämföras',
    reportedAt: exportedAt,
    ballots: ballotsOf(table, area, final.election === 'RD' ? null : final.threshold),
  };
}

/** `threshold`: null where the area alone does not tell who is above it (the Riksdag's holds for the country). */
function ballotsOf(table: JsonNightTable, area: FinalCount, threshold: number | null): Ballots {
  const { votes, others, cast, blank, before } = area;
  const valid = sum(votes.map(([, count]) => count)) + (others ?? 0);
  return {
    valid: { now: valid, before: before.valid },
    parties: votes.map(([code, now, previous]) => ({
      party: partyOf(table, code),
      now,
      before: previous,
      above: threshold === null ? null : now * 100 >= threshold * valid,
    })),
    others: others === null ? null : { now: others, before: null },
    invalid: { now: cast - valid, before: before.cast - before.valid },
    unregistered: null,
    blank: blank === null ? null : { now: blank, before: before.blank },
    otherInvalid: null,
  };
}
