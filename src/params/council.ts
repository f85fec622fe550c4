import type { ParamMatcher } from '@sveltejs/kit';

/** The first part of an address of a council: `/kommun/2305`, `/region/23`. */
export const match = ((part) => part === 'kommun' || part === 'region') satisfies ParamMatcher;
