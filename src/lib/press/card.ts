/**
 * A figure's card as an SVG of 1200×675: it stands by itself (typeface, colours and all), so it looks the same wherever
 * it is opened. Text is fitted by reckoned widths (`card-text.ts`), in the same order as on every page: what, state,
 * figure, against what, on what ground.
 */
import type { TargetState } from '../election/snapshot-shape.ts';
import { STATE_WORDS } from '../words.ts';
import type { CardContent, CardPicture } from './card-content.ts';
import { fitted, textWidth } from './card-text.ts';
import { escapeHtml } from './copy.ts';

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 675;

export type CardTheme = 'light' | 'dark';
export interface CardLook {
  readonly theme: CardTheme;
  /** Inter as a data address (woff2, variable weight). */
  readonly font: string;
}

/** The tokens of `tokens.css`, light and dark; a file by itself has no sheet to ask. */
export const CARD_COLOURS = {
  light: {
    paper: '#fbfaf7',
    ink: '#15181e',
    soft: '#565a64',
    hair: '#dbd8d0',
    before: '#6f7480',
    reached: '#0b6b62',
    leaning: '#8a5200',
    missed: '#655d54',
  },
  dark: {
    paper: '#11141a',
    ink: '#f0f2f4',
    soft: '#a8b0bc',
    hair: '#2c333e',
    before: '#8f98a6',
    reached: '#46cdb9',
    leaning: '#f2b14a',
    missed: '#a9b4c3',
  },
} as const satisfies Readonly<Record<CardTheme, Readonly<Record<string, string>>>>;
type Colours = (typeof CARD_COLOURS)[CardTheme];

const MARGIN = 60;
const INNER = CARD_WIDTH - 2 * MARGIN;
const BAND = 58;
const WEIGHTS = { regular: 400, strong: 600, heavy: 750 } as const;
/** Height of a capital letter, in em. */
const CAPITAL = 0.73;

export function cardSvg(content: CardContent, { theme, font }: CardLook): string {
  const colours = CARD_COLOURS[theme];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}" width="${CARD_WIDTH}" height="${CARD_HEIGHT}" role="img" lang="sv">`,
    `<title>${escapeHtml([content.label, content.said].filter(Boolean).join(' · '))}</title>`,
    `<desc>${escapeHtml(content.ground)}</desc>`,
    `<style>@font-face{font-family:'Inter Card';font-weight:100 900;src:url(${font}) format('woff2')}`,
    `text{font-family:'Inter Card',Inter,system-ui,sans-serif;white-space:pre}.figure{font-variant-numeric:tabular-nums}</style>`,
    `<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" fill="${colours.paper}"/>`,
    ...labelOf(content.label, colours),
    ...headOf(content, colours),
    ...figureOf(content, colours),
    ...groundOf(content, colours),
    '</svg>',
  ].join('');
}

interface Style {
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
  readonly end?: boolean;
}
const at = (x: number, y: number, text: string, { size, weight, fill, end }: Style): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" font-weight="${weight}" fill="${fill}"${end ? ' text-anchor="end"' : ''}>${escapeHtml(text)}</text>`;
const round = (value: number): number => Math.round(value * 10) / 10;

/** A replay or test: a band that cannot be overlooked, and the same words across the figure, so that no cut loses them. */
function labelOf(label: string, { ink, paper }: Colours): readonly string[] {
  if (!label) return [];
  const { size } = fitted(label.replaceAll(' ', '\u00a0'), {
    width: 1150,
    size: 190,
    lines: 1,
    weight: 'heavy',
  });
  const turned = `transform="rotate(-18 600 360)" text-anchor="middle" font-size="${round(size)}" font-weight="${WEIGHTS.heavy}"`;
  return [
    `<rect width="${CARD_WIDTH}" height="${BAND}" fill="${ink}"/>`,
    at(MARGIN, 40, label, { size: 30, weight: WEIGHTS.heavy, fill: paper }),
    `<text x="600" y="${round(360 + (size * CAPITAL) / 2)}" ${turned} fill="${ink}" fill-opacity="0.07">${escapeHtml(label)}</text>`,
  ];
}

