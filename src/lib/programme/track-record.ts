/** The projection's record on past elections, as the page shows it: our error beside the raw share's. */
import type { ElectionType } from '../election/model.ts';
import record from './track-record.json' with { type: 'json' };

/** Errors in percentage points, coverage and wrong states as fractions, at a part of the count. */
export interface RecordPoint {
  readonly part: number;
  readonly raw: number;
  readonly swing: number;
  readonly ours: number;
  /** `null`: no band was shown. */
  readonly cover80: number | null;
  readonly cover95: number | null;
  readonly decided: number;
  readonly wrong: number;
  readonly rawWrong: number;
}

export interface RecordOf {
  readonly type: ElectionType;
  readonly points: readonly RecordPoint[];
}

/** Areas of the record that the page shows. */
const NATIONAL = 'Sweden, 4–40 districts';
const OWN = 'municipal';

export interface RecordPart {
  readonly pair: string;
  /** The whole country's municipalities, or the programme area's own. */
  readonly area: 'national' | 'own';
  readonly elections: readonly RecordOf[];
}

/** What is shown: random order of counting, each pair of elections by itself, the newest last. */
export function trackRecord(): readonly RecordPart[] {
  const pairs = (area: string) =>
    [...new Set(record.rows.filter((row) => row.area === area).map(({ pair }) => pair))].sort();
  return [
    ...pairs(NATIONAL).map((pair) => ({
      pair,
      area: 'national' as const,
      elections: rowsOf(pair, NATIONAL),
    })),
    ...pairs(OWN).map((pair) => ({ pair, area: 'own' as const, elections: rowsOf(pair, OWN) })),
  ];
}

const rowsOf = (pair: string, area: string): readonly RecordOf[] =>
  (['RD', 'RF', 'KF'] as const)
    .map((type) => ({
      type,
      points: record.rows
        .filter(
          (row) => row.pair === pair && row.area === area && row.order === 'random' && row.type === type,
        )
        .flatMap(({ part, summary }) => (part === null ? [] : [pointOf(part, summary)])),
    }))
    .filter(({ points }) => points.length > 0);

const pointOf = (part: number, summary: (typeof record.rows)[number]['summary']): RecordPoint => ({
  part,
  raw: summary.raw * 100,
  swing: summary.swing * 100,
  ours: summary.final * 100,
  cover80: summary.cover80 ?? null,
  cover95: summary.cover95 ?? null,
  decided: summary.decided,
  wrong: summary.wrong,
  rawWrong: summary.rawWrong,
});
