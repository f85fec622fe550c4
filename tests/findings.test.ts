/** What the feed checks find, from the file to the desk: told once, out of the projection, decided with a note. */
import { describe, expect, test, vi } from 'vitest';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { Contest, Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import { allZeros, memberOf, votesIn, withDistrict, withVotes } from './support/edited-files.ts';
import { archiver, bearer, filesAt, liveNight, TOKEN } from './support/live-night.ts';
import { contestIn } from './support/night.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Told {
  readonly id: string;
  readonly status: string;
  readonly note: string;
  readonly held: boolean;
  readonly action: string;
}
const FILES = filesAt(0.6);
const RAGUNDA = 'valnatt_2303K.xml';
const DOVIKEN = '23030101';

/** A night with a good archive in: revision 1, nothing found. */
async function filedNight() {
  const night = await liveNight(TOKEN, '2018-09-12T20:00:00+02:00');
  await night.upload('valnatt.zip', archiver.build(FILES));
  const findings = () => night.get<readonly Told[]>('/api/findings', bearer(TOKEN));
  const decide = (id: string, body: unknown, who?: string) =>
    night.write('PUT', `/api/findings/${encodeURIComponent(id)}`, body, who);
  const snapshot = () => night.get<Snapshot>('/api/snapshot');
  const events = async () =>
    (await night.get<readonly StoredEvent[]>('/api/events?kind=finding')).map(({ event }) =>
      event.kind === 'finding' ? `${event.about} ${event.finding}` : '',
    );
  return { ...night, findings, decide, snapshot, events };
}

const sharesOf = ({ projection }: Contest) => ('share' in projection ? projection.share : null);
const officialOf = ({ valid, cast, own, parties, counted, likeForLike, asOf, stage }: Contest) => ({
  valid,
  cast,
  own,
  parties,
  counted,
  likeForLike,
  asOf,
  stage,
});

