import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { PresentFeed } from '../../election/snapshot-shape.ts';
import type { ApiDeps } from './deps.ts';
import { healthRoutes } from './health.ts';

const health = async (feed: Partial<PresentFeed>) => {
  const deps = { presentFeed: () => Promise.resolve(feed), log: pino({ level: 'silent' }) };
  const answer = await healthRoutes(deps as unknown as ApiDeps).request('/');
  return { status: answer.status, ...((await answer.json()) as object) };
};

test('a feed that is down is told with what the last poll met', async () => {
  const down = { state: 'down', checkedAt: '2026-09-13T22:00:00+02:00' } as const;
  const since = 'no contact with the source since 2026-09-13T22:00:00+02:00';
  const problem = 'p/kf/Val_2026_preliminar_2303_KF.zip: HTTP 500';
  expect(await health({ ...down, problem })).toMatchObject({
    status: 503,
    ok: false,
    reasons: [since, problem],
  });
  expect(await health({ ...down, problem: null })).toMatchObject({ reasons: [since] });
  expect(await health({ ...down, state: 'stale', problem })).toMatchObject({ status: 200, reasons: [] });
});
