/* eslint-disable max-lines -- one table, read from its first line to its last */
/**
 * Every text of the press in every state, written by hand: read it line by line. Plain spaces stand for no-break ones
 * (`press-texts.test.ts` sees to it that those are where they belong).
 */
import type { NightInfo, Snapshot, Target } from '../src/lib/election/snapshot-shape.ts';
import type { Figure } from '../src/lib/press/figure.ts';
import { districtFigures } from '../src/lib/press/districts.ts';
import type { Decimals } from '../src/lib/press/sentence.ts';
import type { Length } from '../src/lib/press/templates.ts';
import {
  at,
  contest,
  figureIn,
  need,
  projected,
  snapshot,
  target,
  type ContestSketch,
} from './support/press-samples.ts';

export interface TextRow {
  readonly what: string;
  readonly figure: Figure;
  readonly decimals: Decimals;
  readonly lostSince: string | null;
  /** Every length that is offered, and what is no length of a sentence: the value alone, and the ground. */
  readonly texts: Partial<Readonly<Record<Length | 'bare' | 'ground', string>>>;
}

export const TEXTS: TextRow[] = [];

interface Shown {
  readonly sketch?: ContestSketch;
  readonly targets?: readonly Target[];
  readonly night?: Partial<NightInfo>;
  readonly decimals?: Decimals;
  readonly lostSince?: string;
  /** The programme's goals are nobody's, but a comparison. */
  readonly comparisonOnly?: boolean;
}
function tell(what: string, id: string, shown: Shown, texts: TextRow['texts']): void {
  const {
    sketch = {},
    targets = [],
    night = {},
    decimals = 2,
    lostSince = null,
    comparisonOnly = false,
  } = shown;
  const whole = snapshot([contest(sketch)], targets, night);
  const figure = figureIn({ ...whole, programme: { ...whole.programme, comparisonOnly } }, id);
  TEXTS.push({ what, figure, decimals, lostSince, texts });
}

// The part of a night: 3 of Berg's 5 districts, 812 of 2 000 votes; two of them can be compared, 520 of 1 300.
const PART = { votes: { S: 812, C: 700, M: 400 }, other: 88, counted: [3, 5] } as const;
const partAgainst = (own: number, valid: number): ContestSketch => ({
  ...PART,
  compared: [[520, 1300], [own, valid], 2],
});
const UP = partAgainst(468, 1200);
const DOWN = partAgainst(504, 1200);
const SAME = partAgainst(480, 1200);
const ONE: ContestSketch = {
  votes: { C: 2, S: 1 },
  counted: [1, 5],
  compared: [[1, 3], [2, 4], 1],
};
const ALL: ContestSketch = { ...PART, counted: [5, 5], compared: [[812, 2000], [780, 2000], 5] };
const WEDNESDAY_RD: ContestSketch = {
  id: 'RD-23',
  stage: 'wednesday',
  counted: [82, 82, 3],
  votes: { S: 30_000, C: 50_000 },
  compared: [[30_000, 80_000], [32_000, 80_000], 82, 3],
  asOf: at('12T16:05'),
};
const WEDNESDAY: ContestSketch = {
  stage: 'wednesday',
  counted: [5, 5, 1],
  votes: { S: 902, C: 1298 },
  compared: [[902, 2200], [902, 2200], 5, 1],
  asOf: at('12T16:05'),
};
const finalAgainst = (own: number, valid: number): ContestSketch => ({
  stage: 'final',
  counted: [5, 5, 1],
  votes: { S: 2030, C: 1900, M: 1070 },
  compared: [[2030, 5000], [own, valid], 5, 1],
  baseline: [own, valid],
  asOf: at('14T15:10'),
});
const FINAL = finalAgainst(1950, 5000);
const FINAL_DOWN = finalAgainst(2100, 5000);
const FINAL_SAME = finalAgainst(2030, 5000);
const FINAL_PART: ContestSketch = {
  ...FINAL,
  compared: [[1015, 2500], [975, 2500], 3],
  baseline: [1950, 5000],
};

const SHARE_GOAL = target({
  id: 'kf-share',
  kind: 'share',
  contest: 'KF-2326',
  label: 'Bättre resultat i kommunvalet i Berg än 2014',
  goal: 0.3875,
  value: 0.406,
});
const VOTES_GOAL = target({
  id: 'kf-votes',
  kind: 'votes',
  contest: 'KF-2326',
  label: 'Minst 2 000 röster i kommunvalet i Berg',
  goal: 2000,
  value: 812,
});

