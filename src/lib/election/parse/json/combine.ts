import type { MunicipalityResult } from '../../model.ts';
import type { Result } from '../error.ts';
import type { JsonExpected } from './expected.ts';
import type { JsonPart } from './part.ts';

/** One member of an archive as it was read. */
export interface ReadPart {
  readonly file: string;
  readonly result: Result<JsonPart>;
}

/**
 * The members of one archive together, as results by municipality and contest area. Several may name the same file,
 * one per area that it tells of; a fault in one area stops no other.
 */
export function combineParts(
  _parts: readonly ReadPart[],
  _expected: JsonExpected,
): readonly { readonly file: string; readonly result: Result<MunicipalityResult> }[] {
  throw new Error('not built yet');
}
