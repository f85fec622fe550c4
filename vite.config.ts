import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  server: { port: Number(process.env.PORT ?? 3000), strictPort: true },
  test: {
    environment: 'node',
    reporters: ['./tests/support/reporter.ts'],
    env: { TZ: 'UTC' },
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test has servers and browsers of its own beside its worker.
    maxWorkers: 2,
    projects: [
      // The pure core and its neighbours keep nothing between two files: one worker reads the modules once.
      { extends: true, test: { name: 'src', include: ['src/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          globalSetup: ['./tests/support/run-folder.ts'],
        },
      },
    ],
  },
});
