import { combineParts, type AreaReading } from '../../src/lib/election/parse/json/combine.ts';
import type { FeedError, Result } from '../../src/lib/election/parse/error.ts';
import type { JsonExpected } from '../../src/lib/election/parse/json/expected.ts';
import { JsonMemberReader } from '../../src/lib/election/parse/json/member-reader.ts';
import { readJsonName } from '../../src/lib/election/parse/json/name.ts';
import type { JsonPart } from '../../src/lib/election/parse/json/part.ts';
import type { MunicipalityResult } from '../../src/lib/election/model.ts';
import { bytesOf, EXPECTED } from './json-example.ts';

/** Reads bytes under a member's name, in pieces of a size. */
export function readMember(
  file: string,
  bytes: Uint8Array,
  { size = 65_536, expected = EXPECTED }: { size?: number; expected?: JsonExpected } = {},
): Result<JsonPart> {
  const name = readJsonName(file);
  if (name === null) throw new Error(`${file} is no member's name`);
  const reader = new JsonMemberReader(file, name, expected);
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
  return reader.end();
}

/** Reads an archive's members, told as plain objects. */
export const readArchive = (
  members: Readonly<Record<string, unknown>>,
  expected: JsonExpected = EXPECTED,
): readonly AreaReading[] =>
  combineParts(
    Object.entries(members).map(([file, content]) => ({
      file,
      result: readMember(file, bytesOf(content), { expected }),
    })),
    expected,
  );

/** The one result of one municipality or area; throws, with the faults, where there is none. */
export function resultOf(readings: readonly AreaReading[], code: string): MunicipalityResult {
  const found = readings.flatMap(({ result }) =>
    result.ok && result.value.municipality === code ? [result.value] : [],
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} results of ${code}: ${JSON.stringify(readings)}`);
  return only;
}

/** The first fault of a member: its own, or that of one of its areas. */
export function faultOf(part: Result<JsonPart>): FeedError | null {
  if (!part.ok) return part.error;
  for (const area of part.value.areas.values()) if (!area.ok) return area.error;
  return null;
}

/** Which file said something of which area, or why not. */
export const outcomes = (readings: readonly AreaReading[]): readonly (readonly [string, string])[] =>
  readings.map(({ file, result }) => [file, result.ok ? result.value.municipality : result.error.kind]);
