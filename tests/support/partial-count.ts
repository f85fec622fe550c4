/** A real final count as a night would have seen it: some districts in, the others and the collection count not yet. */
import { noEntries } from '../../src/lib/election/entry.ts';
import { municipalityKey, type Known } from '../../src/lib/election/known.ts';
import { reportKey, type MunicipalityResult, type Report } from '../../src/lib/election/model.ts';
import { openArchive } from '../../src/lib/election/parse/archive.ts';
import { readMemberName } from '../../src/lib/election/parse/member-name.ts';
import { readResultFile } from '../../src/lib/election/parse/result-file.ts';
import type { Plan } from '../../src/lib/election/plan.ts';
import type { ProjectionGround } from '../../src/lib/election/projection/contest.ts';
import { placesOf } from '../../src/lib/election/tally.ts';
import { readReference } from './reference.ts';

/** The final files of Jämtland's municipalities. */
export function finalResults(year: '2014' | '2018'): readonly MunicipalityResult[] {
  const name = `slutresultat-${year}-jamtland.zip`;
  const archive = openArchive(readReference(`final-xml/${name}`), name);
  if (!archive.ok) throw new Error(JSON.stringify(archive.error));
  return archive.value.members.flatMap((member) => {
    const named = readMemberName(member.name);
    if (named?.count !== 'final' || named.area === '00') return [];
    const bytes = member.read();
    const result = bytes.ok ? readResultFile(member.name, bytes.value, { electionDate: null }) : bytes;
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value.kind === 'municipality' ? [result.value] : [];
  });
}

/** What is known when exactly these reports are in: the others are listed, without votes, time or previous figures. */
export function knownWhen(results: readonly MunicipalityResult[], isIn: (report: Report) => boolean): Known {
  const night = results.map((result) => ({
    ...result,
    count: 'night' as const,
    seats: result.seats.map((seats) => ({ ...seats, parties: null, decidedAt: null })),
    reports: result.reports.map((report): Report => {
      const counted = isIn(report);
      return {
        ...report,
        count: 'night',
        reportedAt: counted ? report.reportedAt : null,
        votes: counted ? report.votes : null,
        previous: counted && report.kind === 'ordinary' ? report.previous : null,
      };
    }),
  }));
  return {
    revision: 1,
    reports: new Map(night.flatMap(({ reports }) => reports.map((report) => [reportKey(report), report]))),
    municipalities: new Map(night.map((result) => [municipalityKey(result), result])),
    entries: noEntries,
  };
}

export const groundOf = (known: Known, plan: Plan): ProjectionGround => ({
  places: placesOf(known, plan),
  plan,
  heldBack: () => false,
});

/** Shuffled the same way every time. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const all = [...items];
  let state = seed + 1;
  for (let at = all.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
}
