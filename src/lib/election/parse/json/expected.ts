import type { ElectionType } from '../../model.ts';
import type { JsonName } from './name.ts';

/** One contest whose figures are read out of the JSON files. */
export interface JsonContest {
  readonly type: ElectionType;
  /** `23`, `2303` */
  readonly area: string;
  /** The Riksdag constituency's code: `27`; `null` for other elections. */
  readonly constituency: string | null;
  /** Four digits each. */
  readonly municipalities: readonly string[];
}

/** What is already known of the election, and what of it is to be read. */
export interface JsonExpected {
  /** `2026-09-13` */
  readonly electionDate: string;
  /** Test data may come in. */
  readonly rehearsal: boolean;
  /** Read the districts of the national final file (260 MB), too, not only its totals. */
  readonly finalDistricts: boolean;
  readonly contests: readonly JsonContest[];
}

/** The contests that a file tells of: those of its election, and of its area unless it is the nation's. */
export const contestsOf = (
  name: Pick<JsonName, 'type' | 'area'>,
  expected: JsonExpected,
): readonly JsonContest[] =>
  expected.contests.filter(
    ({ type, area }) =>
      type === name.type && (name.area === null || name.area === '00' || name.area === area),
  );

/**
 * Whether a member is worth reading at all: it tells of a contest that is followed, and is not the national final
 * file's districts unless they are asked for.
 */
export const isRead = (name: JsonName, expected: JsonExpected): boolean =>
  contestsOf(name, expected).length > 0 &&
  (expected.finalDistricts || name.part !== 'districts' || name.count !== 'final' || name.area !== '00');
