/** The parameters of a programme's projection, from one pair of elections and, where there is one, an earlier night. */
import { ELECTION_TYPES, type ElectionType, type PartyCode, type Report } from '../lib/election/model.ts';
import type { ProjectionParameters } from '../lib/election/projection/parameters.ts';
import { arrivalTable, readArrivals } from './arrivals.ts';
import { residualVectors, sigmaOf, tauOf } from './spread.ts';

const ORIGIN =
  'slutliga valdistriktsresultat i Sverige; spridning av distriktens ändring kring kommunens, och av kommunernas kring länets';

export interface ParametersInput {
  /** Final results with the previous ones beside them, of the whole country. */
  readonly reports: readonly Report[];
  /** `2010–2014` */
  readonly from: string;
  readonly party: PartyCode;
  /** Parties with a column of their own in the residual vectors. */
  readonly drawn: readonly PartyCode[];
  /** Seats are drawn from this area's own districts: how its municipalities' codes begin. */
  readonly area: string;
  readonly night: { readonly date: string; readonly csv: string } | null;
}

export function parametersOf({
  reports,
  from,
  party,
  drawn,
  area,
  night,
}: ParametersInput): ProjectionParameters {
  const own = reports.filter(({ municipality }) => municipality.startsWith(area));
  return {
    from,
    origin: ORIGIN,
    sigma: rounded(sigmaOf(reports, party)),
    tau: rounded(tauOf(reports, party)),
    arrivals: night && arrivalTable(readArrivals(night.csv), night.date),
    residuals: { parties: drawn, vectors: residualVectors(own, drawn) },
  };
}

/** To a hundredth of a percentage point, as they are shown. */
const rounded = (spread: Readonly<Record<ElectionType, number>>): Record<ElectionType, number> =>
  Object.fromEntries(
    ELECTION_TYPES.map((type) => [type, Math.round(spread[type] * 10_000) / 10_000]),
  ) as Record<ElectionType, number>;

/** One district's vector a line: small, and readable in a diff. */
export function asText({ residuals, arrivals, ...head }: ProjectionParameters): string {
  const vectors = ELECTION_TYPES.map((type) => {
    const rows = residuals?.vectors[type].map((row) => `        ${JSON.stringify(row)}`) ?? [];
    return `      "${type}": [\n${rows.join(',\n')}\n      ]`;
  });
  const tail = residuals
    ? `{\n    "parties": ${JSON.stringify(residuals.parties)},\n    "vectors": {\n${vectors.join(',\n')}\n    }\n  }`
    : 'null';
  const opening = JSON.stringify(head, null, 2).slice(0, -2);
  return `${opening},\n  "arrivals": ${JSON.stringify(arrivals)},\n  "residuals": ${tail}\n}\n`;
}
