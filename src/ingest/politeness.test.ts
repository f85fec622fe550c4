import { expect, test } from 'vitest';
import { createPace } from './politeness.ts';

test('requests to a foreign host lie a second apart, those to this machine do not', async () => {
  const waits: number[] = [];
  let now = 0;
  const wait = (ms: number) => {
    waits.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const pace = createPace(wait, () => now);
  const signal = new AbortController().signal;
  /** Asks, and is answered after 400 ms. */
  const ask = (url: string) =>
    pace(url, signal, () => {
      now += 400;
      return Promise.resolve();
    });
  await ask('https://resultat.example/a');
  await ask('https://resultat.example/b');
  // What lies between two requests anyway is not waited for.
  now += 300;
  await ask('https://resultat.example/c');
  now += 5000;
  await ask('https://resultat.example/d');
  await ask('http://127.0.0.1/e');
  expect(waits).toEqual([1000, 700]);
});

test('a request waits for the one before it', async () => {
  const pace = createPace(() => Promise.resolve());
  const signal = new AbortController().signal;
  const order: string[] = [];
  const slow = pace('http://127.0.0.1/a', signal, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('a');
  });
  const quick = pace('http://127.0.0.1/b', signal, () => {
    order.push('b');
    return Promise.resolve();
  });
  await Promise.all([slow, quick]);
  expect(order).toEqual(['a', 'b']);
});
