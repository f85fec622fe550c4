/** What a search leads to on the press page. */
import type { DistrictRow, Snapshot } from '$lib/election/snapshot-shape.ts';
import { search, searchEntries, type SearchEntry } from '$lib/press/search.ts';

export interface Hit {
  readonly id: string;
  readonly title: string;
  /** What it opens, as `subjectOf` names it. */
  readonly subject: string;
  /** The figure that stands first there. */
  readonly figure: string;
}

const MOST_SHOWN = 8;

/** The best hits first. `districts`: every district once, as any contest has them. */
export function hitsOf(query: string, snapshot: Snapshot, districts: readonly DistrictRow[]): readonly Hit[] {
  const found = search(searchEntries(snapshot, ofCouncils(districts, snapshot)), query, 3 * MOST_SHOWN);
  const hits = found
    .filter(({ kind, contest }) => kind !== 'place' || !found.some(({ id }) => id === contest))
    .map((entry) => hitOf(entry));
  return hits.slice(0, MOST_SHOWN);
}

/** A district is asked for by its name: the council's contest comes first there, and all others follow. */
function ofCouncils(districts: readonly DistrictRow[], { contests }: Snapshot) {
  const councils = new Map(
    contests.filter(({ type }) => type === 'KF').map(({ area, id }) => [area.code, id]),
  );
  const first = contests[0]?.id ?? '';
  return districts
    .filter(({ kind }) => kind === 'ordinary')
    .map(({ district, name, municipality }) => ({
      contest: councils.get(municipality) ?? first,
      district,
      name,
      municipality,
    }));
}

function hitOf({ kind, id, label, contest, figure }: SearchEntry): Hit {
  const [, district = ''] = figure.split('.');
  const subject = kind === 'goal' ? id : kind === 'district' ? district : (contest ?? id);
  return { id, title: label, subject, figure };
}
