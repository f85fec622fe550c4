/** A municipality and its districts in words: on what ground it is compared, and why a district is not. */
import type { TableRow } from './district-table.ts';
import type { ElectionType } from './election/model.ts';
import type { AreaResult, PlaceParty } from './election/place-results.ts';
import type { Contest, ShownFinding } from './election/snapshot-shape.ts';
import { capitalise, formatPoints, formatShare, NO_FIGURE } from './format.ts';
import { comparedWords, CONTEST_WORDS, LEFT_OUT_WORDS } from './words.ts';

/** The elections as addresses name them: `?valtyp=regionval`. */
export const typeNamed = (text: string | null): ElectionType | null =>
  (Object.keys(CONTEST_WORDS) as ElectionType[]).find((type) => CONTEST_WORDS[type] === text) ?? null;

/** `nu, i 4 jämförda distrikt`; `slutligt, hela kommunen` where one municipality is spoken of. */
export const comparedHere = (area: AreaResult, whole: string): string =>
  area.likeForLike && area.stage === 'final' ? `slutligt, ${whole}` : comparedWords(area);

/** A council is its municipality's own: the whole is the part. */
const WHOLE_ONLY: Readonly<Partial<Record<ElectionType, string>>> = {
  RD: 'Det slutliga riksdagsresultatet är hämtat för hela valkretsen, inte per kommun.',
  RF: 'Det slutliga regionresultatet är hämtat för hela regionen, inte per kommun.',
};

/** Its contest is final as a whole, and what a municipality has of it is not: the feed told the whole only. */
export const isWholeOnly = (
  { stage, contests }: Pick<AreaResult, 'stage' | 'contests'>,
  all: readonly Pick<Contest, 'id' | 'stage'>[],
): boolean =>
  stage !== 'final' &&
  contests.length > 0 &&
  contests.every((contest) => all.some(({ id, stage: whole }) => id === contest && whole === 'final'));

/** Why a municipality's figures of an election stay preliminary, or away, when the whole is final; `''`: they do not. */
export const wholeOnlyWords = (
  election: Pick<AreaResult, 'type' | 'stage' | 'contests'>,
  all: readonly Pick<Contest, 'id' | 'stage'>[],
): string => (isWholeOnly(election, all) ? (WHOLE_ONLY[election.type] ?? '') : '');

/** `procentenheter mot 36,81 % i samma distrikt 2014`, after the change itself. */
export function againstWords({ likeForLike, stage }: AreaResult, year: string): string {
  if (!likeForLike) return '';
  const before = formatShare(likeForLike.ownBefore, likeForLike.validBefore);
  return `procentenheter mot ${stage === 'final' ? `${year} (${before})` : `${before} i samma distrikt ${year}`}`;
}

/** A party's change: `−1,8`, `ny`, or no figure where it cannot be compared. */
export const partyChange = ({ likeForLike, isNew }: Pick<PlaceParty, 'likeForLike' | 'isNew'>): string =>
  isNew ? 'ny' : likeForLike ? formatPoints(likeForLike.change) : NO_FIGURE;

/** What stands beside a district's name: that it is checked, that it is out, or why it is not compared. */
export function districtNotes(row: TableRow, checked: boolean): readonly string[] {
  return [...(checked ? ['Kontrolleras'] : []), ...(comparisonNote(row) ?? [])];
}

function comparisonNote({ valid, validBefore, kind, boundary, leftOut }: TableRow): readonly string[] | null {
  if (valid === null) return ['Inte räknat ännu'];
  if (leftOut) return [capitalise(LEFT_OUT_WORDS[leftOut])];
  if (validBefore !== null) return null;
  if (kind === 'collection') return ['Jämförs för hela kommunen'];
  return [boundary === 'changed' ? 'Har ändrade gränser och jämförs som grupp' : 'Jämförs som grupp'];
}

/** Districts of one municipality in one contest that a finding holds. */
export const checkedDistricts = (
  findings: readonly ShownFinding[],
  municipality: string,
  contests: readonly string[],
): ReadonlySet<string> =>
  new Set(
    findings
      .filter(
        (finding) =>
          finding.held &&
          finding.municipality === municipality &&
          finding.contests.some((contest) => contests.includes(contest)),
      )
      .map(({ district }) => district),
  );

/** What the county's table shows, as a sentence: in how many municipalities each election lies above last time. */
export function countySentence(places: readonly (readonly AreaResult[])[], year: string): string {
  const compared = places.flat().flatMap(({ likeForLike }) => likeForLike ?? []);
  if (compared.length === 0) return 'Inget går att jämföra ännu';
  const above = compared.filter(({ change }) => change > 0).length;
  const all = places.flat().length;
  const which = compared.length === all ? `${all} resultat` : `${compared.length} jämförbara resultat`;
  return `${above === 0 ? 'Inget' : above} av ${which} ligger över ${year}`;
}
