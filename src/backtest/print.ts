/** The record as text: what was measured beside what was to beat. */
import { CLOCK, COUNCILS, COUNTY, NATIONAL } from './beaten.ts';
import type { TrackRecord } from './record.ts';
import type { NightRow, Row } from './run.ts';

const points = (share: number): string => (Number.isNaN(share) ? '–' : (share * 100).toFixed(2));
const percent = (part: number): string => (Number.isNaN(part) ? '–' : (part * 100).toFixed(1));
const cover = (part: number): string => (Number.isNaN(part) ? '–' : part.toFixed(3));
const partOf = (part: number | null): string => (part === null ? '10–90 %' : `${Math.round(part * 100)} %`);

const HEAD = [
  'pair',
  'area',
  'order',
  'type',
  'counted',
  'raw→swing→assisted',
  'final',
  'votes',
  'bands %',
  '80/95 % share',
  '80/95 % votes',
  'decided %',
  'wrong %',
  'wrong shown %',
  'leaning wrong %',
  'raw wrong %',
  'to beat',
];

function cellsOf(row: Row): readonly string[] {
  const { summary: s } = row;
  const errorsOnly = row.area.endsWith('errors only');
  const judged = [
    percent(s.banded),
    `${cover(s.cover80)}/${cover(s.cover95)}`,
    `${cover(s.votesCover80)}/${cover(s.votesCover95)}`,
    percent(s.decided),
    percent(s.wrong),
    percent(s.shownWrong),
    percent(s.leaningWrong),
  ];
  return [
    row.pair,
    row.area,
    row.order,
    row.type,
    partOf(row.part),
    `${points(s.raw)}→${points(s.swing)}→${points(s.assisted)}`,
    points(s.final),
    String(Math.round(s.votes)),
    ...(errorsOnly ? judged.map(() => '') : judged),
    percent(s.rawWrong),
    toBeat(row),
  ];
}

/** The documented figures of the same cell, where there are any. */
function toBeat({ pair, area, order, type, part }: Row): string {
  if (order !== 'random' || part === null) return '';
  if (pair === '2010–2014' && area === 'Sweden, 4–40 districts')
    return NATIONAL[type]?.[part]?.map((figure) => figure?.toFixed(2) ?? '').join('→') ?? '';
  if (pair !== '2014–2018') return '';
  if (area === 'county') return '';
  if (area === 'county, by part') {
    const found = COUNTY[type]?.[part];
    return found ? `final ${found[0].toFixed(2)}, votes ${found[1]}` : '';
  }
  const found = type === 'KF' ? COUNCILS[part] : undefined;
  return found ? `final ${found[0].toFixed(2)}, decided ${found[1]}, wrong 0` : '';
}

const nightCells = (row: NightRow): readonly string[] => [
  row.pair,
  row.area,
  row.order,
  row.type,
  String(row.nights),
  row.flips.toFixed(3),
  row.rawFlips.toFixed(2),
  percent(row.decided),
  percent(row.decidedAt),
];

export function textOf(record: TrackRecord): string {
  const clock = record.clock.map(({ at, districts, raw, night, truth }) => {
    const found = CLOCK.find(([time]) => time === at);
    return [at, String(districts), points(raw), points(night), points(truth), `${found?.[1]}`];
  });
  return [
    tableOf(HEAD, record.rows.map(cellsOf)),
    tableOf(
      ['pair', 'area', 'order', 'type', 'nights', 'flips', 'raw flips', 'decided early %', 'at % counted'],
      record.nights.map(nightCells),
    ),
    tableOf(['clock', 'districts', 'raw', 'night', 'truth', 'to beat'], clock),
  ].join('\n\n');
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
