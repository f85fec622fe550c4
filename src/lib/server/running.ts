import { SetupError, startApp, type App } from './app.ts';
import { readEnvironment } from './config.ts';

/**
 * The one app of this process, held outside the modules: the development server loads modules anew after every edit,
 * and the start command stops the app from outside the built bundle.
 */
const KEY = Symbol.for('malvakt.app');
const held = globalThis as { [KEY]?: Promise<App> };

/** Starts the app unless it runs; throws a `SetupError` that lists the faults of the environment. */
export function startOnce(): Promise<App> {
  return (held[KEY] ??= start());
}

async function start(): Promise<App> {
  const config = readEnvironment();
  if (!config.ok) throw new SetupError(config.error);
  return startApp(config.value);
}

/** The running app; pages and the API come after `init`, so there is one. */
export function app(): Promise<App> {
  const running = held[KEY];
  if (!running) throw new Error('the app was not started');
  return running;
}
