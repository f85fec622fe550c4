/** What a map says in words: what it shows as a sentence, each shape for those who point at it or read the table. */
import type {
  AreaReason,
  AreaState,
  ContestAreas,
  MapArea,
  MunicipalityChange,
} from './election/map-areas.ts';
import type { Contest } from './election/snapshot-shape.ts';
import {
  formatCount,
  formatInteger,
  formatPoints,
  formatPointsInWords,
  formatShare,
  formatTime,
  NO_FIGURE,
} from './format.ts';
import { LEFT_OUT_WORDS } from './words.ts';

export const RECONSTRUCTED = 'Rekonstruerade distriktsgränser';

export const AREA_WORDS: Readonly<Record<AreaState, string>> = {
  counted: 'Räknat',
  partly: 'Delvis räknat',
  uncounted: 'Inte räknat',
  notComparable: 'Räknat, går inte att jämföra',
};

/** As in `Distriktet …`. */
export const AREA_REASON_WORDS: Readonly<Record<AreaReason, string>> = {
  ...LEFT_OUT_WORDS,
  comparedAsGroup: 'har ändrade gränser och jämförs bara som grupp i kommunen',
};

const areasOf = (count: number): string => formatCount(count, 'område', 'områden');

/** A final count may come without districts (JSON): then none are to be shown, or the preliminary ones beside it. */
export const WITHOUT_DISTRICTS = 'Det slutliga resultatet är hämtat utan valdistrikt';
export const PRELIMINARY_DISTRICTS =
  'Distrikten är preliminärt räknade; kommunernas siffror är slutliga där räkningen är klar';

/** Some of the districts that are shown are preliminary, where their municipality or contest is final. */
export const hasPreliminary = (
  shown: readonly ContestAreas[],
  contests: readonly Pick<Contest, 'stage'>[],
): boolean =>
  shown.some(({ districts, municipalities }) => {
    const final = new Set(municipalities.flatMap(({ code, final }) => (final ? [code] : [])));
    const all = contests.length > 0 && contests.every(({ stage }) => stage === 'final');
    return districts.some(
      ({ count, valid, municipality }) =>
        count === 'night' && valid !== null && (all || final.has(municipality)),
    );
  });

/** Something is final, and not one district is told. */
export const isWithoutDistricts = (
  shown: readonly ContestAreas[],
  contests: readonly Pick<Contest, 'stage'>[],
): boolean =>
  contests.some(({ stage }) => stage === 'final') &&
  shown.every(({ districts }) => districts.every(({ valid }) => valid === null));

/** What the map shows, as a sentence: `S minskar i 61 och ökar i 13 av de 74 områden som går att jämföra …`. */
export function mapSentence(areas: readonly (MapArea | null)[], party: string, year: string): string {
  const shown = areas.filter((area) => area !== null);
  const compared = shown.filter(({ change }) => change !== null);
  if (compared.length === 0) {
    return shown.every(({ state }) => state === 'uncounted')
      ? 'Inga distrikt räknade ännu'
      : `Inget räknat distrikt går att jämföra med ${year} ännu`;
  }
  const down = compared.filter(({ change }) => (change ?? 0) < 0).length;
  const up = compared.filter(({ change }) => (change ?? 0) > 0).length;
  const all = compared.length === 1 ? 'det enda område' : `de ${formatInteger(compared.length)} områden`;
  return `${party} ${directions(down, up)} av ${all} som går att jämföra med ${year}`;
}

function directions(down: number, up: number): string {
  if (down === 0 && up === 0) return 'står stilla i alla';
  if (up === 0) return `minskar i ${formatInteger(down)}`;
  if (down === 0) return `ökar i ${formatInteger(up)}`;
  return down >= up
    ? `minskar i ${formatInteger(down)} och ökar i ${formatInteger(up)}`
    : `ökar i ${formatInteger(up)} och minskar i ${formatInteger(down)}`;
}

/** What of the map is without a colour: `6 områden är inte räknade, 3 går inte att jämföra.`; empty: nothing. */
export function gapsSentence(areas: readonly (MapArea | null)[]): string {
  const count = (state: AreaState) => areas.filter((area) => area?.state === state).length;
  const [uncounted, partly, apart] = [count('uncounted'), count('partly'), count('notComparable')];
  const parts = [
    uncounted > 0 ? `${areasOf(uncounted)} är inte ${uncounted === 1 ? 'räknat' : 'räknade'}` : '',
    partly > 0 ? `${areasOf(partly)} är delvis ${partly === 1 ? 'räknat' : 'räknade'}` : '',
    apart > 0 ? `${areasOf(apart)} går inte att jämföra` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}

/** `−6,2 procentenheter, 31,25 % av rösterna, rapporterat 22.41`; why there is no change where there is none. */
export function areaWords(area: MapArea): string {
  if (area.valid === null || area.own === null) return AREA_WORDS.uncounted.toLowerCase();
  const reasons = area.reasons.map((reason) => AREA_REASON_WORDS[reason]).join(', ');
  return [
    area.state === 'counted' ? '' : AREA_WORDS[area.state].toLowerCase(),
    area.state === 'partly' ? `${formatInteger(area.counted)} av ${formatInteger(area.of)} distrikt` : '',
    area.change === null ? '' : formatPointsInWords(area.change),
    `${formatShare(area.own, area.valid)} av rösterna`,
    reasons,
    `rapporterat ${formatTime(area.reportedAt)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** A municipality's figure on the map: `−6,2`; a dash while there is none. */
export const municipalityFigure = ({ likeForLike }: Pick<MunicipalityChange, 'likeForLike'>): string =>
  likeForLike ? formatPoints(likeForLike.change) : NO_FIGURE;