// ———— Share
tell(
  'andel, del av natten, upp',
  'KF-2326.andel',
  { sketch: UP, targets: [SHARE_GOAL] },
  {
    bare: '40,60 %',
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent).',
    statement:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). I alla hittills räknade distrikt har partiet 40,60 procent, 812 röster. Målet är mer än 38,75 procent.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,00 % i 2 jämförbara valdistrikt, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 %).',
    ground: 'Preliminärt, 3 av 5 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, ner, en decimal, två mål',
  'KF-2326.andel',
  { sketch: DOWN, targets: [SHARE_GOAL, VOTES_GOAL], decimals: 1 },
  {
    bare: '40,6 %',
    short: 'Socialdemokraterna har hittills 40,6 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 40,0 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 2,0 procentenheter mindre än i samma distrikt 2014 (42,0 procent).',
    statement:
      'Socialdemokraterna har 40,0 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 2,0 procentenheter mindre än i samma distrikt 2014 (42,0 procent). I alla hittills räknade distrikt har partiet 40,6 procent, 812 röster. Målen är mer än 38,75 procent och minst 2 000 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,0 % i 2 jämförbara valdistrikt, 2,0 procentenheter mindre än i samma distrikt 2014 (42,0 %).',
  },
);
tell(
  'andel, exakt oförändrad, inget mål',
  'KF-2326.andel',
  { sketch: SAME },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014.',
    statement:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014. I alla hittills räknade distrikt har partiet 40,60 procent, 812 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,00 % i 2 jämförbara valdistrikt, exakt lika stor andel som i samma distrikt 2014.',
  },
);
tell(
  'andel, skillnad mindre än avrundningen',
  'KF-2326.andel',
  { sketch: partAgainst(39_999, 100_000) },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 0,001 procentenheter mer än i samma distrikt 2014 (40,00 procent).',
    statement:
      'Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 0,001 procentenheter mer än i samma distrikt 2014 (40,00 procent). I alla hittills räknade distrikt har partiet 40,60 procent, 812 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,00 % i 2 jämförbara valdistrikt, 0,001 procentenheter mer än i samma distrikt 2014 (40,00 %).',
  },
);
tell(
  'andel, en hårsmån',
  'KF-2326.forandring',
  { sketch: partAgainst(399_999_999, 1_000_000_000) },
  {
    bare: '+under 0,0001 procentenheter',
    short:
      'Socialdemokraternas andel har ökat med under 0,0001 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, jämfört med samma distrikt 2014.',
    compared:
      'Socialdemokraternas andel har ökat med under 0,0001 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, från 40,00 procent i samma distrikt 2014 till 40,00 procent.',
  },
);
tell(
  'andel, ett distrikt, en röst',
  'KF-2326.andel',
  { sketch: ONE },
  {
    bare: '33,33 %',
    short: 'Socialdemokraterna har hittills 33,33 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 33,33 procent i 1 jämförbart valdistrikt i kommunvalet i Berg, 16,67 procentenheter mindre än i samma distrikt 2014 (50,00 procent).',
    statement:
      'Socialdemokraterna har 33,33 procent i 1 jämförbart valdistrikt i kommunvalet i Berg, 16,67 procentenheter mindre än i samma distrikt 2014 (50,00 procent). Det är 1 röst.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 33,33 % i 1 jämförbart valdistrikt, 16,67 procentenheter mindre än i samma distrikt 2014 (50,00 %).',
    ground: 'Preliminärt, 1 av 5 valdistrikt räknat kl. 22.41. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, inget att jämföra med',
  'KF-2326.andel',
  { sketch: PART },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
  },
);
tell(
  'andel, hela natten',
  'KF-2326.andel',
  { sketch: ALL },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 40,60 procent i 5 jämförbara valdistrikt i kommunvalet i Berg, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 procent).',
    statement:
      'Socialdemokraterna har 40,60 procent i 5 jämförbara valdistrikt i kommunvalet i Berg, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 procent). Det är 812 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,60 % i 5 jämförbara valdistrikt, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 %).',
    ground: 'Preliminärt, alla 5 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, under onsdagen',
  'RD-23.andel',
  { sketch: WEDNESDAY_RD },
  {
    short: 'Socialdemokraterna har hittills 37,50 procent i riksdagsvalet i Jämtlands län.',
    compared:
      'Socialdemokraterna har 37,50 procent i 82 jämförbara valdistrikt och 3 uppsamlingsdistrikt i riksdagsvalet i Jämtlands län, 2,50 procentenheter mindre än i samma distrikt 2014 (40,00 procent).',
    statement:
      'Socialdemokraterna har 37,50 procent i 82 jämförbara valdistrikt och 3 uppsamlingsdistrikt i riksdagsvalet i Jämtlands län, 2,50 procentenheter mindre än i samma distrikt 2014 (40,00 procent). Det är 30 000 röster.',
    post: 'Riksdagsvalet i Jämtlands län: Socialdemokraterna 37,50 % i 82 jämförbara valdistrikt och 3 uppsamlingsdistrikt, 2,50 procentenheter mindre än i samma distrikt 2014 (40,00 %).',
    ground:
      'Preliminärt under onsdagsräkningen, alla 82 valdistrikt och 3 av 8 uppsamlingsdistrikt räknade onsdag 12 september 2018 kl. 16.05. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, efter onsdagen, oförändrad',
  'KF-2326.andel',
  { sketch: WEDNESDAY },
  {
    short: 'Socialdemokraterna har hittills 41,00 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 41,00 procent i 5 jämförbara valdistrikt och 1 uppsamlingsdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014.',
    statement:
      'Socialdemokraterna har 41,00 procent i 5 jämförbara valdistrikt och 1 uppsamlingsdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014. Det är 902 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 41,00 % i 5 jämförbara valdistrikt och 1 uppsamlingsdistrikt, exakt lika stor andel som i samma distrikt 2014.',
    ground:
      'Preliminärt efter onsdagsräkningen, alla 5 valdistrikt och uppsamlingsdistriktet räknade onsdag 12 september 2018 kl. 16.05. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, slutlig, upp',
  'KF-2326.andel',
  { sketch: FINAL, targets: [SHARE_GOAL] },
  {
    short: 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, 1,60 procentenheter mer än 2014 (39,00 procent).',
    statement:
      'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, 1,60 procentenheter mer än 2014 (39,00 procent). Det är 2 030 röster, 80 fler än 2014 (1 950 röster). Målet var mer än 38,75 procent.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,60 %, 1,60 procentenheter mer än 2014 (39,00 %).',
    ground:
      'Slutligt resultat, alla 5 valdistrikt och uppsamlingsdistriktet räknade den 14 september 2018. Källa: Valmyndigheten.',
  },
);
tell(
  'andel, slutlig, ner',
  'KF-2326.andel',
  { sketch: FINAL_DOWN, targets: [SHARE_GOAL, VOTES_GOAL] },
  {
    short: 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, 1,40 procentenheter mindre än 2014 (42,00 procent).',
    statement:
      'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, 1,40 procentenheter mindre än 2014 (42,00 procent). Det är 2 030 röster, 70 färre än 2014 (2 100 röster). Målen var mer än 38,75 procent och minst 2 000 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,60 %, 1,40 procentenheter mindre än 2014 (42,00 %).',
  },
);
tell(
  'andel, slutlig, oförändrad',
  'KF-2326.andel',
  { sketch: FINAL_SAME },
  {
    short: 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg.',
    compared: 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, exakt lika stor andel som 2014.',
    statement:
      'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg, exakt lika stor andel som 2014. Det är 2 030 röster, lika många som 2014.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,60 %, exakt lika stor andel som 2014.',
  },
);
tell(
  'andel, slutlig, jämförbar i en del',
  'KF-2326.andel',
  { sketch: FINAL_PART },
  {
    short: 'Socialdemokraterna fick 40,60 procent i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna fick 40,60 procent i 3 jämförbara valdistrikt i kommunvalet i Berg, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 procent).',
    statement:
      'Socialdemokraterna fick 40,60 procent i 3 jämförbara valdistrikt i kommunvalet i Berg, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 procent). Totalt fick partiet 40,60 procent, 2 030 röster.',
    post: 'Kommunvalet i Berg: Socialdemokraterna 40,60 % i 3 jämförbara valdistrikt, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 %).',
  },
);
tell(
  'andel, annat parti',
  'KF-2326.C.andel',
  { sketch: UP },
  {
    bare: '35,00 %',
    short: 'Centerpartiet har hittills 35,00 procent i kommunvalet i Berg.',
  },
);
tell(
  'andel, regionval, annat parti, slutlig',
  'RF-23.C.andel',
  { sketch: { ...FINAL, id: 'RF-23', counted: [82, 82, 8] } },
  {
    bare: '38,00 %',
    short: 'Centerpartiet fick 38,00 procent i regionvalet i Jämtland Härjedalen.',
    ground:
      'Slutligt resultat, alla 82 valdistrikt och 8 uppsamlingsdistrikt räknade den 14 september 2018. Källa: Valmyndigheten.',
  },
);

// ———— Votes
tell(
  'röster, upp',
  'KF-2326.roster',
  { sketch: UP },
  {
    bare: '812 röster',
    short: 'Socialdemokraterna har hittills 812 röster i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 520 röster i 2 jämförbara valdistrikt i kommunvalet i Berg, 52 fler än i samma distrikt 2014 (468 röster).',
  },
);
tell(
  'röster, en röst, ner',
  'KF-2326.roster',
  { sketch: ONE },
  {
    bare: '1 röst',
    short: 'Socialdemokraterna har hittills 1 röst i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 1 röst i 1 jämförbart valdistrikt i kommunvalet i Berg, 1 färre än i samma distrikt 2014 (2 röster).',
  },
);
tell(
  'röster, oförändrade',
  'KF-2326.roster',
  { sketch: partAgainst(520, 1250) },
  {
    short: 'Socialdemokraterna har hittills 812 röster i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 520 röster i 2 jämförbara valdistrikt i kommunvalet i Berg, lika många som i samma distrikt 2014.',
  },
);
tell(
  'röster, slutligt',
  'KF-2326.roster',
  { sketch: FINAL_DOWN },
  {
    bare: '2 030 röster',
    short: 'Socialdemokraterna fick 2 030 röster i kommunvalet i Berg.',
    compared: 'Socialdemokraterna fick 2 030 röster i kommunvalet i Berg, 70 färre än 2014 (2 100 röster).',
  },
);
tell(
  'röster, slutligt, jämförbart i en del',
  'KF-2326.roster',
  { sketch: FINAL_PART },
  {
    short: 'Socialdemokraterna fick 2 030 röster i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna fick 1 015 röster i 3 jämförbara valdistrikt i kommunvalet i Berg, 40 fler än i samma distrikt 2014 (975 röster).',
  },
);

// ———— Change
tell(
  'förändring, upp',
  'KF-2326.forandring',
  { sketch: UP },
  {
    bare: '+1,00 procentenheter',
    short:
      'Socialdemokraternas andel har ökat med 1,00 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, jämfört med samma distrikt 2014.',
    compared:
      'Socialdemokraternas andel har ökat med 1,00 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, från 39,00 procent i samma distrikt 2014 till 40,00 procent.',
  },
);
tell(
  'förändring, ner, en decimal',
  'KF-2326.forandring',
  { sketch: DOWN, decimals: 1 },
  {
    bare: '−2,0 procentenheter',
    short:
      'Socialdemokraternas andel har minskat med 2,0 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, jämfört med samma distrikt 2014.',
    compared:
      'Socialdemokraternas andel har minskat med 2,0 procentenheter i 2 jämförbara valdistrikt i kommunvalet i Berg, från 42,0 procent i samma distrikt 2014 till 40,0 procent.',
  },
);
tell(
  'förändring, ingen',
  'KF-2326.forandring',
  { sketch: SAME },
  {
    bare: '±0 procentenheter',
    short:
      'Socialdemokraternas andel är oförändrad i 2 jämförbara valdistrikt i kommunvalet i Berg, jämfört med samma distrikt 2014.',
    compared:
      'Socialdemokraternas andel är oförändrad i 2 jämförbara valdistrikt i kommunvalet i Berg, 40,00 procent både nu och i samma distrikt 2014.',
  },
);
tell(
  'förändring, slutlig, upp',
  'KF-2326.forandring',
  { sketch: FINAL },
  {
    short: 'Socialdemokraternas andel ökade med 1,60 procentenheter i kommunvalet i Berg, jämfört med 2014.',
    compared:
      'Socialdemokraternas andel ökade med 1,60 procentenheter i kommunvalet i Berg, från 39,00 procent 2014 till 40,60 procent.',
  },
);
tell(
  'förändring, slutlig, ner',
  'KF-2326.forandring',
  { sketch: FINAL_DOWN },
  {
    bare: '−1,40 procentenheter',
    short:
      'Socialdemokraternas andel minskade med 1,40 procentenheter i kommunvalet i Berg, jämfört med 2014.',
    compared:
      'Socialdemokraternas andel minskade med 1,40 procentenheter i kommunvalet i Berg, från 42,00 procent 2014 till 40,60 procent.',
  },
);
tell(
  'förändring, slutlig, ingen',
  'KF-2326.forandring',
  { sketch: FINAL_SAME },
  {
    short: 'Socialdemokraternas andel var oförändrad i kommunvalet i Berg, jämfört med 2014.',
    compared: 'Socialdemokraternas andel var oförändrad i kommunvalet i Berg, 40,60 procent båda gångerna.',
  },
);
tell(
  'förändring, slutlig, jämförbar i en del',
  'KF-2326.forandring',
  { sketch: FINAL_PART },
  {
    short:
      'Socialdemokraternas andel ökade med 1,60 procentenheter i 3 jämförbara valdistrikt i kommunvalet i Berg, jämfört med samma distrikt 2014.',
    compared:
      'Socialdemokraternas andel ökade med 1,60 procentenheter i 3 jämförbara valdistrikt i kommunvalet i Berg, från 39,00 procent i samma distrikt 2014 till 40,60 procent.',
  },
);

// ———— Rank
const ranked = (votes: Readonly<Record<string, number>>, more: ContestSketch = {}): Shown => ({
  sketch: { ...more, votes },
});
const CLOSED: ContestSketch = { stage: 'final', counted: [5, 5, 1], asOf: at('14T15:10') };
tell('plats, störst', 'KF-2326.plats', ranked({ S: 812, C: 700, M: 488 }), {
  bare: 'största',
  short: 'Socialdemokraterna är hittills det största partiet i kommunvalet i Berg.',
  compared:
    'Socialdemokraterna är hittills det största partiet i kommunvalet i Berg med 40,60 procent, 112 röster före Centerpartiet.',
});
tell('plats, näst störst, en röst', 'KF-2326.plats', ranked({ C: 1000, S: 999, M: 1 }), {
  bare: 'näst största',
  short: 'Socialdemokraterna är hittills det näst största partiet i kommunvalet i Berg.',
  compared:
    'Socialdemokraterna är hittills det näst största partiet i kommunvalet i Berg med 49,95 procent, 1 röst efter Centerpartiet.',
});
tell('plats, tredje', 'KF-2326.plats', ranked({ C: 900, M: 600, S: 500 }), {
  short: 'Socialdemokraterna är hittills det tredje största partiet i kommunvalet i Berg.',
  compared:
    'Socialdemokraterna är hittills det tredje största partiet i kommunvalet i Berg med 25,00 procent, 100 röster efter Moderaterna.',
});
tell('plats, ensamt', 'KF-2326.plats', ranked({ S: 20 }), {
  short: 'Socialdemokraterna är hittills det största partiet i kommunvalet i Berg.',
  compared: 'Socialdemokraterna är hittills det största partiet i kommunvalet i Berg med 100,00 procent.',
});
tell('plats, delad', 'KF-2326.plats', ranked({ S: 700, C: 700, M: 1 }), {
  bare: 'största (delat)',
  short:
    'Socialdemokraterna och Centerpartiet delar hittills platsen som största parti i kommunvalet i Berg, med 700 röster var.',
});
tell('plats, delad av tre, en röst var', 'KF-2326.plats', ranked({ S: 1, C: 1, M: 1 }), {
  short:
    'Socialdemokraterna, Centerpartiet och Moderaterna delar hittills platsen som största parti i kommunvalet i Berg, med 1 röst var.',
});
tell('plats, slutlig', 'KF-2326.plats', ranked({ S: 2030, C: 1900, M: 1070 }, CLOSED), {
  short: 'Socialdemokraterna blev det största partiet i kommunvalet i Berg.',
  compared:
    'Socialdemokraterna blev det största partiet i kommunvalet i Berg med 40,60 procent, 130 röster före Centerpartiet.',
});
tell('plats, slutlig, delad tvåa', 'KF-2326.plats', ranked({ C: 1900, S: 1100, M: 1100 }, CLOSED), {
  bare: 'näst största (delat)',
  short:
    'Socialdemokraterna och Moderaterna delade platsen som näst största parti i kommunvalet i Berg, med 1 100 röster var.',
});

// ———— Seats and majority
const seats = (
  own: number,
  official: boolean,
  more: Shown['sketch'] = {},
  lot: readonly string[] | null = null,
): Shown => ({
  sketch: {
    ...ALL,
    ...more,
    seats: { of: 31, majority: 16, official, parties: [{ code: 'S', seats: own }], lot },
  },
});
tell('mandat, beräknade', 'KF-2326.mandat', seats(12, false), {
  bare: '12 mandat',
  short:
    'Socialdemokraterna skulle få 12 av 31 mandat i kommunfullmäktige i Berg utifrån de röster som är räknade, beräknat av Målvakt.',
});
tell('mandat, beräknade, lottning', 'KF-2326.mandat', seats(12, false, {}, ['C', 'S']), {
  short:
    'Socialdemokraterna skulle få 12 av 31 mandat i kommunfullmäktige i Berg utifrån de röster som är räknade, beräknat av Målvakt. Återstående mandat avgörs genom lottning mellan Centerpartiet och Socialdemokraterna.',
});
tell(
  'mandat, beräknade på slutresultatet',
  'RF-23.mandat',
  seats(18, false, { ...CLOSED, id: 'RF-23', counted: [82, 82, 8] }),
  {
    short:
      'Det slutliga resultatet ger Socialdemokraterna 18 av 31 mandat i regionfullmäktige i Jämtland Härjedalen, beräknat av Målvakt.',
  },
);
tell('mandat, Valmyndighetens på natten', 'KF-2326.mandat', seats(1, true), {
  bare: '1 mandat',
  short: 'Socialdemokraterna får preliminärt 1 av 31 mandat i kommunfullmäktige i Berg.',
  ground: 'Preliminärt, alla 5 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.',
});
tell('mandat, slutliga', 'KF-2326.mandat', seats(13, true, CLOSED), {
  short: 'Socialdemokraterna fick 13 av 31 mandat i kommunfullmäktige i Berg.',
});
const fixed = (more: ContestSketch): Shown => ({
  sketch: {
    ...more,
    id: 'RD-23',
    seats: { of: 4, majority: 3, official: false, parties: [{ code: 'S', seats: 1 }], lot: null },
  },
});
tell('mandat, fasta', 'RD-23.mandat', fixed({ counted: [82, 82] }), {
  short:
    'Socialdemokraterna skulle få 1 av 4 fasta riksdagsmandat för Jämtlands län utifrån de röster som är räknade, beräknat av Målvakt.',
});
tell('mandat, fasta, slutligt', 'RD-23.mandat', fixed({ ...CLOSED, counted: [82, 82, 8] }), {
  short:
    'Det slutliga resultatet ger Socialdemokraterna 1 av 4 fasta riksdagsmandat för Jämtlands län, beräknat av Målvakt.',
});
tell('majoritet, beräknad', 'KF-2326.majoritet', seats(16, false), {
  bare: 'egen majoritet',
  short:
    'Socialdemokraterna skulle få egen majoritet i kommunfullmäktige i Berg utifrån de röster som är räknade: 16 av 31 mandat, 16 krävs. Beräknat av Målvakt.',
});
tell('majoritet, beräknad, ett mandat ifrån', 'KF-2326.majoritet', seats(15, false), {
  bare: 'inte egen majoritet',
  short:
    'Socialdemokraterna skulle inte få egen majoritet i kommunfullmäktige i Berg utifrån de röster som är räknade: 15 av 31 mandat, 16 krävs. Beräknat av Målvakt.',
});
tell('majoritet, beräknad på slutresultatet', 'KF-2326.majoritet', seats(17, false, CLOSED), {
  short:
    'Det slutliga resultatet ger Socialdemokraterna egen majoritet i kommunfullmäktige i Berg: 17 av 31 mandat, 16 krävs. Beräknat av Målvakt.',
});
tell('majoritet, ingen, beräknad på slutresultatet', 'KF-2326.majoritet', seats(13, false, CLOSED), {
  short:
    'Det slutliga resultatet ger inte Socialdemokraterna egen majoritet i kommunfullmäktige i Berg: 13 av 31 mandat, 16 krävs. Beräknat av Målvakt.',
});
tell('majoritet, Valmyndighetens på natten', 'KF-2326.majoritet', seats(16, true), {
  short:
    'Socialdemokraterna får preliminärt egen majoritet i kommunfullmäktige i Berg: 16 av 31 mandat, 16 krävs.',
});
tell('majoritet, ingen, Valmyndighetens på natten', 'KF-2326.majoritet', seats(13, true), {
  short:
    'Socialdemokraterna får preliminärt inte egen majoritet i kommunfullmäktige i Berg: 13 av 31 mandat, 16 krävs.',
});
tell('majoritet, slutlig', 'KF-2326.majoritet', seats(16, true, CLOSED), {
  short: 'Socialdemokraterna fick egen majoritet i kommunfullmäktige i Berg: 16 av 31 mandat, 16 krävs.',
});
tell('majoritet, ingen, slutlig', 'KF-2326.majoritet', seats(13, true, CLOSED), {
  short: 'Socialdemokraterna fick inte egen majoritet i kommunfullmäktige i Berg: 13 av 31 mandat, 16 krävs.',
});

// ———— Turnout
tell(
  'valdeltagande',
  'KF-2326.valdeltagande',
  { sketch: { ...FINAL, cast: 4221, eligible: 5178 } },
  {
    bare: '81,52 %',
    short: 'Valdeltagandet i kommunvalet i Berg blev 81,52 procent: 4 221 av 5 178 röstberättigade röstade.',
  },
);

// ———— Goals: a share
const POINTS = projected({ share: 0.404, band80: [0.392, 0.415] });
const shareGoal = (more: Partial<Target>, sketch: ContestSketch = UP): Shown => ({
  sketch,
  targets: [{ ...SHARE_GOAL, ...more }],
});
const OPEN = need({ votesOfRest: 600, restVotes: 1500, shareOfRest: 0.4, restShareBefore: 0.381 });
tell('andelsmål, för tidigt', 'kf-share.lage', shareGoal({ needed: OPEN }), {
  bare: 'För tidigt',
  short:
    'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent.',
  compared:
    'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). För att målet ska nås krävs 40,0 procent av de röster som återstår, om de är 1 500 som väntat. I det som återstår fick partiet 38,1 procent 2014.',
});
tell(
  'andelsmål som ingen har antagit',
  'kf-share.lage',
  {
    ...shareGoal({ needed: { ...OPEN, restBy: 'lastTime', restShareBefore: null } }, PART),
    comparisonOnly: true,
  },
  {
    short:
      'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent.',
    compared:
      'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent. För att målet ska nås krävs 40,0 procent av de röster som återstår, om de är lika många som 2014.',
    ground:
      'Målet är bara en jämförelse med 2014, inget antaget mål. Preliminärt, 3 av 5 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.',
  },
);
tell(
  'andelsmål, för tidigt, inget jämförbart, lika många röster som sist',
  'kf-share.lage',
  shareGoal({ needed: { ...OPEN, restBy: 'lastTime', restShareBefore: null } }, PART),
  {
    short:
      'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent.',
    compared:
      'Det är för tidigt att säga om målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent. För att målet ska nås krävs 40,0 procent av de röster som återstår, om de är lika många som 2014.',
  },
);
tell(
  'andelsmål, lutar åt nått, med beräkning',
  'kf-share.lage',
  shareGoal({ state: 'leaningReached', needed: OPEN }, { ...UP, projection: POINTS }),
  {
    bare: 'Lutar åt nått',
    short:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent.',
    compared:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). För att målet ska nås krävs 40,0 procent av de röster som återstår, om de är 1 500 som väntat. I det som återstår fick partiet 38,1 procent 2014.',
    statement:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). För att målet ska nås krävs 40,0 procent av de röster som återstår, om de är 1 500 som väntat. I det som återstår fick partiet 38,1 procent 2014. Målvakts beräkning pekar mot 40,4 procent, onsdagens röster inräknade. I åtta fall av tio väntas slutresultatet bli 39,2–41,5 procent.',
  },
);
tell(
  'andelsmål, lutar åt inte nått, resten räcker inte',
  'kf-share.lage',
  shareGoal({
    state: 'leaningMissed',
    needed: need({ votesOfRest: 1600, restVotes: 1500, shareOfRest: 1600 / 1500 }),
  }),
  {
    bare: 'Lutar åt inte nått',
    short:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” inte nås. Det krävs mer än 38,75 procent.',
    compared:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” inte nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). Det saknas 1 600 röster, fler än de 1 500 som väntas återstå.',
  },
);
tell(
  'andelsmål, bedöms nått, resten behövs inte',
  'kf-share.lage',
  shareGoal(
    { state: 'reached', needed: need({ votesOfRest: -3, restVotes: 152, shareOfRest: -3 / 152 }) },
    { ...UP, projection: projected({ ...POINTS, collectionOut: false }) },
  ),
  {
    bare: 'Nått',
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt vara nått. Det krävs mer än 38,75 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt vara nått. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). Det räcker utan en enda röst till, om 152 röster återstår som väntat.',
    statement:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt vara nått. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent). Det räcker utan en enda röst till, om 152 röster återstår som väntat. Målvakts beräkning pekar mot 40,4 procent. I åtta fall av tio väntas slutresultatet bli 39,2–41,5 procent.',
  },
);
tell(
  'andelsmål, bedöms nått, resten behövs inte, som sist',
  'kf-share.lage',
  shareGoal(
    {
      state: 'reached',
      needed: need({ votesOfRest: 0, restVotes: 152, shareOfRest: 0, restBy: 'lastTime' }),
    },
    PART,
  ),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt vara nått. Det krävs mer än 38,75 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt vara nått. Det krävs mer än 38,75 procent. Det räcker utan en enda röst till, om lika många återstår som 2014.',
  },
);
tell(
  'andelsmål, bedöms inte nått, som sist',
  'kf-share.lage',
  shareGoal(
    {
      state: 'missed',
      needed: need({ votesOfRest: 1600, restVotes: 1500, shareOfRest: 1600 / 1500, restBy: 'lastTime' }),
    },
    PART,
  ),
  {
    bare: 'Inte nått',
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt inte vara nått. Det krävs mer än 38,75 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” bedöms preliminärt inte vara nått. Det krävs mer än 38,75 procent. Det saknas 1 600 röster, fler än de 1 500 som återstår om de är lika många som 2014.',
  },
);
tell(
  'andelsmål, alla preliminära räknade, en röst saknas, bara omräkningen kvar',
  'kf-share.lage',
  shareGoal(
    { state: 'leaningMissed', needed: need({ votesOfRest: 1, restVotes: 0 }) },
    { ...WEDNESDAY, projection: projected({ share: 0.41, onlyRecount: true }) },
  ),
  {
    short:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” inte nås. Det krävs mer än 38,75 procent.',
    compared:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” inte nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 41,00 procent i 5 jämförbara valdistrikt och 1 uppsamlingsdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014. Det saknas 1 röst när alla preliminära röster är räknade.',
    statement:
      'Det lutar åt att målet ”Bättre resultat i kommunvalet i Berg än 2014” inte nås. Det krävs mer än 38,75 procent. Socialdemokraterna har 41,00 procent i 5 jämförbara valdistrikt och 1 uppsamlingsdistrikt i kommunvalet i Berg, exakt lika stor andel som i samma distrikt 2014. Det saknas 1 röst när alla preliminära röster är räknade. Bara omräkningen återstår. Den har i tidigare val flyttat andelen högst 0,1 procentenheter. Beräknat av Målvakt.',
  },
);
tell(
  'andelsmål, redan nått',
  'kf-share.lage',
  shareGoal({ state: 'reached', needed: need({ votesOfRest: -900, settled: 'reached' }) }, PART),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är nått, hur de återstående rösterna än faller. Det krävs mer än 38,75 procent.',
  },
);
tell(
  'andelsmål, kan inte längre nås',
  'kf-share.lage',
  shareGoal({ state: 'missed', needed: need({ votesOfRest: 900, settled: 'missed' }) }),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” kan inte längre nås, hur de återstående rösterna än faller. Det krävs mer än 38,75 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” kan inte längre nås, hur de återstående rösterna än faller. Det krävs mer än 38,75 procent. Socialdemokraterna har 40,00 procent i 2 jämförbara valdistrikt i kommunvalet i Berg, 1,00 procentenheter mer än i samma distrikt 2014 (39,00 procent).',
  },
);
tell(
  'andelsmål, nått, slutligt',
  'kf-share.lage',
  shareGoal({ state: 'reached', final: true, gap: 0.016, goal: 0.39 }, FINAL),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är nått. Socialdemokraterna fick 40,60 procent, målet var mer än 39,00 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är nått. Socialdemokraterna fick 40,60 procent, målet var mer än 39,00 procent. Andelen ökade med 1,60 procentenheter jämfört med 2014, då den var 39,00 procent.',
  },
);
tell(
  'andelsmål, inte nått, slutligt, exakt lika',
  'kf-share.lage',
  shareGoal({ state: 'missed', final: true, gap: 0, goal: 0.406 }, FINAL_SAME),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är inte nått. Socialdemokraterna fick 40,60 procent, målet var mer än 40,60 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är inte nått. Socialdemokraterna fick 40,60 procent, målet var mer än 40,60 procent. Andelen var oförändrad jämfört med 2014, då den var 40,60 procent.',
  },
);
tell(
  'andelsmål, nått med mindre än avrundningen',
  'kf-share.lage',
  shareGoal({ state: 'reached', final: true, gap: 0.00002, goal: 0.40598 }, finalAgainst(20_299, 50_000)),
  {
    short:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är nått. Socialdemokraterna fick 40,600 procent, målet var mer än 40,598 procent.',
    compared:
      'Målet ”Bättre resultat i kommunvalet i Berg än 2014” är nått. Socialdemokraterna fick 40,600 procent, målet var mer än 40,598 procent. Andelen ökade med 0,002 procentenheter jämfört med 2014, då den var 40,60 procent.',
  },
);

