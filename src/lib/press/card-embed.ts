/** The address and the HTML with which others show a goal's card on their own page. */
import { escapeHtml } from './copy.ts';

/** `/kort/rd-share`, below the address that others use. */
export const embedPath = (target: string): string => `/kort/${encodeURIComponent(target)}`;

/** `publicUrl` without a slash at its end; `night`: what a replay or a test is called. It fits a column of 320 px and wider. */
export function embedHtml(
  { id, label }: { readonly id: string; readonly label: string },
  publicUrl: string,
  night = '',
): string {
  const address = escapeHtml(publicUrl + embedPath(id));
  const title = [night, `Målvakt: ${label}`].filter(Boolean).join(' · ');
  return `<iframe src="${address}" title="${escapeHtml(title)}" width="100%" height="420" style="border:0;max-width:40rem" loading="lazy"></iframe>`;
}
