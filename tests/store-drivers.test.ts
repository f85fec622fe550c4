/** One night written into both stores is the same night, byte for byte. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../src/lib/election/model.ts';
import type { Store } from '../src/lib/server/store/store.ts';
import { missing, openTestStore } from './support/store.ts';
import {
  anyReport,
  anySteps,
  asText,
  AT,
  fault,
  incoming,
  mustCommit,
  notice,
  outcome,
  play,
  target,
  type Step,
} from './support/store-samples.ts';

/** Writes a night, one file for each step, and tells everything that the store says of it, as one text. */
async function told(store: Store, steps: readonly Step[]): Promise<string> {
  const shas: string[] = [];
  for (const { change } of play(steps)) {
    const { id, sha256 } = await store.files.record(incoming(Buffer.from(JSON.stringify(change))));
    shas.push(sha256);
    const member = { name: `${id}.xml`, crc32: 4294967295, size: 0, publishedAt: AT };
    const members = [
      { ...member, outcome: 'accepted', reason: null } as const,
      { ...member, outcome: 'refused', reason: fault } as const,
    ];
    const file = { id, outcome: outcome({ outcome: 'partial', reason: fault, members }) };
    const poll = {
      source: 's',
      checkedAt: AT,
      changedAt: null,
      publishedAt: AT,
      problem: 'å',
      nightPosition: AT,
    };
    const events = [target('t', id % 2 ? 'reached' : 'missed'), notice('åäö')];
    await mustCommit(store, { ...change, file, events });
    await store.feed.write({ ...poll, attempts: id });
  }
  const everything = [
    ...(await Promise.all(steps.map(async (_, index) => asText(await store.results.known(index + 1))))),
    await store.results.revisions(),
    await store.events.list({ limit: 99 }),
    await store.entries.list({ limit: 99 }),
    [...(await store.events.targetStates())],
    await store.files.list({ limit: 99 }),
    [...(await store.files.heldMembers())].sort(),
    await store.feed.read(),
    await Promise.all(shas.map(async (sha) => Buffer.from((await store.files.bytes(sha)) ?? []).toString())),
  ];
  await store.close();
  return JSON.stringify(everything);
}

const why = await missing('postgres');
describe.skipIf(why !== null)(`Both drivers${why ? ` (${why})` : ''}`, () => {
  test('tell the same of the same night', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const [embedded, postgres] = [await openTestStore('embedded'), await openTestStore('postgres')];
        expect(await told(embedded, steps)).toBe(await told(postgres, steps));
      }),
      { numRuns: 6 },
    );
  });

  test('give a report’s fields in one order, whatever the order they came in', async () => {
    const counted = anyReport.filter(({ votes, previous }) => votes !== null && previous !== null);
    const [report] = fc.sample(counted, { seed: 2, numRuns: 1 }) as [Report];
    const backwards = (value: object) => Object.fromEntries(Object.entries(value).reverse());
    const { votes, previous } = report;
    const turned = backwards({
      ...report,
      votes: backwards(votes ?? {}),
      previous: backwards(previous ?? {}),
    });
    for (const kind of ['embedded', 'postgres'] as const) {
      const store = await openTestStore(kind);
      const [change] = play([{ reports: [turned as unknown as Report], heads: [], gone: [], entries: [] }]);
      if (change) await mustCommit(store, change.change);
      const [read] = (await store.results.known()).reports.values();
      expect(JSON.stringify(read)).toBe(JSON.stringify(report));
    }
  });
});
