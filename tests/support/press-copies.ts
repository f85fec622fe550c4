/** Copies that were made, and what happened since, for tests of recalls. */
import type {
  CorrectionEvent,
  ElectionEvent,
  ReportEvent,
  StoredEvent,
} from '../../src/lib/election/event.ts';
import type { ContestId, DistrictCode, MunicipalityCode, PartyCode } from '../../src/lib/election/model.ts';
import type { Figure } from '../../src/lib/press/figure.ts';
import { recall, type Remembered } from '../../src/lib/press/recall.ts';
import { at, contest, figureIn, NIGHT, snapshot, target, type ContestSketch } from './press-samples.ts';

export const KF = 'KF-2326' as ContestId;
let nextId = 100;
export const stored = (event: ElectionEvent, more: Partial<StoredEvent> = {}): StoredEvent => ({
  id: ++nextId,
  revision: 150,
  at: at('09T22:50'),
  event,
  ...more,
});

const place = (district: string, contestOf: ContestId, municipality = '2326') => ({
  contest: contestOf,
  type: contestOf.slice(0, 2) as 'KF',
  municipality: municipality as MunicipalityCode,
  district: district as DistrictCode,
  districtKind: district.length === 8 ? ('ordinary' as const) : ('collection' as const),
  districtName: `Distrikt ${district}`,
  reportedAt: at('09T22:49'),
});
type Votes = readonly [own: number, valid: number];
const votes = ([own, valid]: Votes) => ({ own, valid });

/** The own party's change is that of `own`; the others' stand in `changes`. */
export function corrected(
  district: string,
  before: Votes,
  after: Votes | null,
  changes: Readonly<Record<string, number>> = {},
): CorrectionEvent {
  const own = (after?.[0] ?? 0) - before[0];
  return {
    kind: 'correction',
    ...place(district, KF),
    before: votes(before),
    after: after && votes(after),
    changes: Object.entries({ ...(own === 0 ? {} : { S: own }), ...changes }).map(
      ([code, by]) => [code as PartyCode, by] as const,
    ),
  };
}
export const reported = (district: string, own: number, valid: number): ReportEvent => ({
  kind: 'report',
  ...place(district, KF),
  own,
  valid,
  before: null,
});
export const finalOf = (municipality: string): ElectionEvent => ({
  kind: 'final',
  contest: KF,
  type: 'KF',
  municipality: municipality as MunicipalityCode,
  municipalityName: 'Berg',
  own: 1,
  valid: 2,
});

export const BEFORE: ContestSketch = {
  votes: { S: 812, C: 700, M: 400 },
  other: 88,
  counted: [3, 5],
  compared: [[520, 1300], [468, 1200], 2],
  leftOut: ['23260109'],
};
export const copy = (
  id: string,
  length: Remembered['length'] = 'bare',
  more: Partial<Remembered> & { readonly sketch?: ContestSketch } = {},
): Remembered => {
  const { sketch = BEFORE, ...rest } = more;
  return {
    figure: figureIn(snapshot([contest(sketch)], TARGETS), id),
    length,
    decimals: 2,
    night: NIGHT.id,
    revision: 147,
    lastEvent: 100,
    copiedAt: at('09T22:41'),
    ...rest,
  };
};
export const GOAL = target({
  id: 'mal',
  kind: 'share',
  contest: KF,
  label: 'Bättre än 2014',
  goal: 0.3875,
  value: 0.406,
  state: 'reached',
});
export const TARGETS = [GOAL];
export const nowIn = (sketch: ContestSketch, id: string, targets = TARGETS): Figure =>
  figureIn(snapshot([contest(sketch)], targets), id);
export const outcome = (copied: Remembered, now: Figure | null, since: readonly StoredEvent[]): string =>
  recall(copied, now, since).outcome;

// District 01 had 300 of 700 votes and gets 290 of 690: 802 of 1 990 is 40,30 % where 812 of 2 000 was 40,60 %.
export const FALL = corrected('23260101', [300, 700], [290, 690]);
export const FALLEN: ContestSketch = {
  ...BEFORE,
  votes: { S: 802, C: 700, M: 400 },
  compared: [[510, 1290], [468, 1200], 2],
};
// District 04 comes with 200 of 500.
export const GROWN: ContestSketch = { ...BEFORE, votes: { S: 1012, C: 850, M: 550 }, counted: [4, 5] };
