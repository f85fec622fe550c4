/** Where the API has the retrospective; `at` is the time (ISO 8601 with offset) shown in place of the newest. */
const atTime = (at: string | null): string => (at ? `?at=${encodeURIComponent(at)}` : '');

export const aftermathAddress = (at: string | null = null): string => `/api/aftermath${atTime(at)}`;
export const yearsAddress = (at: string | null = null): string => `/api/aftermath/years${atTime(at)}`;
export const countsAddress = (at: string | null = null): string => `/api/counts${atTime(at)}`;