describe('a zero report', () => {
  const zero = `zero/KF/2303/${DOVIKEN}`;
  const wrong = withDistrict(memberOf(FILES, RAGUNDA), DOVIKEN, allZeros);

  test('is told once, stands in the official count, and is out of the projection until it is corrected', async () => {
    const { upload, findings, snapshot, events } = await filedNight();
    const before = contestIn(await snapshot(), 'KF-2303');
    await upload(RAGUNDA, wrong);
    const shown = await snapshot();
    expect(shown.findings).toEqual([
      {
        id: zero,
        check: 'zero',
        contest: 'KF-2303',
        contests: ['KF-2303'],
        municipality: '2303',
        district: DOVIKEN,
        name: 'Döviken',
        status: 'open',
        held: true,
      },
    ]);
    const council = contestIn(shown, 'KF-2303');
    expect(council.counted.districts).toBe(before.counted.districts);
    expect(council.valid).toBeLessThan(before.valid);
    expect(council.heldBack).toBe(1);
    expect((await findings())[0]?.action).toBe(
      'Kontrollera Döviken i kommunvalet: rapporterat med noll röster. Räknas som ej inkommet i prognosen. Ring valnämnden i Ragunda och fråga om distriktet är räknat.',
    );
    await upload(RAGUNDA, wrong);
    expect(await events()).toEqual([`found ${zero}`]);
    await upload(RAGUNDA, memberOf(FILES, RAGUNDA));
    expect((await snapshot()).findings).toEqual([]);
    expect(contestIn(await snapshot(), 'KF-2303')).toEqual(before);
    expect(await events()).toEqual([`gone ${zero}`, `found ${zero}`]);
  });

  test('is acknowledged, noted as a known fault, released: each a revision, with who in the log alone', async () => {
    const { upload, findings, decide, snapshot, events, get, store, ...night } = await filedNight();
    await upload(RAGUNDA, wrong);
    const status = async () => (await findings()).find(({ id }) => id === zero);
    expect((await decide(zero, { status: 'acknowledged' }, 'Anna')).body).toEqual({ revision: 3, key: zero });
    expect(await status()).toMatchObject({ status: 'acknowledged', note: '', held: true });
    await decide(zero, { status: 'knownFault', note: 'Valnämnden räknar om' }, 'Bo');
    expect(await status()).toMatchObject({ status: 'knownFault', note: 'Valnämnden räknar om', held: true });
    const held = contestIn(await snapshot(), 'KF-2303');
    await decide(zero, { status: 'released', note: 'Distriktet är nedlagt' }, 'Bo');
    expect(await status()).toMatchObject({ status: 'released', held: false });
    expect(await store.results.newest()).toBe(5);
    const free = contestIn(await snapshot(), 'KF-2303');
    expect([held.heldBack, free.heldBack]).toEqual([1, 0]);
    expect(officialOf(free)).toEqual(officialOf(held));
    expect((await events())[0]).toBe(`released ${zero}`);

    expect(JSON.stringify(await findings())).not.toContain('Bo');
    expect(JSON.stringify(await snapshot())).not.toContain('nedlagt');
    const audit = await get<Record<string, unknown>[]>('/api/audit', bearer(TOKEN));
    expect(audit.map(({ who, kind, reason }) => [who, kind, reason])).toEqual([
      ['Bo', 'finding', 'Distriktet är nedlagt'],
      ['Bo', 'finding', 'Valnämnden räknar om'],
      ['Anna', 'finding', null],
    ]);
    for (const revision of [2, 3, 4, 5]) {
      const rebuilt = await rebuild({ ...night, store }, revision);
      expect(rebuilt?.snapshot, `revision ${revision}`).toEqual(
        await get(`/api/snapshot?revision=${revision}`),
      );
    }
  });

  test('released for these figures only: with other ones it is open again', async () => {
    const { upload, findings, decide } = await filedNight();
    await upload(RAGUNDA, wrong);
    await decide(zero, { status: 'released', note: 'stämmer' });
    const half = withDistrict(memberOf(FILES, RAGUNDA), DOVIKEN, (element) =>
      withVotes(allZeros(element), 'S', 150),
    );
    await upload(RAGUNDA, half);
    expect((await findings()).map(({ id, status }) => [id, status])).toEqual([
      [`half/KF/2303/${DOVIKEN}`, 'open'],
      [zero, 'fixed'],
    ]);
    await upload(RAGUNDA, wrong);
    expect((await findings()).find(({ id }) => id === zero)).toMatchObject({ status: 'released' });
  });
});