const TITLE_AT = 118;
function headOf({ title, subtitle, state, number }: CardContent, colours: Colours): readonly string[] {
  const heading = fitted(title, { width: INNER, size: 42, lines: 1, weight: 'heavy' });
  const below = fitted(subtitle, { width: INNER, size: 30, lines: state ? 1 : 2, weight: 'regular' });
  return [
    ...heading.lines.map((line) =>
      at(MARGIN, TITLE_AT, line, { size: heading.size, weight: WEIGHTS.strong, fill: colours.ink }),
    ),
    ...below.lines.map((line, index) =>
      at(MARGIN, 160 + index * 36, line, { size: below.size, weight: WEIGHTS.regular, fill: colours.soft }),
    ),
    ...(state && number ? stateOf(state, colours, { size: STATE_SIZE, baseline: STATE_AT }) : []),
  ];
}

const STATE_SIZE = 52;
const STATE_AT = 240;
function stateOf(
  state: TargetState,
  colours: Colours,
  { size, baseline }: { readonly size: number; readonly baseline: number },
): readonly string[] {
  const fill = stateColour(state, colours);
  const top = baseline - size * 0.8;
  return [
    `<g transform="translate(${MARGIN} ${round(top)}) scale(${round((size * 0.86) / 2) / 10})" color="${fill}">${markOf(state, colours)}</g>`,
    at(MARGIN + size * 1.15, baseline, STATE_WORDS[state], {
      size,
      weight: WEIGHTS.heavy,
      fill: colours.ink,
    }),
  ];
}

function stateColour(state: TargetState, colours: Colours): string {
  if (state === 'reached' || state === 'leaningReached') return colours.reached;
  if (state === 'leaningMissed') return colours.leaning;
  return state === 'missed' ? colours.missed : colours.soft;
}

/** The shapes of `StateMark.svelte`, which tell the states apart in grey, too. */
function markOf(state: TargetState, { paper }: Colours): string {
  if (state === 'reached') {
    return `<circle cx="10" cy="10" r="8.5" fill="currentColor"/><path d="M6 10.4l2.8 2.8 5.2-5.8" fill="none" stroke="${paper}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`;
  }
  const dashes = state === 'unknown' ? ' stroke-dasharray="2.1 3.8"' : '';
  const inside = {
    leaningReached: '<path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/>',
    leaningMissed: '<path d="M10 2.5a7.5 7.5 0 0 0 0 15z" fill="currentColor"/>',
    missed: '<path d="M4.7 15.3L15.3 4.7" fill="none" stroke="currentColor" stroke-width="2.4"/>',
    tooEarly: '',
    unknown: '',
  }[state];
  return `<circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="2.4"${dashes}/>${inside}`;
}

const PICTURE_WIDTH = 360;
/** The figure, and below it against what it stands; a goal without a figure has its state there. */
function figureOf(content: CardContent, colours: Colours): readonly string[] {
  const { number, state, against } = content;
  const baseline = state && number ? 400 : 385;
  const drawn = numberOf(content, colours, baseline);
  const lines = fitted(against, { width: INNER, size: 34, lines: 3, weight: 'regular' });
  const first = baseline + drawn.size * 0.2 + 42;
  return [
    ...drawn.parts,
    ...lines.lines.map((line, index) =>
      at(MARGIN, first + index * lines.size * 1.2, line, {
        size: lines.size,
        weight: WEIGHTS.regular,
        fill: colours.ink,
      }),
    ),
  ];
}

