/**
 * Where the API has what a municipality's page shows; the page asks there again with each revision. `at` is the time
 * (ISO 8601 with offset) whose figures are shown in place of the newest.
 */
export const countyAddress = (at: string | null = null): string =>
  `/api/places${at ? `?at=${encodeURIComponent(at)}` : ''}`;
export const placeAddress = (code: string, at: string | null = null): string =>
  `/api/places/${code}${at ? `?at=${encodeURIComponent(at)}` : ''}`;

/** More than a municipality's districts in all elections, so that the whole night is there. */
const EVENTS_SHOWN = 300;
export const eventsAddress = (code: string, at: string | null = null): string =>
  `/api/events?municipality=${code}&limit=${EVENTS_SHOWN}${at ? `&at=${encodeURIComponent(at)}` : ''}`;
