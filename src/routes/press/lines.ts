/** What stands on the page to be copied with one key: a figure's sentences, in order, and the one most wanted. */
import { figureName } from '$lib/press/bare.ts';
import { escapeHtml, type Copy } from '$lib/press/copy.ts';
import type { Figure, InContest } from '$lib/press/figure.ts';
import { lengthsOf, sentence, type Decimals } from '$lib/press/sentence.ts';
import { LENGTH_WORDS, type Length } from '$lib/press/templates.ts';
import { CONTEST_WORDS } from '$lib/words.ts';

export interface Line {
  readonly id: string;
  readonly figure: Figure;
  readonly length: Length;
  readonly text: string;
}

/** Every sentence of these figures. */
export const linesOf = (figures: readonly Figure[], decimals: Decimals): readonly Line[] =>
  figures.flatMap((figure) =>
    lengthsOf(figure).map((length) => ({
      id: `${figure.id}:${length}`,
      figure,
      length,
      text: sentence(figure, length, decimals) ?? '',
    })),
  );

/** What is copied of a figure unless something else is chosen: beside last time where that can be told. */
export const wantedLength = (figure: Figure): Length =>
  lengthsOf(figure).includes('compared') ? 'compared' : 'short';

/** The first figure's most wanted sentence. */
export function wantedLine(lines: readonly Line[]): number {
  const [first] = lines;
  if (!first) return -1;
  return Math.max(
    0,
    lines.indexOf(lines.find(({ length }) => length === wantedLength(first.figure)) ?? first),
  );
}

/** `Berg, kommunval` */
export const contestName = ({ area, type }: Pick<InContest, 'area' | 'type'>): string =>
  `${area.name}, ${CONTEST_WORDS[type]}`;

/** `Berg, kommunval`; nothing for a goal that people count by hand. */
export const placeOf = (figure: Figure): string => (figure.contest === null ? '' : contestName(figure));

/** What is copied, in words: `Berg, kommunval: Andel, med jämförelse`. */
export function whatIsCopied(figure: Figure, how: string): string {
  const name = [figureName(figure), how].filter(Boolean).join(', ');
  return [placeOf(figure), name].filter(Boolean).join(': ');
}

export const lengthWord = (length: Length): string => LENGTH_WORDS[length].toLowerCase();

/** The night's clock in milliseconds as a time to keep. */
export const nightTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** An address or a piece of code: copied as it is, since it is no figure. */
export const addressCopy = (text: string): Copy => ({ plain: text, html: `<p>${escapeHtml(text)}</p>` });
