/** `npm start`: builds if needed, starts the web process, and says in one line where it serves. */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvironment } from '../lib/server/config.ts';
import type { App } from '../lib/server/app.ts';
import { buildIfNeeded } from './build-if-needed.ts';

const config = readEnvironment();
if (!config.ok) leave(config.error);
const { host, port, publicUrl } = config.value;
await buildIfNeeded();

process.env.ORIGIN ??= publicUrl;
process.env.BODY_SIZE_LIMIT ??= '64M';
const handlerFile = pathToFileURL(join(process.cwd(), 'build/handler.js')).href;
const { handler } = (await import(handlerFile).catch((error: Error & { faults?: readonly string[] }) => {
  if (error.faults) leave(error.faults);
  throw error;
})) as { handler: Parameters<typeof createServer>[1] };
const app = await (globalThis as unknown as Record<symbol, Promise<App>>)[Symbol.for('malvakt.app')];

const server = createServer(handler);
server.on('error', (error) => leave([`cannot listen on ${host}:${port}: ${error.message}`]));
server.listen(port, host, () => {
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  const token = app?.madeToken ? ` – skrivnyckel för denna körning: ${app.madeToken}` : '';
  const name = host === '127.0.0.1' ? 'localhost' : host;
  console.log(`Målvakt visar ${app?.night.label || 'valnatten'} på http://${name}:${listening}${token}`);
});

let leaving = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (leaving) return;
    leaving = true;
    server.close();
    void app?.stop().finally(() => {
      server.closeAllConnections();
      process.exit(0);
    });
  });
}

function leave(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
