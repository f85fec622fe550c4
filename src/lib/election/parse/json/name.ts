import type { Count, ElectionType } from '../../model.ts';

/** What a member of a JSON archive holds: districts, a whole area with its seats, or totals by municipality. */
export type JsonPartKind = 'districts' | 'seats' | 'municipalities';

/** What the name of a member says: `Val_2026_preliminar_rostfordelning_2380_KF.json`. */
export interface JsonName {
  /** `Val_2026`, `Genrep_2026` */
  readonly prefix: string;
  readonly count: Count;
  readonly part: JsonPartKind;
  /** `00`, `23`, `2380`; `null`: a summering that does not say. */
  readonly area: string | null;
  readonly type: ElectionType;
}

/** What the name of an archive says: `Val_2026_preliminar_2380_KF.zip`. */
export interface JsonArchiveName {
  readonly prefix: string;
  readonly count: Count;
  readonly area: string;
  readonly type: ElectionType;
}

const MEMBER =
  /^(.+)_(preliminar|slutlig)_(rostfordelning|mandatfordelning|summering)(?:_(\d+))?_(RD|RF|KF)\.json$/;
const ARCHIVE = /^(.+)_(preliminar|slutlig)_(\d+)_(RD|RF|KF)\.zip$/;
const PARTS: Readonly<Record<string, JsonPartKind>> = {
  rostfordelning: 'districts',
  mandatfordelning: 'seats',
  summering: 'municipalities',
};
/** The nation, a county, a municipality. */
const AREAS: Readonly<Record<ElectionType, RegExp>> = { RD: /^00$/, RF: /^\d{2}$/, KF: /^\d{4}$/ };

const countOf = (word: string): Count => (word === 'preliminar' ? 'night' : 'final');

/**
 * Reads a member's name; `null` when it is not that of a result file (a signature, a national sum `OS`). Tolerance: a
 * summering may leave its area out, since files are delivered so although the description says otherwise.
 */
export function readJsonName(name: string): JsonName | null {
  const match = MEMBER.exec(name);
  if (match === null) return null;
  const [, prefix, count, word, area, type] = match as unknown as [
    string,
    string,
    string,
    string,
    string?,
    ElectionType?,
  ];
  if (type === undefined) return null;
  const part = PARTS[word] as JsonPartKind;
  if (area === undefined ? part !== 'municipalities' : !AREAS[type].test(area)) return null;
  return { prefix, count: countOf(count), part, area: area ?? null, type };
}

/** Reads an archive's name (without folders); `null` when it is not that of an area's archive. */
export function readJsonArchiveName(name: string): JsonArchiveName | null {
  const match = ARCHIVE.exec(name);
  if (match === null) return null;
  const [, prefix, count, area, type] = match as unknown as [string, string, string, string, ElectionType];
  return AREAS[type].test(area) ? { prefix, count: countOf(count), area, type } : null;
}

/**
 * Which of an archive's names is the signature of a member; `null`: it has none. Tolerance: `X_sign.sha256` and
 * `X.json_sign.sha256` are both taken as the signature of `X.json`.
 */
export function signatureOf(memberName: string, names: Iterable<string>): string | null {
  const stem = memberName.replace(/\.json$/, '');
  const all = new Set(names);
  return [`${stem}_sign.sha256`, `${stem}.json_sign.sha256`].find((name) => all.has(name)) ?? null;
}
