import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The borders of the house (README, "Borders"): which folder may import which. `sees` lists the only folders of
 * ours, below src/, that files in `files` may import besides their own folder.
 */
const folders = [
  'lib/election',
  'lib/programme',
  'lib/server',
  'lib/charts',
  'lib/press',
  'ingest',
  'feed',
  'commands',
  'backtest',
  'routes',
];
/** The files that pages are made of, directly below src/lib. */
const PAGE_WORDS = ['format', 'words', 'describe-event', 'freshness', 'live.svelte'];
const border = (files, sees, ignores = [], more = []) => ({
  files: files.map((path) => `src/${path}`),
  ignores: ['**/*.test.ts', ...ignores.map((path) => `src/${path}`)],
  rules: { 'no-restricted-imports': ['error', { patterns: [...patternsOf(sees), ...more] }] },
});

function patternsOf(sees) {
  const hidden = folders.filter((folder) => !sees.includes(folder)).map(lastPart);
  const words = PAGE_WORDS.filter((name) => !sees.includes('words') && !sees.includes(name));
  const message = `This folder may import only: ${sees.join(', ') || 'nothing of ours'}.`;
  const patterns = [{ regex: `(^|/)(${hidden.join('|')})/`, message }];
  if (words.length > 0) patterns.push({ regex: `(^|/)(${words.join('|')})\\.ts$`, message });
  if (!sees.includes('kit'))
    patterns.push({ regex: '^\\$(app|env|lib)', message: 'Relative imports with .ts only.' });
  if (!sees.includes('drizzle')) patterns.push(NO_SQL);
  return patterns;
}
const NO_SQL = {
  regex: '^(drizzle-orm|postgres$|@electric-sql)',
  message: 'Only server/db and server/store speak SQL.',
};
/** Unpacking is computing; everything else of node's is IO. */
const NO_IO = { regex: '^node:(?!zlib$)', message: 'election/ is pure: no IO.' };
const NO_SHELL = { regex: 'server/(app|running|api/)', message: 'ingest does not know the web process.' };
const lastPart = (folder) => folder.replace(/^lib\//, '');

/** A dynamic import crosses borders that the rule above does not see. */
const NO_DYNAMIC_IMPORT = {
  selector: 'ImportExpression',
  message: 'Static imports, so that the borders hold; only server/db loads its drivers when it needs them.',
};
const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'config.ts reads env.',
};
const PURE = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'election/ is pure: no random.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'election/ is pure: no clock.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'election/ is pure: no clock.',
  },
  { selector: "MemberExpression[object.name='process']", message: 'election/ is pure: no environment.' },
  NO_DYNAMIC_IMPORT,
  { selector: "MemberExpression[object.name='performance']", message: 'election/ is pure: no clock.' },
  { selector: "CallExpression[callee.name='fetch']", message: 'election/ is pure: no IO.' },
  { selector: "MemberExpression[object.name='crypto']", message: 'election/ is pure: no random.' },
  { selector: 'AwaitExpression', message: 'election/ is pure: no await.' },
];

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'data/', 'drizzle/', 'node_modules/'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 16],
      'no-console': 'error',
    },
  },
  { files: ['src/commands/**', 'src/feed/main.ts', 'tests/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/lib/election/**'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...PURE] },
  },
  {
    files: ['src/**'],
    ignores: ['src/lib/server/config.ts', 'src/lib/election/**', 'src/commands/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENVIRONMENT, NO_DYNAMIC_IMPORT] },
  },
  {
    files: ['src/lib/server/db/**', 'src/feed/main.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENVIRONMENT] },
  },
  border(['lib/election/**'], ['lib/election'], [], [NO_IO]),
  border(['lib/programme/**'], ['lib/programme', 'lib/election']),
  border(
    ['lib/server/db/**', 'lib/server/store/**'],
    ['lib/server', 'lib/election', 'lib/programme', 'drizzle'],
  ),
  border(
    ['lib/server/**'],
    ['lib/server', 'lib/election', 'lib/programme', 'lib/press', 'format'],
    ['lib/server/app.ts', 'lib/server/db/**', 'lib/server/store/**'],
  ),
  border(
    ['lib/server/archive/**'],
    ['lib/server', 'lib/election', 'lib/programme'],
    [],
    [
      {
        regex: '/(app|running|desk)\\.ts$|/api/',
        message: 'The archive knows the store, not the web process.',
      },
    ],
  ),
  border(
    ['ingest/**'],
    ['ingest', 'lib/election', 'lib/programme', 'lib/server'],
    ['ingest/replay.ts', 'ingest/main.ts'],
    [NO_SHELL],
  ),
  border(['feed/**'], ['feed']),
  border(['backtest/**'], ['backtest', 'lib/election', 'lib/programme']),
  border(['lib/charts/**', 'lib/*.ts'], ['lib/charts', 'lib/election', 'words', 'kit']),
  border(['lib/press/**'], ['lib/press', 'lib/election', 'words']),
  border(
    ['routes/**/*.svelte'],
    ['routes', 'lib/charts', 'lib/press', 'lib/election', 'lib/programme', 'words', 'kit'],
  ),
);