// ———— Goals: votes
const votesGoal = (more: Partial<Target>, sketch: ContestSketch = PART): Shown => ({
  sketch,
  targets: [{ ...VOTES_GOAL, ...more }],
});
const HAS = 'Socialdemokraterna har hittills 812 röster. Det krävs minst 2 000 röster.';
const REST =
  'För att målet ska nås krävs 79,2 procent av de röster som återstår, om de är 1 500 som väntat. I det som återstår fick partiet 38,1 procent 2014.';
const OPEN_VOTES = need({ votesOfRest: 1188, restVotes: 1500, shareOfRest: 0.792, restShareBefore: 0.381 });
tell('röstmål, för tidigt', 'kf-votes.lage', votesGoal({ needed: OPEN_VOTES }), {
  short: `Det är för tidigt att säga om målet ”Minst 2 000 röster i kommunvalet i Berg” nås. ${HAS}`,
  compared: `Det är för tidigt att säga om målet ”Minst 2 000 röster i kommunvalet i Berg” nås. ${HAS} ${REST}`,
});
tell(
  'röstmål, hur många som återstår är inte känt',
  'kf-votes.lage',
  votesGoal({ needed: need({ votesOfRest: 1188 }) }),
  {
    short: `Det är för tidigt att säga om målet ”Minst 2 000 röster i kommunvalet i Berg” nås. ${HAS}`,
    compared: `Det är för tidigt att säga om målet ”Minst 2 000 röster i kommunvalet i Berg” nås. ${HAS} Det saknas 1 188 röster. Hur många röster som återstår är inte känt.`,
  },
);
tell('röstmål, lutar åt nått', 'kf-votes.lage', votesGoal({ state: 'leaningReached' }), {
  short: `Det lutar åt att målet ”Minst 2 000 röster i kommunvalet i Berg” nås. ${HAS}`,
});
tell('röstmål, lutar åt inte nått', 'kf-votes.lage', votesGoal({ state: 'leaningMissed' }), {
  short: `Det lutar åt att målet ”Minst 2 000 röster i kommunvalet i Berg” inte nås. ${HAS}`,
});
tell('röstmål, bedöms nått', 'kf-votes.lage', votesGoal({ state: 'reached' }), {
  short: `Målet ”Minst 2 000 röster i kommunvalet i Berg” bedöms preliminärt vara nått. ${HAS}`,
});
tell('röstmål, bedöms inte nått', 'kf-votes.lage', votesGoal({ state: 'missed' }), {
  short: `Målet ”Minst 2 000 röster i kommunvalet i Berg” bedöms preliminärt inte vara nått. ${HAS}`,
});
tell(
  'röstmål, kan inte längre nås',
  'kf-votes.lage',
  votesGoal({ state: 'missed', needed: need({ votesOfRest: 1188, settled: 'missed' }) }),
  {
    short: `Målet ”Minst 2 000 röster i kommunvalet i Berg” kan inte längre nås, hur de återstående rösterna än faller. ${HAS}`,
  },
);
tell(
  'röstmål, redan nått, på rösten',
  'kf-votes.lage',
  votesGoal({ state: 'reached', goal: 812, needed: need({ votesOfRest: 0, settled: 'reached' }) }),
  {
    short:
      'Målet ”Minst 2 000 röster i kommunvalet i Berg” är nått. Socialdemokraterna har hittills 812 röster, precis så många som målet kräver.',
  },
);
tell('röstmål, nått, slutligt', 'kf-votes.lage', votesGoal({ state: 'reached', final: true }, FINAL), {
  short:
    'Målet ”Minst 2 000 röster i kommunvalet i Berg” är nått. Socialdemokraterna fick 2 030 röster, 30 fler än målet på 2 000.',
  compared:
    'Målet ”Minst 2 000 röster i kommunvalet i Berg” är nått. Socialdemokraterna fick 2 030 röster, 30 fler än målet på 2 000. Det är 80 fler än 2014 (1 950 röster).',
});
tell(
  'röstmål, inte nått, slutligt, en röst, jämförbart i en del',
  'kf-votes.lage',
  votesGoal({ state: 'missed', final: true, goal: 2031 }, FINAL_PART),
  {
    short:
      'Målet ”Minst 2 000 röster i kommunvalet i Berg” är inte nått. Socialdemokraterna fick 2 030 röster, 1 färre än målet på 2 031.',
    compared:
      'Målet ”Minst 2 000 röster i kommunvalet i Berg” är inte nått. Socialdemokraterna fick 2 030 röster, 1 färre än målet på 2 031. Socialdemokraterna fick 40,60 procent i 3 jämförbara valdistrikt i kommunvalet i Berg, 1,60 procentenheter mer än i samma distrikt 2014 (39,00 procent).',
  },
);

