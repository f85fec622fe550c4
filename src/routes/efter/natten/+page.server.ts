import { goalNights, type GoalNight } from '$lib/goal-nights.ts';
import type { NightLine } from '$lib/minute.ts';
import { nightErrors, type NightErrors } from '$lib/night-errors.ts';
import { nightStates, type NightStates } from '$lib/night-states.ts';
import { app } from '$lib/server/running.ts';
import { lineOf, nightOf, type NightStart } from '../../(parts)/night.server.ts';
import type { PageServerLoad } from './$types';

interface NightPage extends NightStart {
  readonly line: NightLine | null;
  readonly states: NightStates | null;
  readonly goals: readonly GoalNight[];
  /** Of contests whose final count is in. */
  readonly errors: readonly NightErrors[];
}

/** When each goal could have been known: of the whole night, or up to the minute that the address names. */
export const load: PageServerLoad = async ({ url }): Promise<NightPage> => {
  const running = await app();
  const night = await nightOf(running, url);
  const { snapshot, feed } = night;
  const course = await running.nightCourse();
  const events = course?.events.filter(({ revision }) => (revision ?? 0) <= snapshot.revision) ?? [];
  const states = nightStates(events, snapshot.targets, snapshot.night.electionDate);
  const courses = await Promise.all(
    snapshot.contests.map(({ id }) => running.wholeCourse(id, snapshot.revision)),
  );
  const nights = new Map(courses.flatMap((each) => (each ? [[each.contest, each.night] as const] : [])));
  return {
    ...night,
    line: night.shown?.line ?? (course && lineOf(course, snapshot, feed.now)),
    states,
    goals: states ? goalNights(snapshot, states, nights) : [],
    errors: states ? nightErrors(snapshot.contests, nights, states.to) : [],
  };
};