interface Drawn {
  readonly size: number;
  readonly parts: readonly string[];
}
/** The figure with its unit beside it, smaller; the party's colour is a bar before it, and the picture stands to the right. */
function numberOf(content: CardContent, colours: Colours, baseline: number): Drawn {
  const { number, unit, colour, picture, state } = content;
  if (state && !number) return { size: 120, parts: stateOf(state, colours, { size: 120, baseline }) };
  const left = MARGIN + (colour ? 40 : 0);
  const room = CARD_WIDTH - MARGIN - left - (picture ? PICTURE_WIDTH + 40 : 0);
  const size = sizeOf(number, unit, { room, most: state ? 165 : 200 });
  const [top, tall] = [round(baseline - size * CAPITAL), round(size * CAPITAL)];
  const after = unit
    ? `<tspan dx="${round(size * 0.14)}" font-size="${round(size * UNIT)}" font-weight="${WEIGHTS.strong}">${escapeHtml(unit)}</tspan>`
    : '';
  const parts = [
    ...(colour
      ? [`<rect x="${MARGIN}" y="${top}" width="14" height="${tall}" fill="${escapeHtml(colour)}"/>`]
      : []),
    `<text class="figure" x="${left}" y="${baseline}" font-size="${round(size)}" font-weight="${WEIGHTS.heavy}" fill="${colours.ink}">${escapeHtml(number)}${after}</text>`,
    ...(picture ? pictureOf(picture, { colours, colour, y: baseline - 52 }) : []),
  ];
  return { size, parts };
}

/** A unit's size as a part of its figure's. */
const UNIT = 0.42;
function sizeOf(
  number: string,
  unit: string,
  { room, most }: { readonly room: number; readonly most: number },
): number {
  const one = textWidth(number, 1, 'heavy') + (unit ? 0.14 + textWidth(unit, UNIT, 'heavy') : 0);
  return Math.min(most, room / one);
}

interface PictureLook {
  readonly colours: Colours;
  readonly colour: string | null;
  readonly y: number;
}
/** Last time (or the goal) is always the same thin neutral line with its word. */
function pictureOf(
  { kind, from, to, now, mark }: CardPicture,
  { colours, colour, y }: PictureLook,
): readonly string[] {
  const left = CARD_WIDTH - MARGIN - PICTURE_WIDTH;
  const x = (value: number) => round(left + ((value - from) / (to - from)) * PICTURE_WIDTH);
  const fill = escapeHtml(colour ?? colours.ink);
  const half = textWidth(mark.label, 24, 'heavy') / 2;
  const labelAt = Math.min(Math.max(x(mark.at), left + half), CARD_WIDTH - MARGIN - half);
  return [
    kind === 'bar'
      ? `<rect x="${left}" y="${y - 16}" width="${PICTURE_WIDTH}" height="32" fill="${colours.hair}"/><rect x="${left}" y="${y - 16}" width="${round(x(now) - left)}" height="32" fill="${fill}"/>`
      : `<rect x="${left}" y="${y - 1.5}" width="${PICTURE_WIDTH}" height="3" fill="${colours.hair}"/>`,
    `<rect x="${x(mark.at) - 1.5}" y="${y - 34}" width="3" height="68" fill="${colours.before}"/>`,
    `<text x="${round(labelAt)}" y="${y - 46}" text-anchor="middle" font-size="24" font-weight="${WEIGHTS.strong}" fill="${colours.soft}">${escapeHtml(mark.label)}</text>`,
    ...(kind === 'point'
      ? [
          `<circle cx="${x(now)}" cy="${y}" r="15" fill="${fill}" stroke="${colours.paper}" stroke-width="4"/>`,
        ]
      : []),
  ];
}

/** How much is counted, how far the count has come, when, whose figures they are, and whose card. */
function groundOf({ ground }: CardContent, colours: Colours): readonly string[] {
  const name = 'Målvakt';
  const own = textWidth(name, 26, 'heavy') + 30;
  const { size, lines } = fitted(ground, { width: INNER - own, size: 25, lines: 2, weight: 'regular' });
  return [
    `<rect x="${MARGIN}" y="586" width="${INNER}" height="2" fill="${colours.hair}"/>`,
    ...lines.map((line, index) =>
      at(MARGIN, 620 + index * size * 1.25, line, { size, weight: WEIGHTS.regular, fill: colours.soft }),
    ),
    at(CARD_WIDTH - MARGIN, 620, name, { size: 26, weight: WEIGHTS.heavy, fill: colours.ink, end: true }),
  ];
}