// ———— Goals: governing
const fact = (parties: readonly string[], complete = true) => ({
  term: { from: '2018', to: '2022' },
  since: null,
  until: null,
  parties,
  complete,
  majority: null,
  sources: ['berg.se', 'op.se 2019-01'],
});
const governs = (state: Target['state'], governing: Partial<NonNullable<Target['governing']>>): Shown => ({
  sketch: FINAL,
  targets: [
    target({
      id: 'kf-governing',
      kind: 'governing',
      contest: 'KF-2326',
      label: 'Ingå i styret av Berg',
      state,
      final: true,
      governing: {
        ownMajority: null,
        fact: null,
        judgedOn: '2019-01-31',
        uncertain: [],
        later: [],
        ...governing,
      },
    }),
  ],
});
tell('styret, ingår', 'kf-governing.lage', governs('reached', { fact: fact(['S', 'C']) }), {
  bare: 'Nått',
  short:
    'Målet ”Ingå i styret av Berg” är nått. Socialdemokraterna ingår i styret mandatperioden 2018–2022. Styret består av S och C.',
  ground: 'Avser läget den 31 januari 2019. Källa: berg.se; op.se 2019-01.',
});
tell(
  'styret, ingår inte, senare ändrat',
  'kf-governing.lage',
  governs('missed', {
    fact: fact(['C', 'M', 'KD']),
    later: [
      { ...fact(['C', 'M']), since: '2021' },
      { ...fact(['C'], false), since: '2022-02' },
    ],
  }),
  {
    short:
      'Målet ”Ingå i styret av Berg” är inte nått. Socialdemokraterna ingår inte i styret mandatperioden 2018–2022. Styret består av C, M och KD. Senare ändrat: C och M, sedan 2021; C (övriga okända), sedan februari 2022.',
  },
);
tell('styret, övriga okända', 'kf-governing.lage', governs('missed', { fact: fact(['C'], false) }), {
  short:
    'Målet ”Ingå i styret av Berg” är inte nått. Socialdemokraterna ingår inte i styret mandatperioden 2018–2022. I styret ingår C; övriga är inte kända.',
});
tell('styret, okänt vilka', 'kf-governing.lage', governs('missed', { fact: fact([], false) }), {
  short:
    'Målet ”Ingå i styret av Berg” är inte nått. Socialdemokraterna ingår inte i styret mandatperioden 2018–2022. Vilka som ingår är inte känt.',
});
tell('styret, egen majoritet', 'kf-governing.lage', governs('reached', { ownMajority: 'certain' }), {
  short: 'Målet ”Ingå i styret av Berg” är nått. Socialdemokraterna har egen majoritet.',
  ground:
    'Slutligt resultat, alla 5 valdistrikt och uppsamlingsdistriktet räknade den 14 september 2018. Källa: Valmyndigheten.',
});

