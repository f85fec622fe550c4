/** What people enter at the desk: kept with its whole history, refused with the field named, apart from the files. */
import { describe, expect, test } from 'vitest';
import type { StoredEvent } from '../src/lib/election/event.ts';
import type { Snapshot } from '../src/lib/election/snapshot-shape.ts';
import { rebuild } from '../src/lib/server/snapshots.ts';
import { archiver, filesAt, liveNight, TOKEN, bearer } from './support/live-night.ts';
import { contestIn, targetIn } from './support/night.ts';

interface Fault {
  readonly field: string;
  readonly problem: string;
}
const faultsOf = (body: Record<string, unknown>): readonly string[] =>
  ((body.faults ?? []) as Fault[]).map(({ field, problem }) => `${field}: ${problem}`);

/** When every file of the preliminary count can have come. */
const AFTER = '2018-09-12T20:00:00+02:00';

/** A night with a good archive in: revision 1. The parties on the ballots are known then. */
async function filedNight() {
  const night = await liveNight(TOKEN, AFTER);
  await night.upload('valnatt.zip', archiver.build(filesAt(0.5)));
  return night;
}

/** One such night for all that is refused: nothing is written into it. */
let refusing: ReturnType<typeof filedNight> | null = null;
const refusingNight = () => (refusing ??= filedNight());

const RAGUNDA = '/api/governing/2303';
const fact = {
  term: '2018',
  from: '2020-05',
  to: '',
  parties: ['S', 'V'],
  source: 'Ragunda kommun, protokoll 2020-05-18',
};

