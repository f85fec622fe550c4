/** Dates as exactly as they are known, as the desk writes them: `2021`, `2024-04`, `senast 2026-01`, `före 2026-09`. */

/** Swedish as typed → the form that is kept (`by`, `before`); anything else is left for the API to judge. */
export const momentOf = (typed: string): string =>
  typed
    .trim()
    .replace(/^(?:senast|by)\s+/i, 'by ')
    .replace(/^(?:före|before)\s+/i, 'before ');

/** The form that is kept → as it is typed. */
export const typedMoment = (text: string): string =>
  text.replace(/^by /, 'senast ').replace(/^before /, 'före ');
