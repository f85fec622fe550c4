import { page } from '$app/state';
import { MINUTE_PARAMETER, type ShownMinute } from '$lib/minute.ts';

/**
 * What an address of ours ends with so that it leads to the same minute as this page shows: `?vid=…`, or `&vid=…` after
 * other parameters; nothing where the page shows the present. To be read while a page is drawn.
 */
export function sameMinute(after: '?' | '&' = '?'): string {
  const shown = page.data.shown as ShownMinute | null | undefined;
  return shown ? `${after}${MINUTE_PARAMETER}=${shown.minute.name}` : '';
}
