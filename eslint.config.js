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
  'ingest',
  'feed',
  'commands',
  'routes',
];
const border = (files, sees, ignores = []) => ({
  files: files.map((path) => `src/${path}`),
  ignores: ['**/*.test.ts', ...ignores.map((path) => `src/${path}`)],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `(^|/)(${folders
              .filter((folder) => !sees.includes(folder))
              .map(lastPart)
              .join('|')})/`,
            message: `This folder may import only: ${sees.join(', ') || 'nothing of ours'}.`,
          },
          ...(sees.includes('kit')
            ? []
            : [{ regex: '^\\$(app|env|lib)', message: 'Relative imports with .ts only.' }]),
          ...(sees.includes('drizzle')
            ? []
            : [
                {
                  regex: '^(drizzle-orm|postgres$|@electric-sql)',
                  message: 'Only server/db and server/store speak SQL.',
                },
              ]),
        ],
      },
    ],
  },
});
const lastPart = (folder) => folder.replace(/^lib\//, '');

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
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'config.ts reads env.',
        },
      ],
    },
  },
  border(['lib/election/**'], ['lib/election']),
  border(['lib/programme/**'], ['lib/programme', 'lib/election']),
  border(
    ['lib/server/db/**', 'lib/server/store/**'],
    ['lib/server', 'lib/election', 'lib/programme', 'drizzle'],
  ),
  border(
    ['lib/server/**'],
    ['lib/server', 'lib/election', 'lib/programme'],
    ['lib/server/app.ts', 'lib/server/db/**', 'lib/server/store/**'],
  ),
  border(['ingest/**'], ['ingest', 'lib/election', 'lib/programme', 'lib/server'], ['ingest/replay.ts']),
  border(['feed/**'], ['feed']),
  border(['lib/charts/**', 'lib/format.ts', 'lib/live.svelte.ts'], ['lib/charts', 'lib/election', 'kit']),
  border(['routes/**/*.svelte'], ['routes', 'lib/charts', 'lib/election', 'lib/programme', 'kit']),
);
