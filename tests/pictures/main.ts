/**
 * `npm run pictures [-- FOLDER]`: every scene of the big screen in every size and state, with a sheet of small ones.
 * `npm run pictures -- --renew`: the committed pictures, which the tests compare.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { renew: { type: 'boolean', default: false } },
  allowPositionals: true,
});
// The same support as the tests', which runs under vitest only.
spawn('npx', ['vitest', 'run', '--config', 'tests/pictures/vitest.config.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PICTURES_FOLDER: positionals[0] ?? 'pictures',
    PICTURES_RENEW: values.renew ? '1' : '',
  },
}).on('exit', (code) => process.exit(code ?? 1));