describe('governing facts', () => {
  test('are kept with who, when, old and new; each write is a revision, and earlier ones stay as they were', async () => {
    const { write, get, store } = await filedNight();
    const first = await write('PUT', RAGUNDA, fact, 'Anna');
    expect(first).toMatchObject({ status: 200, body: { revision: 2, key: '2303/2018/2020-05' } });
    const key = '2303/2018/2020-05';
    const other = { ...fact, parties: ['S'] };
    expect(faultsOf((await write('PUT', RAGUNDA, other, 'Bo')).body)).toEqual(['from: overlap']);
    const again = await write('PUT', RAGUNDA, { ...other, replaces: key }, 'Bo');
    expect(again.body.revision).toBe(3);
    expect((await write('PUT', RAGUNDA, other, 'Bo')).body.revision).toBe(3);
    const back = await write('DELETE', RAGUNDA, { key: '2303/2018/2020-05', reason: 'fel kommun' }, 'Anna');
    expect(back.body.revision).toBe(4);
    expect(await store.results.newest()).toBe(4);

    const audit = await get<Record<string, unknown>[]>('/api/audit', bearer(TOKEN));
    expect(audit.map(({ who, subject, reason, revision }) => [who, subject, reason, revision])).toEqual([
      ['Anna', '2303/2018/2020-05', 'fel kommun', 4],
      ['Bo', '2303/2018/2020-05', null, 3],
      ['Anna', '2303/2018/2020-05', null, 2],
    ]);
    expect(audit.map((row) => [row.old, row.new])).toMatchObject([
      [{ parties: ['S'] }, null],
      [{ parties: ['S', 'V'] }, { parties: ['S'] }],
      [null, { parties: ['S', 'V'] }],
    ]);
    const partiesAt = async (revision: number) =>
      [...(await store.results.known(revision)).entries.governing.values()].map((held) => held?.parties);
    expect(await partiesAt(1)).toEqual([]);
    expect(await partiesAt(2)).toEqual([['S', 'V']]);
    expect(await partiesAt(3)).toEqual([['S']]);
    expect(await partiesAt(4)).toEqual([undefined]);
  });

  test('answer for a day, and only the facts of that day’s term', async () => {
    const { write, get } = await filedNight();
    await write('PUT', RAGUNDA, fact);
    const at = async (day: string) =>
      (await get<{ fact: { parties: string[] } | null }>(`${RAGUNDA}?at=${day}`)).fact?.parties;
    expect(await at('2019-01-31')).toEqual(['C', 'AfR', 'KD']);
    expect(await at('2020-06-01')).toEqual(['S', 'V']);
    expect(await at('2024-06-01')).toEqual(['S', 'C']);
  });

  test('can take the place of a fact on record, whose key then stands in the log as withdrawn', async () => {
    const { write, get } = await filedNight();
    const { facts } = await get<{ facts: { key: string; term: { from: string } }[] }>(RAGUNDA);
    const replaced = facts.find(({ term }) => term.from === '2018')?.key ?? '';
    expect(replaced).toBe('2303/2018/term');
    await write('PUT', RAGUNDA, { ...fact, from: '2018-11', replaces: replaced });
    const after = await get<{ facts: { key: string; entered: boolean }[] }>(RAGUNDA);
    const keys = after.facts.map(({ key }) => key).filter((key) => key.startsWith('2303/2018'));
    expect(keys).toEqual(['2303/2018/2018-11']);
    const audit = await get<{ subject: string; new: unknown }[]>('/api/audit', bearer(TOKEN));
    expect(audit.map((row) => [row.subject, row.new !== null])).toEqual([
      ['2303/2018/2018-11', true],
      ['2303/2018/term', false],
    ]);
  });

  test.each([
    ['a party that is on no ballot there', { parties: ['S', 'XYZ'] }, ['parties: unknownParty']],
    ['no party at all', { parties: [] }, ['parties: noParty']],
    ['a party twice', { parties: ['S', 'S'] }, ['parties: duplicateParty']],
    ['a party both in and out', { without: ['S'] }, ['without: partyBothInAndOut']],
    ['an end before its start', { to: '2020-03' }, ['to: endBeforeStart']],
    ['an end after the term', { to: '2023' }, ['to: outsideTerm']],
    ['a start in another term', { from: '2015' }, ['from: outsideTerm']],
    ['a made-up date', { from: 'våren 2020' }, ['from: notADate']],
    ['a day that no month has', { from: '2020-02-31' }, ['from: notADate']],
    ['a term that is none', { term: '2017' }, ['term: unknownTerm']],
    ['neither term nor start', { term: '', from: '' }, ['term: missing']],
    ['a missing source', { source: ' ' }, ['source: missingSource']],
    ['the place of a fact that is not there', { replaces: '2303/2018/2019' }, ['replaces: unknownFact']],
    ['the beginning of the term, where a fact stands', { from: '2018-10-15' }, ['from: overlap']],
    ['several faults', { parties: ['XYZ'], source: '' }, ['parties: unknownParty', 'source: missingSource']],
  ])('refuse %s, and name the field', async (_what, wrong, faults) => {
    const { write, store } = await refusingNight();
    const refused = await write('PUT', RAGUNDA, { ...fact, ...wrong });
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, faults]);
    expect(await store.results.newest()).toBe(1);
  });

  test('refuse one that ends after the next has begun, from either side', async () => {
    const { write } = await filedNight();
    await write('PUT', RAGUNDA, fact);
    const earlier = { ...fact, from: '2019', to: '2020-08' };
    expect(faultsOf((await write('PUT', RAGUNDA, earlier)).body)).toEqual(['to: overlap']);
    const until = { ...fact, from: '2019-02', to: '2020-04' };
    expect((await write('PUT', RAGUNDA, until)).status).toBe(200);
    const between = { ...fact, from: '2019-06', to: '' };
    expect(faultsOf((await write('PUT', RAGUNDA, between)).body)).toEqual(['from: overlap']);
  });

  test('an area that is none, and a reason that is missing', async () => {
    const { write } = await refusingNight();
    expect(faultsOf((await write('PUT', '/api/governing/9999', fact)).body)).toEqual(['area: unknownArea']);
    const back = await write('DELETE', RAGUNDA, { key: '2303/2018/term', reason: '' });
    expect(faultsOf(back.body)).toEqual(['reason: missingReason']);
  });

  test('of a body in another shape are refused too', async () => {
    const { write } = await refusingNight();
    const refused = await write('PUT', RAGUNDA, { ...fact, parties: 'S', complete: 'ja' });
    expect(refused.status).toBe(422);
    expect(faultsOf(refused.body).map((text) => text.split(':')[0])).toEqual(['parties', 'complete']);
  });
});

