import type { Count } from '../../model.ts';
import type { Faults } from '../faults.ts';
import { REHEARSAL } from '../head.ts';
import { checked, shown } from './check.ts';
import type { JsonExpected } from './expected.ts';
import type { JsonName } from './name.ts';
import type { JsonHead } from './part.ts';
import { rootSchema } from './schema.ts';

const COUNT_WORDS: Readonly<Record<Count, string>> = { night: 'preliminär', final: 'slutlig' };

/**
 * The root of a member against its name and the expected election: `testData` (test is true, or valtillfalle or the
 * name's prefix says so, unless it is a rehearsal), `wrongType` (election or count), `wrongElectionDate`.
 */
export function readJsonHead(
  root: unknown,
  name: JsonName,
  expected: JsonExpected,
  faults: Faults,
): JsonHead | null {
  const head = checked(rootSchema, root, 'file', faults);
  if (head === null) return null;
  if (!expected.rehearsal) {
    const real = 'a real election';
    if (head.test) faults.note('testData', 'file > test', 'true', real);
    if (REHEARSAL.test(head.valtillfalle))
      faults.note('testData', 'file > valtillfalle', shown(head.valtillfalle), real);
    if (REHEARSAL.test(name.prefix)) faults.note('testData', 'file name', name.prefix, real);
  }
  expectWord('rakningstillfalle', head.rakningstillfalle, COUNT_WORDS[name.count], faults);
  expectWord('valtyp', head.valtyp, name.type, faults);
  if (head.valdatum !== expected.electionDate)
    faults.note('wrongElectionDate', 'file > valdatum', head.valdatum, expected.electionDate);
  return {
    electionDate: head.valdatum,
    previousDate: head.tidigareValdatum,
    publishedAt: head.senasteUppdateringstid,
    updates: head.antalUppdateringar,
  };
}

function expectWord(key: string, found: string, expected: string, faults: Faults): void {
  if (found !== expected) faults.note('wrongType', `file > ${key}`, shown(found), expected);
}
