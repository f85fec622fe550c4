import type { ScreenState } from '$lib/election/screen.ts';
import { isThisMachine } from '$lib/server/config.ts';
import { app } from '$lib/server/running.ts';
import { scenesOf } from '$lib/storbild/scenes.ts';
import { sceneName } from '$lib/storbild/scene-words.ts';
import { read } from '../(parts)/ask.server.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { first, submit, typedIn } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The screen's direction, and what it can be told. */
export const load: PageServerLoad = async (event) => {
  const screen = await read<ScreenState>(event, '/api/screen');
  const { snapshot } = await event.parent();
  const scenes = scenesOf(snapshot).map((scene) => ({ id: scene.id, name: sceneName(scene, snapshot) }));
  const goals = snapshot.targets.map(({ id, label }) => ({ id, label }));
  const { publicUrl } = (await app()).config;
  return { screen, scenes, goals, publicUrl, reachable: !isThisMachine(publicUrl) };
};

const LABELS = { pin: 'Lås på', secondsPerScene: 'Sekunder per scen', hidden: 'Dolda mål', line: 'Textrad' };
const path = '/api/screen';

export const actions: Actions = {
  ...sessionActions,
  skip: async (event) => {
    const typed = await typedIn(event);
    return submit(event, {
      form: 'skip',
      typed,
      labels: LABELS,
      path,
      asked: { method: 'PUT', body: { skip: true } },
    });
  },
  pause: async (event) => {
    const typed = await typedIn(event);
    const body = { paused: first(typed, 'paused') === 'ja' };
    return submit(event, { form: 'pause', typed, labels: LABELS, path, asked: { method: 'PUT', body } });
  },
  save: async (event) => {
    const typed = await typedIn(event);
    const seconds = Number(first(typed, 'secondsPerScene'));
    const body = {
      pin: first(typed, 'pin') || null,
      secondsPerScene: Number.isInteger(seconds) ? seconds : 0,
      hidden: typed.hidden ?? [],
      line: first(typed, 'line'),
    };
    return submit(event, { form: 'save', typed, labels: LABELS, path, asked: { method: 'PUT', body } });
  },
};