// ———— Goals counted by hand
const byHand = (value: number, state: Target['state'], more: Partial<Target> = {}): Shown => ({
  targets: [
    target({
      id: 'campaigners',
      kind: 'count',
      label: 'Minst 155 personer aktiva i valarbetet',
      goal: 155,
      unit: 'personer',
      value,
      state,
      counted: { date: '2018-09-08', source: 'Valledningen.' },
      ...more,
    }),
  ],
});
tell('räknat för hand, nått', 'campaigners.lage', byHand(1160, 'reached'), {
  bare: '1 160 personer',
  short: 'Målet ”Minst 155 personer aktiva i valarbetet” är nått. Utfallet är 1 160 personer, målet 155.',
  ground: 'Egen uppgift, 8 september 2018. Källa: Valledningen.',
});
tell('räknat för hand, inte nått', 'campaigners.lage', byHand(154, 'missed'), {
  short:
    'Målet ”Minst 155 personer aktiva i valarbetet” är inte nått. Utfallet blev 154 personer, målet 155.',
});
tell('räknat för hand, inte avgjort, en person', 'campaigners.lage', byHand(1, 'tooEarly'), {
  bare: '1 person',
  short:
    'Målet ”Minst 155 personer aktiva i valarbetet” är inte avgjort. Utfallet hittills är 1 person, målet 155.',
});
tell(
  'räknat för hand, procent',
  'campaigners.lage',
  byHand(97.5, 'tooEarly', { unit: 'procent', goal: 100, label: 'Varje ny medlem kontaktas' }),
  {
    bare: '97,5 procent',
    short: 'Målet ”Varje ny medlem kontaktas” är inte avgjort. Utfallet hittills är 97,5 procent, målet 100.',
  },
);

