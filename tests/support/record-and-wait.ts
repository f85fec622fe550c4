/** A process that opens a store, records one file, says so, and waits to be killed. Argument: the options as JSON. */
import { openStore } from '../../src/lib/server/store/open.ts';
import type { OpenOptions } from '../../src/lib/server/store/store.ts';
import { incoming } from './store-samples.ts';

const store = await openStore(JSON.parse(process.argv[2] ?? '') as OpenOptions);
await store.files.record(incoming(new Uint8Array([1, 2, 3])));
console.log('recorded');
setInterval(() => undefined, 1000);
