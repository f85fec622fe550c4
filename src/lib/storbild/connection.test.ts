import { expect, test } from 'vitest';
import type { Connection } from '../freshness.ts';
import { contactAt, saysCaughtUp, UNBROKEN } from './connection.ts';

/** What is said after one look each second. */
function said(...connections: readonly Connection[]): readonly boolean[] {
  let contact = UNBROKEN;
  return connections.map((connection, second) => {
    contact = contactAt(contact, connection, second * 1000);
    return saysCaughtUp(contact, second * 1000);
  });
}

test('having caught up is said after a loss alone', () => {
  expect(said('connecting', 'open', 'connecting', 'open')).toEqual([false, false, false, false]);
  expect(said('open', 'lost', 'connecting', 'open', 'open')).toEqual([false, false, false, true, true]);
});

test('it is not said while the connection is gone again, nor afterwards unless it was lost', () => {
  expect(said('lost', 'open', 'lost', 'open')).toEqual([false, true, false, true]);
  expect(said('lost', 'open', 'connecting', 'open')).toEqual([false, true, false, false]);
});

test('it is said for a while', () => {
  const caughtUp = contactAt({ isLost: true, caughtUpAt: null }, 'open', 1000);
  expect(saysCaughtUp(caughtUp, 20_000)).toBe(true);
  expect(saysCaughtUp(caughtUp, 60_000)).toBe(false);
});
