/** What goes to the clipboard: plain text, and HTML for those who take it. Labels of replays and tests come first. */
import type { Snapshot } from '../election/snapshot-shape.ts';
import { eveningOf } from '../format.ts';
import { creditOf, type Credited } from '../election/credit.ts';
import { bareValue } from './bare.ts';
import type { Figure } from './figure.ts';
import { groundWords } from './ground.ts';
import { permalinkPath } from './permalink.ts';
import { sentence, type Decimals } from './sentence.ts';
import type { Length } from './templates.ts';

export interface Copy {
  readonly plain: string;
  readonly html: string;
}

/** What a copy needs to know besides the figure. */
export interface CopyContext {
  readonly snapshot: Pick<Snapshot, 'revision' | 'night'> & { readonly programme: Credited };
  /** The address that others use, without a slash at its end; permalinks begin with it. */
  readonly publicUrl: string;
  /** When the page last heard from its server, if it does no longer; `null`: all is well. */
  readonly lostSince: string | null;
  readonly decimals: Decimals;
}

/** The figure as a sentence with its ground and address; `null`: it cannot be told at this length. */
export function sentenceCopy(figure: Figure, length: Length, context: CopyContext): Copy | null {
  const told = sentence(figure, length, context.decimals);
  if (told === null) return null;
  return textCopy([`${told} ${groundOf(figure, context)}`], context, linkOf(figure, context));
}

/** The figure's value alone, for a cell or a form. */
export const bareCopy = (figure: Figure, context: CopyContext): Copy =>
  textCopy([bareValue(figure, context.decimals)], context, null);

/** Paragraphs under the night's label, and the address of what they stand on. */
export function textCopy(paragraphs: readonly string[], context: CopyContext, link: string | null): Copy {
  const { label } = context.snapshot.night;
  const all = [...(label ? [label] : []), ...paragraphs];
  const html = [
    ...(label ? [`<p><strong>${escapeHtml(label)}</strong></p>`] : []),
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...(link ? [`<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`] : []),
  ];
  return { plain: [...all, ...(link ? [link] : [])].join('\n'), html: html.join('') };
}

export const groundOf = (figure: Figure, { snapshot, lostSince }: CopyContext): string =>
  groundWords(figure, {
    evening: eveningOf(snapshot.night.electionDate),
    lostSince,
    credit: creditOf(snapshot.programme),
  });

export const linkOf = (figure: Figure, { publicUrl, snapshot }: CopyContext): string =>
  publicUrl + permalinkPath(figure, snapshot);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
