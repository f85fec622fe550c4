/** The official final results, S votes and valid votes, as the authority published them (not our own output). */

interface Official {
  readonly id: string;
  readonly votes: number;
  readonly valid: number;
}

const rows = (...figures: readonly (readonly [id: string, votes: number, valid: number])[]) =>
  figures.map(([id, votes, valid]): Official => ({ id, votes, valid }));

export const FINAL_2014 = rows(
  ['RD-23', 33_303, 83_714],
  ['RF-23', 31_430, 81_485],
  ['KF-2321', 2_023, 6_781],
  ['KF-2309', 3_123, 9_086],
  ['KF-2380', 14_116, 39_786],
  ['KF-2305', 1_569, 4_262],
  ['KF-2361', 2_476, 6_719],
  ['KF-2326', 1_803, 4_653],
  ['KF-2313', 3_660, 7_733],
  ['KF-2303', 1_782, 3_486],
);

export const FINAL_2018 = rows(
  ['RD-23', 28_632, 85_223],
  ['RF-23', 26_278, 83_699],
  ['KF-2321', 1_590, 7_401],
  ['KF-2309', 2_907, 9_389],
  ['KF-2380', 12_399, 41_843],
  ['KF-2305', 1_448, 4_131],
  ['KF-2361', 2_225, 6_677],
  ['KF-2326', 1_869, 4_604],
  ['KF-2313', 3_407, 7_543],
  ['KF-2303', 1_239, 3_482],
);

/** The final percentages of 2014, half up, as in the party district's programme of 2018. */
export const PERCENT_2014: Readonly<Record<string, string>> = {
  'RD-23': '39.78',
  'RF-23': '38.57',
  'KF-2321': '29.83',
  'KF-2309': '34.37',
  'KF-2380': '35.48',
  'KF-2305': '36.81',
  'KF-2361': '36.85',
  'KF-2326': '38.75',
  'KF-2313': '47.33',
  'KF-2303': '51.12',
};
