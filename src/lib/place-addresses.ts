/** Where the API has what a municipality's page shows; the page asks there again with each revision. */
export const COUNTY_ADDRESS = '/api/places';
export const placeAddress = (code: string): string => `${COUNTY_ADDRESS}/${code}`;

/** More than a municipality's districts in all elections, so that the whole night is there. */
const EVENTS_SHOWN = 300;
export const eventsAddress = (code: string): string =>
  `/api/events?municipality=${code}&limit=${EVENTS_SHOWN}`;
