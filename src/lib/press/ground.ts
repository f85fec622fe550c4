/** On what ground a copied figure stands, as the words that end every copy: counted, stage, time, source. */
import { formatCount, formatDate, formatDistricts, formatInteger } from '../format.ts';
import type { GoverningWords } from '../election/snapshot-shape.ts';
import type { CountFigure, Figure, GoalFigure, Ground } from './figure.ts';
import { phrase } from './fill.ts';
import { andList, momentPhrase } from './phrases.ts';
import { GROUNDS } from './templates.ts';

/** What the ground needs to know besides the figure. */
export interface Moment {
  /** The election's evening: times of that night stand bare. */
  readonly evening: string;
  /** When the page last heard from its server, if it does no longer; `null`: all is well. */
  readonly lostSince: string | null;
  /** Whom to name: `Källa: Valmyndigheten`. */
  readonly credit: string;
}

/** `Preliminärt, 45 av 82 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.` */
export function groundWords(figure: Figure, moment: Moment): string {
  const { evening, lostSince } = moment;
  return [
    ...groundSentences(figure, moment),
    ...(lostSince ? [phrase(GROUNDS.lost, { when: momentPhrase(lostSince, evening) })] : []),
  ].join(' ');
}

function groundSentences(figure: Figure, { evening, credit }: Moment): readonly string[] {
  if (figure.kind === 'count') return byHand(figure);
  const fact = figure.kind === 'goal' ? (figure.target.governing?.fact ?? null) : null;
  if (fact && figure.kind === 'goal') return governingWords(figure, fact);
  const { ground } = figure;
  const slots = { counted: countedPhrase(ground), when: whenPhrase(ground, evening) };
  return [
    ...comparisonWords(figure),
    phrase(templateOf(figure), slots),
    ...checkedWords(figure),
    phrase(GROUNDS.source, { credit }),
  ];
}

/** A goal that nobody adopted says so in every copy. */
const comparisonWords = (figure: OfCount): readonly string[] =>
  figure.kind === 'goal' && figure.comparison
    ? [phrase(GROUNDS.comparison, { year: figure.yearBefore })]
    : [];

function checkedWords({ kind, ground }: OfCount): readonly string[] {
  if (ground.heldBack === 0) return [];
  if (kind === 'district') return [GROUNDS.districtChecked];
  return [phrase(GROUNDS.checked, { districts: formatDistricts(ground.heldBack) })];
}

type OfCount = Exclude<Figure, CountFigure>;

function templateOf({ kind, ground }: OfCount): string {
  const { stage, counted } = ground;
  if (kind === 'district') return GROUNDS[stage === 'final' ? 'districtFinal' : 'districtPreliminary'];
  if (stage !== 'wednesday') return GROUNDS[stage === 'none' ? 'night' : stage];
  return GROUNDS[counted.collection < counted.collectionOf ? 'wednesdayPart' : 'wednesday'];
}

/** Who governs is in no result file: the day on which it is judged, and the fact's own source. */
function governingWords({ target }: GoalFigure, { sources }: GoverningWords): readonly string[] {
  const judgedOn = target.governing?.judgedOn ?? null;
  return [
    ...(judgedOn ? [phrase(GROUNDS.governing, { when: dayPhrase(judgedOn) })] : []),
    phrase(GROUNDS.ownSource, { source: sources.join('; ') }),
  ];
}

const byHand = ({ counted }: CountFigure): readonly string[] => [
  phrase(GROUNDS.byHand, { when: formatDate(counted.date) }),
  phrase(GROUNDS.ownSource, { source: counted.source.replace(/\.$/, '') }),
];

/** `den 14 september 2018` */
const dayPhrase = (iso: string): string => `den ${formatDate(iso.slice(0, 10))}`;

/** `45 av 82 valdistrikt räknade`, `alla 82 valdistrikt och 8 uppsamlingsdistrikt räknade` */
export function countedPhrase({ counted }: Ground): string {
  const { districts, of, collection, collectionOf } = counted;
  const all = districts === of && of > 1;
  const ordinary = `${all ? 'alla' : `${formatInteger(districts)} av`} ${formatCount(of, 'valdistrikt', 'valdistrikt')}`;
  const parts = [ordinary, ...(collection > 0 ? [collectionPhrase(collection, collectionOf, all)] : [])];
  return `${andList(parts)} ${districts === 1 && collection === 0 ? 'räknat' : 'räknade'}`;
}

/** `3 av 8 uppsamlingsdistrikt`, `uppsamlingsdistriktet`, and after `alla 82 valdistrikt` bare `8 uppsamlingsdistrikt`. */
function collectionPhrase(counted: number, of: number, afterAll: boolean): string {
  const all = formatCount(of, 'uppsamlingsdistrikt', 'uppsamlingsdistrikt');
  if (counted < of) return `${formatInteger(counted)} av ${all}`;
  if (of === 1) return 'uppsamlingsdistriktet';
  return afterAll ? all : `alla ${all}`;
}

/** A final count is read years later, and so has its whole date. */
const whenPhrase = ({ stage, asOf }: Ground, evening: string): string =>
  stage === 'final' && asOf ? dayPhrase(asOf) : momentPhrase(asOf, evening);
