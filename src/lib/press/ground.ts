/** On what ground a copied figure stands, as the words that end every copy: counted, stage, time, source. */
import { formatCount, formatDate, formatDistricts, formatInteger, formatWhen } from '../format.ts';
import type { GoverningWords } from '../election/snapshot-shape.ts';
import type { CountFigure, Figure, GoalFigure, Ground } from './figure.ts';
import { andList } from './phrases.ts';
import { GROUNDS } from './templates.ts';

/** What the ground needs to know besides the figure. */
export interface Moment {
  /** The election's evening: times of that night stand bare. */
  readonly evening: string;
  /** When the page last heard from its server, if it does no longer; `null`: all is well. */
  readonly lostSince: string | null;
}

/** `Preliminärt, 45 av 82 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.` */
export function groundWords(figure: Figure, { evening, lostSince }: Moment): string {
  if (figure.kind === 'count') return byHand(figure);
  const fact = figure.kind === 'goal' ? (figure.target.governing?.fact ?? null) : null;
  if (fact && figure.kind === 'goal') return governingWords(figure, fact);
  const { ground } = figure;
  const slots = { counted: countedPhrase(ground), when: whenPhrase(ground, evening) };
  return [
    filled(templateOf(figure), slots),
    ...(ground.heldBack > 0
      ? [filled(GROUNDS.checked, { districts: formatDistricts(ground.heldBack) })]
      : []),
    GROUNDS.source,
    ...(lostSince ? [filled(GROUNDS.lost, { when: clock(lostSince, evening) })] : []),
  ].join(' ');
}

function templateOf(figure: Exclude<Figure, CountFigure>): string {
  const { stage } = figure.ground;
  if (figure.kind === 'district') return GROUNDS[stage === 'final' ? 'districtFinal' : 'districtPreliminary'];
  return GROUNDS[stage === 'none' ? 'night' : stage];
}

/** Who governs is in no result file: the day on which it is judged, and the fact's own source. */
function governingWords({ target }: GoalFigure, { sources }: GoverningWords): string {
  const judgedOn = target.governing?.judgedOn ?? null;
  return [
    ...(judgedOn ? [filled(GROUNDS.governing, { when: formatDate(judgedOn) })] : []),
    filled(GROUNDS.ownSource, { source: sources.join('; ') }),
  ].join(' ');
}

const byHand = ({ counted }: CountFigure): string =>
  [
    filled(GROUNDS.byHand, { when: formatDate(counted.date) }),
    filled(GROUNDS.ownSource, { source: counted.source.replace(/\.$/, '') }),
  ].join(' ');

const filled = (template: string, slots: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '');

/** `45 av 82 valdistrikt räknade`, `alla 82 valdistrikt och alla 8 uppsamlingsdistrikt räknade` */
export function countedPhrase({ counted }: Ground): string {
  const { districts, of, collection, collectionOf } = counted;
  const parts = [
    partOf(districts, of, 'valdistrikt'),
    ...(collection > 0 ? [partOf(collection, collectionOf, 'uppsamlingsdistrikt')] : []),
  ];
  return `${andList(parts)} ${districts === 1 && collection === 0 ? 'räknat' : 'räknade'}`;
}

function partOf(counted: number, of: number, noun: string): string {
  const all = formatCount(of, noun, noun);
  return counted === of && of > 1 ? `alla ${all}` : `${formatInteger(counted)} av ${all}`;
}

/** A final count is read years later, and so has its whole date. */
const whenPhrase = ({ stage, asOf }: Ground, evening: string): string =>
  stage === 'final' && asOf ? formatDate(asOf.slice(0, 10)) : clock(asOf, evening);

/** `kl. 22.41`, `ons 12 sep 16.05` */
function clock(iso: string | null, evening: string): string {
  const told = formatWhen(iso, evening);
  return /^\d/.test(told) ? `kl. ${told}` : told;
}