// ———— Grounds
tell(
  'kontrolleras: ett distrikt',
  'KF-2326.andel',
  { sketch: { ...PART, heldBack: 1 } },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    ground:
      'Preliminärt, 3 av 5 valdistrikt räknade kl. 22.41. 1 distrikt kontrolleras. Källa: Valmyndigheten.',
  },
);
tell(
  'kontrolleras: två distrikt, kontakten tappad',
  'KF-2326.andel',
  { sketch: { ...PART, heldBack: 2 }, lostSince: at('09T22:43') },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    ground:
      'Preliminärt, 3 av 5 valdistrikt räknade kl. 22.41. 2 distrikt kontrolleras. Källa: Valmyndigheten. Hämtat kl. 22.43, därefter ingen kontakt.',
  },
);
tell(
  'kontakten tappad dagen efter',
  'campaigners.lage',
  { ...byHand(160, 'reached'), lostSince: at('10T09:12') },
  {
    short: 'Målet ”Minst 155 personer aktiva i valarbetet” är nått. Utfallet är 160 personer, målet 155.',
    ground:
      'Egen uppgift, 8 september 2018. Källa: Valledningen. Hämtat måndag 10 september 2018 kl. 09.12, därefter ingen kontakt.',
  },
);
tell(
  'efter midnatt',
  'KF-2326.andel',
  { sketch: { ...PART, asOf: at('10T00:42') } },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i kommunvalet i Berg.',
    ground: 'Preliminärt, 3 av 5 valdistrikt räknade kl. 00.42. Källa: Valmyndigheten.',
  },
);
tell(
  'uppsamling i alla, valdistrikt saknas',
  'RD-23.andel',
  { sketch: { ...PART, id: 'RD-23', stage: 'wednesday', counted: [81, 82, 8], asOf: at('12T20:00') } },
  {
    short: 'Socialdemokraterna har hittills 40,60 procent i riksdagsvalet i Jämtlands län.',
    ground:
      'Preliminärt efter onsdagsräkningen, 81 av 82 valdistrikt och alla 8 uppsamlingsdistrikt räknade onsdag 12 september 2018 kl. 20.00. Källa: Valmyndigheten.',
  },
);
tell(
  'muntliga uppgifter ingår inte',
  'KF-2326.roster',
  {
    sketch: {
      ...PART,
      oral: {
        own: 99,
        valid: 300,
        districts: [],
        together: { districts: 4, own: 911, valid: 2300, share: 911 / 2300 },
      },
    },
  },
  {
    short: 'Socialdemokraterna har hittills 812 röster i kommunvalet i Berg.',
    ground: 'Preliminärt, 3 av 5 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.',
  },
);

