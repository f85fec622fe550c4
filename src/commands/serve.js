/**
 * `npm start`, after the build: serves the web process and says in one line where. Plain JavaScript, so that the server
 * runs without a TypeScript loader in its memory; the configuration is read by the app itself.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { PORT, PUBLIC_URL } = process.env;
// Kit's handler reads these two as it is loaded: its own address for the cross-site check, and the largest body.
// A faulty address is left to the configuration, which tells it together with the other faults.
const origin = PUBLIC_URL || `http://localhost:${PORT || 3000}`;
if (URL.canParse(origin) && /^https?:/.test(origin)) process.env.ORIGIN ??= origin;
process.env.BODY_SIZE_LIMIT ??= '64M';

const { handler } = await load();
/** @type {import('../lib/server/app.ts').App} */
const app = await Reflect.get(globalThis, Symbol.for('malvakt.app'));
const { host, port } = app.config;

const server = createServer(handler);
server.on('error', (error) => leave([`cannot listen on ${host}:${port}: ${error.message}`]));
server.listen(port, host, () => {
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  app.listensAt(listening);
  const name = host === '127.0.0.1' ? 'localhost' : host;
  const token = app.madeToken ? ` (skrivnyckel: ${app.madeToken})` : '';
  console.log(`Målvakt visar ${app.night.label || 'valnatten'} på http://${name}:${listening}${token}`);
});

let leaving = false;
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    if (leaving) return;
    leaving = true;
    server.close();
    void app.stop().finally(() => {
      server.closeAllConnections();
      process.exit(0);
    });
  });
}

/** Loading the handler starts the app; a faulty environment is told fault by fault, without a trace. */
async function load() {
  try {
    return await import(pathToFileURL(join(process.cwd(), 'build', 'handler.js')).href);
  } catch (error) {
    if (error instanceof Error && 'faults' in error) return leave(/** @type {string[]} */ (error.faults));
    throw error;
  }
}

/**
 * @param {readonly string[]} faults
 * @returns {never}
 */
function leave(faults) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