describe('figures that the party counts itself', () => {
  const path = '/api/counts/recruited';
  const figure = { value: '1 234', date: '2018-06-30', source: 'medlemsregistret' };

  test('the newest day counts; the goal is missed only by a figure of its last day', async () => {
    const { write, store, plan, night, source, get } = await liveNight();
    const goal = async () => {
      const prepared = await rebuild({ store, plan, night, source }, await store.results.newest());
      return targetIn(prepared?.snapshot as Snapshot, 'recruited');
    };
    await write('PUT', path, { ...figure, value: 120, date: '2018-05-31' });
    expect(await goal()).toMatchObject({ value: 120, gap: -190, state: 'tooEarly', final: false });
    await write('PUT', path, { ...figure, value: '90', date: '2018-02-28' });
    expect(await goal()).toMatchObject({ value: 120, counted: { date: '2018-05-31' } });
    await write('PUT', path, { ...figure, value: '309', date: '2018-12-31' });
    expect(await goal()).toMatchObject({ value: 309, state: 'missed', final: true });
    await write('PUT', path, { ...figure, value: '310', date: '2018-12-31' });
    expect(await goal()).toMatchObject({ value: 310, gap: 0, state: 'reached', final: true });
    const [, , recruited] = await get<{ entries: { date: string; value: number }[] }[]>('/api/counts');
    expect(recruited?.entries.map(({ date, value }) => [date, value])).toEqual([
      ['2018-02-28', 90],
      ['2018-05-31', 120],
      ['2018-12-31', 310],
    ]);
    await write('DELETE', path, { date: '2018-12-31', reason: 'dubbelräknat' });
    expect(await goal()).toMatchObject({ value: 120, state: 'tooEarly' });
    const events = await get<StoredEvent[]>('/api/events?kind=target');
    expect(events.map(({ event }) => event.kind === 'target' && [event.from, event.to])).toEqual([
      ['reached', 'tooEarly'],
      ['missed', 'reached'],
      [null, 'missed'],
    ]);
  });

  test('are taken as people write them: 1 234 and 12,5', async () => {
    const { write, store } = await liveNight();
    expect((await write('PUT', path, figure)).status).toBe(200);
    expect((await write('PUT', '/api/counts/course-taken', { ...figure, value: '12,5' })).status).toBe(200);
    const { count } = (await store.results.known()).entries;
    expect([...count.values()].map(({ target, value }) => [target, value])).toEqual([
      ['recruited', 1234],
      ['course-taken', 12.5],
    ]);
  });

  test.each([
    ['recruited', { value: '' }, ['value: missing']],
    ['recruited', { value: '12,5' }, ['value: notAnInteger']],
    ['recruited', { value: 'många' }, ['value: notAnInteger']],
    ['recruited', { value: '−3' }, ['value: negative']],
    ['course-taken', { value: '101' }, ['value: outOfRange']],
    ['recruited', { date: '2018-06-31' }, ['date: notADate']],
    ['recruited', { date: '' }, ['date: missing']],
    ['recruited', { date: '2999-01-01' }, ['date: dateInFuture']],
    ['recruited', { source: '' }, ['source: missingSource']],
    ['rd-votes', {}, ['target: unknownTarget']],
  ])('refuse for %s: %j', async (target, wrong, faults) => {
    const { write } = await refusingNight();
    const refused = await write('PUT', `/api/counts/${target}`, { ...figure, ...wrong });
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, faults]);
  });
});

