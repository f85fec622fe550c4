import { describe, expect, test } from 'vitest';
import { gainedMost, lostMost } from './aftermath-words.ts';
import type { AftermathParty } from './election/aftermath.ts';

/** Shares of 1000 votes then and now; a party without a `before` stands in last time's lump. */
const party = (code: string, votes: number, before: number | null): AftermathParty => ({
  code,
  name: code,
  colour: null,
  votes,
  votesBefore: before,
  isNew: false,
  change: before === null ? null : (votes - before) / 1000,
});
const contest = (...parties: AftermathParty[]) => ({
  parties: parties.toSorted((a, b) => (b.change ?? -Infinity) - (a.change ?? -Infinity)),
  now: { own: 0, valid: 1000 },
  before: { own: 0, valid: 1000 },
});

describe('who gained and who lost most, where last time’s record lumps small parties together', () => {
  test('a small one cannot have gained more than all of its votes', () => {
    const found = gainedMost(contest(party('S', 350, 400), party('M', 250, 220), party('X', 29, null)), 'S');
    expect(found?.code).toBe('M');
  });

  test('one with more votes than the gain may have gained more, so nobody is named', () => {
    const found = gainedMost(contest(party('S', 350, 400), party('M', 250, 220), party('X', 31, null)), 'S');
    expect(found).toBeNull();
  });

  test('one can have lost no more than the lump had', () => {
    const parties = [party('S', 500, 480), party('M', 380, 430), party('X', 10, null)];
    // 90 votes of the lump against 50 lost.
    expect(lostMost(contest(...parties), 'S')).toBeNull();
    // 40 votes of the lump against 50 lost.
    expect(lostMost(contest(...parties, party('C', 60, 50)), 'S')?.code).toBe('M');
  });

  test('without a lump the first and the last are named', () => {
    const found = contest(party('S', 350, 400), party('M', 450, 420), party('C', 200, 180));
    expect([gainedMost(found, 'S')?.code, lostMost(found, 'M')?.code]).toEqual(['M', 'S']);
  });
});