// ———— Districts
const district = (
  what: string,
  [own, valid, before]: readonly [number, number, readonly [number, number] | null],
  { count = 'night', held = false }: { readonly count?: 'night' | 'final'; readonly held?: boolean },
  texts: TextRow['texts'],
): void => {
  const berg = contest({ ...PART, stage: count });
  const shown: Snapshot = {
    ...snapshot([berg]),
    findings: held
      ? [
          {
            id: 'zero/KF/2326/23260101',
            check: 'zero',
            contest: 'KF-2326',
            contests: ['KF-2326'],
            municipality: '2326',
            district: '23260101',
            name: 'Hackås',
            status: 'open',
            held: true,
          },
        ]
      : [],
  };
  const [figure] = districtFigures(
    [
      {
        district: '23260101',
        name: 'Hackås',
        municipality: '2326',
        kind: 'ordinary',
        boundary: 'same',
        count,
        reportedAt: at('09T21:30'),
        eligible: 1000,
        valid,
        cast: null,
        own,
        share: own / valid,
        validBefore: before && before[1],
        ownBefore: before && before[0],
        shareBefore: null,
        change: null,
        leftOut: null,
        parties: null,
      },
    ],
    berg,
    shown,
  );
  if (!figure) throw new Error('the district is not offered');
  TEXTS.push({ what, figure, decimals: 2, lostSince: null, texts });
};
district(
  'distrikt, upp',
  [210, 500, [200, 500]],
  {},
  {
    bare: '42,00 %',
    short: 'Socialdemokraterna har 42,00 procent i valdistriktet Hackås i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna har 42,00 procent i valdistriktet Hackås i kommunvalet i Berg, 2,00 procentenheter mer än i samma distrikt 2014 (40,00 procent).',
    ground: 'Preliminärt, distriktet räknat kl. 21.30. Källa: Valmyndigheten.',
  },
);
district(
  'distrikt, inget att jämföra med, kontrolleras',
  [210, 500, null],
  { held: true },
  {
    short: 'Socialdemokraterna har 42,00 procent i valdistriktet Hackås i kommunvalet i Berg.',
    ground: 'Preliminärt, distriktet räknat kl. 21.30. Distriktet kontrolleras. Källa: Valmyndigheten.',
  },
);
district(
  'distrikt, slutligt, ner',
  [190, 500, [200, 500]],
  { count: 'final' },
  {
    short: 'Socialdemokraterna fick 38,00 procent i valdistriktet Hackås i kommunvalet i Berg.',
    compared:
      'Socialdemokraterna fick 38,00 procent i valdistriktet Hackås i kommunvalet i Berg, 2,00 procentenheter mindre än i samma distrikt 2014 (40,00 procent).',
    ground: 'Slutligt resultat, distriktet räknat den 9 september 2018. Källa: Valmyndigheten.',
  },
);
