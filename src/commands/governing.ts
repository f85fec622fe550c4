/**
 * `npm run governing -- FILE.json OUT.json`: builds the table of known governing coalitions from the compiled source
 * (areas × terms, each with its sources). What is unknown there stays unknown here, and a date is kept exactly as it is
 * told: a term, a year, a month, or a bound.
 */
import { readFile, writeFile } from 'node:fs/promises';

interface SourceTerm {
  readonly term: string;
  readonly parties: readonly string[] | null;
  readonly partiesComplete?: boolean;
  readonly sInGov: boolean | null;
  readonly majority?: boolean | null;
  readonly basis: 'source' | 'arith' | 'unknown';
  readonly sources?: readonly string[];
  readonly changesSource?: string;
  readonly changes?: readonly SourceChange[];
}

interface SourceChange {
  readonly when: string;
  readonly parties: readonly string[];
  readonly majority?: boolean;
  readonly sources?: readonly string[];
  readonly note?: string;
}

/** Whose part in governing `sInGov` tells. */
const SUBJECT = 'S';

const [from, to] = process.argv.slice(2);
if (!from || !to) {
  console.error('usage: npm run governing -- FILE.json OUT.json');
  process.exit(1);
}
const source = JSON.parse(await readFile(from, 'utf8')) as {
  areas: Record<string, { terms: readonly SourceTerm[] }>;
};
const facts = Object.entries(source.areas).flatMap(([area, { terms }]) =>
  terms.flatMap((term) => factsOf(area, term)),
);
const rows = facts.map((fact) => `    ${JSON.stringify(fact)}`).join(',\n');
const origin =
  'sammanställt ur lokalpress, kommunernas och regionens sidor samt SKR; källa anges för varje uppgift';
await writeFile(to, `{\n  "origin": ${JSON.stringify(origin)},\n  "facts": [\n${rows}\n  ]\n}\n`);
console.log(`${to}: ${facts.length} facts`);

function factsOf(area: string, term: SourceTerm) {
  if (term.basis === 'unknown' || term.parties === null) return [];
  const [first = '', last = ''] = term.term.split('-');
  const common = { area, term: { from: first, to: last } };
  const complete = term.partiesComplete ?? false;
  return [
    {
      ...common,
      since: null,
      parties: term.parties,
      complete,
      without: term.sInGov === false && !complete ? [SUBJECT] : [],
      majority: term.majority ?? null,
      sources:
        term.basis === 'arith' ? ['egen majoritet enligt mandaten'] : (term.sources ?? []).map(inSwedish),
    },
    ...(term.changes ?? []).map((change) => ({
      ...common,
      since: change.when,
      parties: change.parties,
      complete: true,
      without: [],
      majority: change.majority ?? null,
      sources: (change.sources ?? sourcesOfChange(change, term)).map(inSwedish),
    })),
  ];
}

/** A change names its source in its note, or shares the list of changes, or the term's own sources. */
function sourcesOfChange(change: SourceChange, term: SourceTerm): readonly string[] {
  const named = /\(([^)]*\.se[^)]*)\)/.exec(change.note ?? '')?.[1];
  return named ? [named] : term.changesSource ? [term.changesSource] : (term.sources ?? []);
}

/** Sources are shown on Swedish pages: the compiler's remarks in English are left out. */
function inSwedish(source: string): string {
  if (source.startsWith('a public list')) return 'en offentlig förteckning över kommunala styren';
  return source.replace(/ \(.*\)$/, '');
}
