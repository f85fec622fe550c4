/** The counted districts of one contest as figures to copy. */
import type { Contest, DistrictRow, Snapshot } from '../election/snapshot-shape.ts';
import { formatYear } from '../format.ts';
import { inContest, ownParty, type DistrictFigure } from './figure.ts';

/** `rows`: as `GET /api/contests/:id/districts` gives them for this contest and revision. Uncounted ones give no figure. */
export const districtFigures = (
  rows: readonly DistrictRow[],
  contest: Contest,
  snapshot: Snapshot,
): readonly DistrictFigure[] => rows.flatMap((row) => districtFigure(row, contest, snapshot) ?? []);

/** Late votes have no district of their own and are told of their contest, not as a district. */
function districtFigure(row: DistrictRow, contest: Contest, snapshot: Snapshot): DistrictFigure | null {
  const { own, valid, kind, reportedAt } = row;
  if (own === null || valid === null || valid <= 0 || kind !== 'ordinary') return null;
  return {
    ...inContest(contest),
    kind: 'district',
    id: districtFigureId(contest.id, row.district),
    ground: {
      // In a county contest one municipality's count may be final while the contest's is not.
      stage: row.count === 'final' ? 'final' : 'night',
      counted: { districts: 1, of: 1, collection: 0, collectionOf: 0 },
      asOf: reportedAt,
      heldBack: isHeld(row, contest, snapshot) ? 1 : 0,
    },
    party: ownParty(snapshot),
    district: row.district,
    name: row.name,
    votes: own,
    valid,
    before: beforeOf(row, snapshot),
  };
}

/** `KF-2303.23030101.andel` */
export const districtFigureId = (contest: string, district: string): string => `${contest}.${district}.andel`;

const isHeld = ({ district }: DistrictRow, { id }: Contest, { findings }: Snapshot): boolean =>
  findings.some((finding) => finding.held && finding.district === district && finding.contests.includes(id));

function beforeOf({ ownBefore, validBefore }: DistrictRow, { night }: Snapshot): DistrictFigure['before'] {
  if (ownBefore === null || validBefore === null || validBefore <= 0) return null;
  return { own: ownBefore, valid: validBefore, year: formatYear(night.baselineDate) };
}