describe('a decision', () => {
  let once: ReturnType<typeof filedNight> | null = null;
  const night = () =>
    (once ??= filedNight().then(async (filed) => {
      await filed.upload(RAGUNDA, withDistrict(memberOf(FILES, RAGUNDA), DOVIKEN, allZeros));
      return filed;
    }));
  const zero = `zero/KF/2303/${DOVIKEN}`;
  const byHand = `knownFault/RD/2380/23800229`;

  test.each([
    [
      'a finding that does not stand',
      'zero/KF/2303/23030205',
      { status: 'acknowledged' },
      'finding: unknownFinding',
    ],
    ['an id that is none', 'hej', { status: 'acknowledged' }, 'finding: unknownDistrict'],
    [
      'a district that is none',
      'knownFault/RD/2380/23809999',
      { status: 'knownFault', note: 'x' },
      'finding: unknownDistrict',
    ],
    ['no status', zero, { note: 'x' }, 'status: missing'],
    ['a status that is none', zero, { status: 'open', note: 'x' }, 'status: unknownStatus'],
    ['a release without a reason', zero, { status: 'released', note: ' ' }, 'note: missingReason'],
    ['a known fault without a reason', byHand, { status: 'knownFault' }, 'note: missingReason'],
    ['what was never noted, acknowledged', byHand, { status: 'acknowledged' }, 'status: unknownStatus'],
  ])('about %s is refused', async (_what, id, said, fault) => {
    const { decide, store } = await night();
    const { status, body } = await decide(id, said);
    expect([status, (body as { error: string }).error]).toEqual([422, fault]);
    expect(await store.results.newest()).toBe(2);
  });

  test('needs the token, and takes an id with its slashes as they are', async () => {
    const { api, write, findings } = await night();
    const closed = await api.request(`/api/findings/${encodeURIComponent(zero)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'acknowledged' }),
    });
    expect(closed.status).toBe(401);
    expect((await findings()).find(({ id }) => id === zero)?.status).toBe('open');
    expect((await write('PUT', `/api/findings/${zero}`, { status: 'acknowledged' })).status).toBe(200);
  });

  test('about an uncounted district is refused', async () => {
    const { decide, plan, store } = await night();
    const open = [...(await store.results.known()).reports.values()].find(
      ({ type, reportedAt, kind }) => type === 'KF' && reportedAt === null && kind === 'ordinary',
    );
    expect(plan.contests).toHaveLength(10);
    const { body } = await decide(`knownFault/KF/${open?.municipality}/${open?.district}`, {
      status: 'knownFault',
      note: 'x',
    });
    expect((body as { error: string }).error).toBe('finding: notCounted');
  });
});

describe('F3: S and SD swapped in a district that no check sees', () => {
  const RIKSDAG = 'valnatt_2380R.xml';
  const FROSO = '23800229';
  const id = `knownFault/RD/2380/${FROSO}`;
  const swap = (element: string) => {
    const [s, sd] = [votesIn(element, 'S'), votesIn(element, 'SD')];
    expect(s).not.toBe(sd);
    return withVotes(withVotes(element, 'S', sd), 'SD', s);
  };

  test('noted as a known fault: totals untouched, the district out of the projection', async () => {
    const { upload, decide, findings, snapshot, events, get, ...night } = await filedNight();
    await upload(RIKSDAG, withDistrict(memberOf(FILES, RIKSDAG), FROSO, swap));
    const wrong = contestIn(await snapshot(), 'RD-23');
    // The swap itself is a fall of more than fifty S votes, which the desk is told of and which holds nothing back.
    expect((await findings()).map((one) => [one.id, one.held])).toEqual([[`fall/RD/2380/${FROSO}`, false]]);
    expect(wrong.heldBack).toBe(0);
    expect((await rebuild(night, 2))?.snapshot).toEqual(await snapshot());
    const [row] = await get<Record<string, unknown>[]>('/api/audit', bearer(TOKEN));
    expect(row).toMatchObject({ who: 'Målvakt (kontroll)', subject: `fall/RD/2380/${FROSO}`, old: null });
    await decide(id, { status: 'knownFault', note: 'S och SD omkastade, säger ordföranden' });
    const noted = contestIn(await snapshot(), 'RD-23');
    expect(officialOf(noted)).toEqual(officialOf(wrong));
    expect(noted.heldBack).toBe(1);
    expect(sharesOf(noted)).not.toBeNull();
    expect(sharesOf(noted)).toBeGreaterThan(sharesOf(wrong) ?? 1);
    expect((await events())[0]).toBe(`found ${id}`);
    await upload(RIKSDAG, memberOf(FILES, RIKSDAG));
    expect(contestIn(await snapshot(), 'RD-23').heldBack).toBe(0);
    expect((await findings()).find((one) => one.id === id)).toMatchObject({
      status: 'fixed',
      note: 'S och SD omkastade, säger ordföranden',
    });
    expect(await events()).toContain(`gone ${id}`);
  });

  test('and taken back by hand, which the log keeps', async () => {
    const { decide, findings, snapshot, get } = await filedNight();
    await decide(id, { status: 'knownFault', note: 'omkastade?' });
    await decide(id, { status: 'released', note: 'de stämde' });
    expect(await findings()).toEqual([]);
    expect(contestIn(await snapshot(), 'RD-23').heldBack).toBe(0);
    const [last] = await get<Record<string, unknown>[]>('/api/audit', bearer(TOKEN));
    expect(last).toMatchObject({ subject: id, new: null, reason: 'de stämde' });
  });
});

describe('F2: twelve corrections in one file', () => {
  test('are one revision and twelve events, and nothing to check', async () => {
    const { upload, findings, get, store } = await filedNight();
    const name = 'valnatt_2380R.xml';
    const codes = [...(await store.results.known()).reports.values()]
      .filter(({ type, municipality, votes }) => type === 'RD' && municipality === '2380' && votes)
      .map(({ district }) => district)
      .slice(0, 12);
    let file: Uint8Array = memberOf(FILES, name);
    for (const code of codes) {
      const moved = (element: string) =>
        withVotes(withVotes(element, 'S', votesIn(element, 'S') - 1), 'M', votesIn(element, 'M') + 1);
      file = withDistrict(file, code, moved);
    }
    await upload(name, file);
    expect(await store.results.newest()).toBe(2);
    const corrections = await get<readonly StoredEvent[]>('/api/events?kind=correction');
    expect(corrections.map(({ revision }) => revision)).toEqual(Array(12).fill(2));
    expect(await findings()).toEqual([]);
  });
});

describe('F16: a digit too many in one row', () => {
  test('beyond the electorate: the file is refused, and the last good one stands', async () => {
    const { upload, snapshot } = await filedNight();
    const before = contestIn(await snapshot(), 'KF-2303');
    const tenfold = (element: string) => withVotes(element, 'S', 10 * votesIn(element, 'S'));
    const response = await upload(RAGUNDA, withDistrict(memberOf(FILES, RAGUNDA), DOVIKEN, tenfold));
    expect(await response.json()).toMatchObject({ outcome: 'refused' });
    expect(contestIn(await snapshot(), 'KF-2303')).toEqual(before);
  });

  test('below it, M 110 for 11 in Döviken: found, and out of the projection', async () => {
    const { upload, snapshot, findings } = await filedNight();
    const tenfold = (element: string) => {
      expect(votesIn(element, 'M')).toBe(11);
      return withVotes(element, 'M', 110);
    };
    await upload(RAGUNDA, withDistrict(memberOf(FILES, RAGUNDA), DOVIKEN, tenfold));
    expect(await findings()).toMatchObject([
      {
        id: `magnitude/KF/2303/${DOVIKEN}`,
        held: true,
        // 521 valid of 684 last time, 640 entitled now: 521 · 640 / 684 = 487.
        figures: { check: 'magnitude', party: 'M', votes: 110, votesBefore: 8, valid: 607, expected: 487 },
      },
    ]);
    expect(contestIn(await snapshot(), 'KF-2303').heldBack).toBe(1);
  });
});

describe('a district held back', () => {
  test('is expected anew, and counted once: the point lies in its band, what is needed adds up, and the note stays inside', async () => {
    const { decide, snapshot, api, store, plan } = await filedNight();
    const report = [...(await store.results.known()).reports.values()].find(
      ({ type, kind, votes, municipality }) =>
        type === 'RD' && kind === 'ordinary' && votes !== null && municipality === '2303',
    );
    const before = contestIn(await snapshot(), 'RD-23');
    const id = `knownFault/RD/2303/${report?.district}`;
    expect((await decide(id, { status: 'knownFault', note: 'Sven Hemligsson ringde' })).status).toBe(200);
    const contest = contestIn(await snapshot(), 'RD-23');
    expect(contest.heldBack).toBe(1);
    expect(officialOf(contest)).toEqual(officialOf(before));
    const { projection, needed } = contest;
    if (!('share' in projection)) throw new Error('no projection');
    for (const [low, high] of [projection.band80, projection.band95]) {
      expect(projection.share).toBeGreaterThanOrEqual(low);
      expect(projection.share).toBeLessThanOrEqual(high);
    }
    // The district's own votes are no longer in, and are part of the rest instead.
    const own = report?.votes?.parties.find(([code]) => code === plan.party.code)?.[1] ?? 0;
    const goal = (before.baseline?.votes ?? 0) + 1748;
    expect(needed?.votesOfRest).toBe(goal - contest.own.votes);
    expect(needed?.shareOfRest).toBeCloseTo((goal - contest.own.votes + own) / (needed?.restVotes ?? 0), 9);
    const open = await (await api.request('/api/findings')).text();
    expect(open).toContain(id);
    expect(open).not.toContain('Hemligsson');
  });
});
