/** Text that fits: how wide Inter sets it, and how it is broken and shrunk to a given width. */

/** `heavy` reckons for every weight from 600 on. */
export type Weight = 'regular' | 'heavy';
type Widths = readonly (readonly [em: number, signs: string])[];

/** Widths in em of Inter without kerning, as a browser sets it, rounded up: signs that are at most so wide. */
const REGULAR: Widths = [
  [0.25, 'ijlìíîï'],
  [0.3, " !',.:I\u00a0¡·ÌÍÎÏ’"],
  [0.4, '()/[\\]fr;`t|'],
  [0.45, '1{}”“'],
  [0.5, '"*-^_°–'],
  [0.55, '?ksx'],
  [0.6, '57FJLacehnouvyz«µ»àáâãäåçèéêëðñòóôõöøùúûüýÿ•'],
  [0.65, '0234689#$&EPRSTZbdgpqÈÉÊËÞßþ'],
  [0.7, '+<=>ABKVXY~ÀÁÂÃÄÅ×Ý÷\u2212'],
  [0.75, 'CDGHUÇÐÙÚÛÜ'],
  [0.8, 'NOQÑÒÓÔÕÖØ'],
  [0.9, 'mw…'],
  [1, 'Mæ%@WÆ—'],
];
/** Weights 600 and 750, with figures of one width and without. */
const HEAVY: Widths = [
  [0.3, ' Iijl\u00a0ÌÍÎÏìíîï'],
  [0.35, "!',.:¡·’"],
  [0.4, '()/;[\\]`t|'],
  [0.45, 'fr'],
  [0.5, '^_{}°–'],
  [0.55, '”•'],
  [0.6, '"?FJLaceksxzàáâãäåçèéêë“'],
  [0.65, '12357*-EPbdghnopquvyµÈÉÊËðñòóôõöøùúûüýþÿ'],
  [0.7, '04689#$&+<=>BRSTZ~«»×Þß÷\u2212'],
  [0.75, 'CDHKUXYÇÙÚÛÜÝ'],
  [0.8, 'AGNOQVÀÁÂÃÄÅÐÑÒÓÔÕÖØ'],
  [0.95, 'Mmwæ'],
  [1.05, '%@WÆ…—'],
];
/** A sign that the typeface lacks is set in another one. */
const UNKNOWN = 1.1;
const bySign = (widths: Widths) =>
  new Map(widths.flatMap(([em, signs]) => [...signs].map((sign) => [sign, em] as const)));
const EM: Readonly<Record<Weight, ReadonlyMap<string, number>>> = {
  regular: bySign(REGULAR),
  heavy: bySign(HEAVY),
};

/** The most that a text can be wide at a size, in the size's unit. */
export const textWidth = (text: string, size: number, weight: Weight): number =>
  [...text].reduce((width, sign) => width + (EM[weight].get(sign) ?? UNKNOWN), 0) * size;

export interface Frame {
  readonly width: number;
  /** The size that is wished for. */
  readonly size: number;
  readonly lines: number;
  readonly weight: Weight;
}
export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
}

/** Sizes are tried in steps of a twentieth; a word that is too long for the line makes the text smaller. */
const STEP = 0.95;

/** A text broken at its spaces into at most so many lines of at most that width, as large as it goes. */
export function fitted(text: string, frame: Frame): Fitted {
  const { width, size, lines: most, weight } = frame;
  const fits = (line: string) => textWidth(line, size, weight) <= width;
  const lines = brokenAt(text, fits);
  if (lines.length <= most && lines.every(fits)) return { size, lines };
  return fitted(text, { ...frame, size: size * STEP });
}

function brokenAt(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : '';
    if (longer && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
