import { ElementBuilder } from './element.ts';
import { fail, ok, type Result } from './error.ts';
import { Faults } from './faults.ts';
import { MUNICIPALITY_GRAMMAR, NATIONAL_GRAMMAR } from './grammar.ts';
import type { Expected } from './head.ts';
import { readMemberName } from './member-name.ts';
import { MunicipalityReader } from './municipality.ts';
import { NationalReader } from './national.ts';
import { readXml } from './xml.ts';
import type { ResultDocument } from '../model.ts';

/**
 * Reads one XML result file (docs: feed formats, part A): bytes in, a document or its first fault out, whatever the
 * bytes. `fileName` is the archive member's name, which the contents must fit; `unknownFile` when it is not a result
 * file's. Reports, parties, seats and totals are ordered by code, so that nothing depends on the file's order.
 */
export function readResultFile(
  fileName: string,
  bytes: Uint8Array,
  expected: Expected,
): Result<ResultDocument> {
  const steps = readResultFileInSteps(fileName, bytes, expected);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same, with a pause after each 128 kB (some milliseconds), so that a caller may let other work in between. */
export function* readResultFileInSteps(
  fileName: string,
  bytes: Uint8Array,
  expected: Expected,
): Generator<void, Result<ResultDocument>> {
  const faults = new Faults(fileName);
  const name = readMemberName(fileName);
  if (name === null) {
    faults.note('unknownFile', 'file name', fileName, 'valnatt_2303K.xml or the like');
    return refused(faults);
  }
  const [reader, grammar] =
    name.area === '00'
      ? [new NationalReader(name, expected, faults), NATIONAL_GRAMMAR]
      : [new MunicipalityReader(name, expected, faults), MUNICIPALITY_GRAMMAR];
  yield* readXml(bytes, new ElementBuilder(grammar, reader, faults), faults);
  const document = faults.first === null ? reader.result() : null;
  return document === null ? refused(faults) : ok(document);
}

function refused({ first, file }: Faults): Result<never> {
  if (first === null) throw new Error(`${file}: refused without a fault`);
  return fail(first);
}
