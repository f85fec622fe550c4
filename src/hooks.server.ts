import type { ServerInit } from '@sveltejs/kit';
import { startOnce } from './lib/server/running.ts';

export const init: ServerInit = async () => {
  await startOnce();
};
