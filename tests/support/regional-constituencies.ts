/**
 * Votes of the county council's constituencies, added up from a year's final files (`slutresultat_23xxL.xml`) by the
 * constituency that each part of a municipality names (KRETS_LANDSTING); read with another library than our own.
 */
import { XMLParser } from 'fast-xml-parser';
import type { PartyVotes } from '../../src/lib/election/model.ts';
import { membersOf } from './plain-reading.ts';
import { party } from './seat-cases.ts';

interface Part {
  readonly [attribute: `@${string}`]: string;
  readonly GILTIGA?: readonly Part[];
  readonly ÖVRIGA_GILTIGA?: Part;
  readonly VALDELTAGANDE?: Part;
}

export interface RegionalConstituency {
  readonly code: string;
  readonly valid: number;
  readonly eligible: number;
  readonly parties: readonly PartyVotes[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  isArray: (name) => name === 'GILTIGA' || name === 'KRETS_KOMMUN',
});

export function regionalConstituencies(year: string): RegionalConstituency[] {
  const parts = [...membersOf(`final-xml/slutresultat-${year}-jamtland.zip`)]
    .filter(([name]) => /^slutresultat_23\d\dL\.xml$/.test(name))
    .flatMap(([, bytes]) => parser.parse(bytes.toString('latin1')).VAL.KOMMUN.KRETS_KOMMUN as Part[]);
  const codes = [...new Set(parts.map((part) => part['@KRETS_LANDSTING'] ?? ''))].sort();
  return codes.map((code) =>
    addedUp(
      code,
      parts.filter((part) => part['@KRETS_LANDSTING'] === code),
    ),
  );
}

function addedUp(code: string, parts: readonly Part[]): RegionalConstituency {
  const votes = new Map<string, number>();
  for (const row of parts.flatMap((part) => [
    ...(part.GILTIGA ?? []),
    ...(part.ÖVRIGA_GILTIGA?.GILTIGA ?? []),
  ])) {
    const label = row['@PARTI'] ?? '';
    votes.set(label, (votes.get(label) ?? 0) + Number(row['@RÖSTER']));
  }
  return {
    code,
    valid: parts.reduce((total, part) => total + Number(part['@RÖSTER']), 0),
    eligible: parts.reduce((total, part) => total + Number(part.VALDELTAGANDE?.['@RÖSTBERÄTTIGADE']), 0),
    parties: [...votes].map(([label, number]) => [party(label), number] as const),
  };
}
