import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const feedOf = (env: Record<string, string>) => {
  const config = readConfig(env);
  return config.ok ? config.value.feed : config.error;
};

const BASE = 'https://resultat.example/resultatfiler/val2026/';

test('a feed address that ends in a slash is that of an index, with what stands beside it', () => {
  expect(feedOf({ FEED_URL: BASE })).toEqual({
    kind: 'index',
    base: BASE,
    prefix: null,
    index: 'index.md5',
    certificate: null,
    finalDistricts: false,
  });
  const all = {
    FEED_URL: BASE,
    FEED_PREFIX: 'Val_2026',
    FEED_INDEX: 'md5/alla.md5',
    FEED_CERTIFICATE: 'keys/val.pem',
    FEED_FINAL_DISTRICTS: '1',
  };
  expect(feedOf(all)).toEqual({
    kind: 'index',
    base: BASE,
    prefix: 'Val_2026',
    index: 'md5/alla.md5',
    certificate: 'keys/val.pem',
    finalDistricts: true,
  });
  expect(feedOf({ ...all, FEED_FINAL_DISTRICTS: '0' })).toMatchObject({ finalDistricts: false });
});

test('what an index alone has needs one, and an XML final address does not go with it: all is told at once', () => {
  const beside = {
    FEED_PREFIX: 'Val_2026',
    FEED_INDEX: 'index.md5',
    FEED_CERTIFICATE: 'val.pem',
    FEED_FINAL_DISTRICTS: '1',
  };
  const names = Object.keys(beside);
  const wanting = names.map((name) => `${name}: only with a FEED_URL that ends in /`);
  expect(feedOf({ FEED_URL: 'https://data.example/valnatt.zip', ...beside })).toEqual(wanting);
  expect(feedOf(beside)).toEqual(wanting);
  expect(feedOf({ FEED_URL: BASE, FEED_FINAL_URL: 'https://data.example/slutresultat.zip' })).toEqual([
    'FEED_FINAL_URL: not with a FEED_URL that ends in /',
  ]);
  expect(feedOf({ FEED_URL: BASE, REPLAY: '2026' })).toEqual(['REPLAY: only without FEED_URL']);
});

test('an address that is neither an archive nor an index is refused, and so is an index from the root', () => {
  expect(feedOf({ FEED_URL: 'https://data.example/val2026' })).toEqual([
    'FEED_URL: must end in .zip (XML) or in / (JSON)',
  ]);
  expect(feedOf({ FEED_URL: BASE, FEED_INDEX: '/index.md5' })).toEqual([
    'FEED_INDEX: must be a path below FEED_URL, without a slash at the beginning',
  ]);
  expect(feedOf({ FEED_URL: BASE, FEED_FINAL_DISTRICTS: 'yes' })).toHaveLength(1);
});

test.each([
  'https://andra.example/index.md5',
  '../val2022/index.md5',
  'md5/../../index.md5',
  'md5/%2e%2e/index.md5',
  'index.md5?x=1',
  '\\\\andra.example/index.md5',
  'md5//index.md5',
])('an index at %s is not below the feed’s address, and is refused', (index) => {
  expect(feedOf({ FEED_URL: BASE, FEED_INDEX: index })).toEqual([
    'FEED_INDEX: must be a path below FEED_URL, without a slash at the beginning',
  ]);
});

test('a base with a query or fragment is none, though it ends in a slash', () => {
  for (const end of ['?x=/', '#/', '?a=b#c/'])
    expect(feedOf({ FEED_URL: BASE + end })).toEqual([
      'FEED_URL: must end in / without a query or fragment (JSON)',
    ]);
});

test('the nights that can be replayed are named', () => {
  expect(feedOf({ REPLAY: '2026' })).toMatchObject({ kind: 'replay', night: '2026' });
  expect(feedOf({ REPLAY: '2022' })).toEqual(['REPLAY: must be one of 2014, 2018, 2026']);
});

test('an index of a foreign host is asked at most once a minute', () => {
  const config = readConfig({ FEED_URL: BASE, FEED_INTERVAL: '5' });
  expect(config.ok && config.value.intervalSeconds).toBe(60);
});
