import { error } from '@sveltejs/kit';
import { reportOf } from '../(parts)/report.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** One municipality's part of the report. */
export const load: PageServerLoad = async ({ fetch, url, params }) => {
  const report = await reportOf(fetch, url);
  const place = report.aftermath.places.find(({ code }) => code === params.kod);
  if (!place) error(404, 'Den kommunen finns inte i programmet.');
  return { ...report, place: { code: place.code, name: place.name } };
};