describe('figures by phone', () => {
  let refusingOrals: ReturnType<typeof beforeAndAfter> | null = null;
  /** A night on which some council has districts that are not counted, and the first of them. */
  async function beforeAndAfter() {
    const night = await liveNight(TOKEN, AFTER);
    await night.upload('valnatt.zip', archiver.build(filesAt(0.3)));
    const newest = async () => {
      const revision = await night.store.results.newest();
      return (await rebuild(night, revision))?.snapshot as Snapshot;
    };
    const known = await night.store.results.known();
    const open = [...known.reports.values()].find(
      ({ type, kind, votes }) => type === 'KF' && kind === 'ordinary' && votes === null,
    );
    if (!open) throw new Error('every council district is counted already');
    const contest = `KF-${open.municipality}`;
    const path = `/api/oral/${contest}/${open.district}`;
    return { ...night, newest, open, contest, path };
  }
  const said = { own: '100', valid: '250', caller: 'Observatör i vallokalen' };

  test('stand beside the official totals, never in them, and are told as such', async () => {
    const { write, newest, contest, path, open, get } = await beforeAndAfter();
    const before = contestIn(await newest(), contest);
    expect(before.oral).toBeNull();
    expect((await write('PUT', path, said)).status).toBe(200);
    const after = contestIn(await newest(), contest);
    expect(after.oral).toMatchObject({
      own: 100,
      valid: 250,
      districts: [{ district: open.district, name: open.name, own: 100, valid: 250 }],
      together: { own: before.own.votes + 100, valid: before.valid + 250 },
    });
    expect({ ...after, oral: null }).toEqual(before);
    const [event] = await get<StoredEvent[]>('/api/events?kind=oral');
    expect(event?.event).toMatchObject({ about: 'stated', district: open.district, file: null });
    expect(JSON.stringify(await newest()) + JSON.stringify(event)).not.toContain('Observatör');
    const audit = await get<{ reason: string }[]>('/api/audit', bearer(TOKEN));
    expect(audit[0]?.reason).toBe('Observatör i vallokalen');
  });

  test('give way to the file, and the difference is told', async () => {
    const { write, upload, newest, contest, path, open, get, store, plan } = await beforeAndAfter();
    await write('PUT', path, said);
    await upload('valnatt.zip', archiver.build(filesAt(1)));
    expect(contestIn(await newest(), contest).oral).toBeNull();
    const filed = [...(await store.results.known()).reports.values()].find(
      ({ type, district, count }) => type === 'KF' && count === 'night' && district === open.district,
    );
    const file = {
      own: filed?.votes?.parties.find(([code]) => code === plan.party.code)?.[1],
      valid: filed?.votes?.valid,
    };
    const [event] = await get<StoredEvent[]>('/api/events?kind=oral');
    expect(event?.event).toMatchObject({ about: 'replaced', said: { own: 100, valid: 250 }, file });
    expect(await get('/api/oral')).toMatchObject([{ district: open.district, standing: false, file }]);
    expect(faultsOf((await write('PUT', path, said)).body)).toEqual(['district: alreadyCounted']);
  });

  test('can be taken back with a reason', async () => {
    const { write, newest, contest, path, get } = await beforeAndAfter();
    await write('PUT', path, said);
    expect(faultsOf((await write('DELETE', path, {})).body)).toEqual(['reason: missingReason']);
    expect((await write('DELETE', path, { reason: 'fel distrikt' })).status).toBe(200);
    expect(contestIn(await newest(), contest).oral).toBeNull();
    const events = await get<StoredEvent[]>('/api/events?kind=oral');
    expect(events.map(({ event }) => event.kind === 'oral' && event.about)).toEqual(['withdrawn', 'stated']);
  });

  test.each([
    [{ own: '251' }, ['own: ownAboveValid']],
    [{ own: '12.5' }, ['own: notAnInteger']],
    [{ own: '', valid: '' }, ['own: missing', 'valid: missing']],
    [{ valid: '99999' }, ['valid: validAboveElectorate']],
    [{ caller: '' }, ['caller: missing']],
  ])('refuse %j', async (wrong, faults) => {
    const { write, path } = await (refusingOrals ??= beforeAndAfter());
    expect(faultsOf((await write('PUT', path, { ...said, ...wrong })).body)).toEqual(faults);
  });

  test('refuse a contest or district that is none; before any file last time’s districts can be called in', async () => {
    const { write, get } = await liveNight();
    const put = async (path: string) => faultsOf((await write('PUT', `/api/oral/${path}`, said)).body);
    expect(await put('KF-9999/23030101')).toEqual(['contest: unknownContest']);
    expect(await put('KF-2303/99999999')).toEqual(['district: unknownDistrict']);
    const places = await get<{ contest: string; districts: { district: string }[] }[]>(
      '/api/oral/districts',
      bearer(TOKEN),
    );
    const ragunda = places.find(({ contest }) => contest === 'KF-2303')?.districts[0]?.district;
    expect(await put(`KF-2303/${ragunda}`)).toEqual([]);
  });
});

test('a file that comes between reading and writing is no loss: both are kept', async () => {
  const { write, upload, store, get } = await filedNight();
  await Promise.all([
    upload('valnatt.zip', archiver.build(filesAt(0.6))),
    write('PUT', RAGUNDA, fact),
    write('PUT', '/api/counts/recruited', { value: 1, date: '2018-05-01', source: 'x' }),
  ]);
  await upload('valnatt.zip', archiver.build(filesAt(0.7)));
  const known = await store.results.known();
  expect([known.revision, known.entries.governing.size, known.entries.count.size]).toEqual([5, 1, 1]);
  const files = await get<{ outcome: string }[]>('/api/files');
  expect(files.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
});
