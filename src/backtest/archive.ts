/** An election's own final archive, where it is at hand: every municipality's report of every district. */
import type { MunicipalityResult, Report } from '../lib/election/model.ts';
import { openArchive } from '../lib/election/parse/archive.ts';
import { describeFault } from '../lib/election/parse/error.ts';
import { readMemberName } from '../lib/election/parse/member-name.ts';
import { readResultFile } from '../lib/election/parse/result-file.ts';

/** The municipalities' result files of a final archive. */
export function readFinal(bytes: Uint8Array, name: string): readonly MunicipalityResult[] {
  const archive = openArchive(bytes, name);
  if (!archive.ok) throw new Error(describeFault(archive.error));
  return archive.value.members.flatMap((member) => {
    const file = readMemberName(member.name);
    if (file?.count !== 'final' || file.area === '00') return [];
    const unpacked = member.read();
    const read = unpacked.ok ? readResultFile(member.name, unpacked.value, { electionDate: null }) : unpacked;
    if (!read.ok) throw new Error(describeFault(read.error));
    return read.value.kind === 'municipality' ? [read.value] : [];
  });
}

/** Their reports, as the night's. */
export const reportsOf = (results: readonly MunicipalityResult[]): readonly Report[] =>
  results.flatMap(({ reports }) => reports.map((report) => ({ ...report, count: 'night' as const })));
