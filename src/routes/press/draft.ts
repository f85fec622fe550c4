/** A statement's draft after somebody has written in it, as a copy. */
import { escapeHtml, type Copy } from '$lib/press/copy.ts';

const ADDRESS = /https?:\/\/[^\s<]+/g;

/** The text as it was written, the night's label first whatever was cut; blank lines part paragraphs. */
export function writtenCopy(text: string, label: string): Copy {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter(Boolean);
  const all = label && paragraphs[0] !== label ? [label, ...paragraphs] : paragraphs;
  const html = all.map((each) => {
    const inner = escapeHtml(each)
      .replaceAll(ADDRESS, (address) => `<a href="${address}">${address}</a>`)
      .replaceAll('\n', '<br>');
    return each === label ? `<p><strong>${inner}</strong></p>` : `<p>${inner}</p>`;
  });
  return { plain: all.join('\n\n'), html: html.join('') };
}
