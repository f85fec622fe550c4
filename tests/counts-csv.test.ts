/** Hand-counted figures as a file: what is taken, and what is refused row by row, with nothing half-imported. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { reader, startDeskServer, valueIn } from './support/desk.ts';
import { bearer, liveNight, TOKEN } from './support/live-night.ts';

interface Fault {
  readonly field: string;
  readonly problem: string;
  readonly found: string | null;
  readonly line?: number;
}

const HEAD = 'mål;datum;värde;källa';
const file = (...rows: string[]): string => [HEAD, ...rows].join('\r\n');

/** A night, and a way to send it a file. */
async function desk() {
  const night = await liveNight();
  const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await night.api.request('/api/counts', {
      method: 'POST',
      headers: {
        ...bearer(TOKEN),
        'content-type': 'text/csv; charset=utf-8',
        'x-who': 'Kansliet',
        ...headers,
      },
      body,
    });
    const answer = (await response.json()) as { revision?: number; faults?: Fault[]; error?: string };
    const faults = (answer.faults ?? []).map(
      ({ line, field, problem }) => `${line ?? '-'} ${field}: ${problem}`,
    );
    return { status: response.status, revision: answer.revision, faults, found: answer.faults?.[0]?.found };
  };
  const held = async () =>
    [...(await night.store.results.known()).entries.count.values()].map(
      ({ target, date, value, source }) => `${target} ${date} ${value} ${source}`,
    );
  return { ...night, send, held };
}

let refusing: ReturnType<typeof desk> | null = null;
/** One night for all that is refused: nothing is written into it. */
const refusingDesk = () => (refusing ??= desk());

describe('a file of figures', () => {
  const rows = [
    'recruited;2018-05-31;120;medlemsregistret',
    'recruited;2018-08-31;1 234;medlemsregistret',
    '25 procent av de nya medlemmarna deltar i en kurs;2018-08-31;12,5;"studieledaren; listan"',
  ];
  const taken = [
    'recruited 2018-05-31 120 medlemsregistret',
    'recruited 2018-08-31 1234 medlemsregistret',
    'course-taken 2018-08-31 12.5 studieledaren; listan',
  ];

  test.each<[string, () => string | Uint8Array<ArrayBuffer>]>([
    ['with semicolons', () => file(...rows)],
    ['with a byte order mark', () => `\u{feff}${file(...rows)}`],
    ['with plain line ends and an emptied row', () => `${[HEAD, ...rows].join('\n')}\n;;;\n`],
    ['in Windows-1252', () => new Uint8Array(Buffer.from(file(...rows), 'latin1'))],
    [
      'with commas',
      () =>
        [
          'Mål,Datum,Värde,Källa',
          'recruited,2018-05-31,120,medlemsregistret',
          'recruited,2018-08-31,1 234,medlemsregistret',
          'course-taken,2018-08-31,"12,5",studieledaren; listan',
        ].join('\n'),
    ],
  ])('%s is taken as one revision, with who wrote it', async (_how, made) => {
    const { send, held, store, get } = await desk();
    expect(await send(made())).toMatchObject({ status: 200, revision: 1 });
    expect(await held()).toEqual(taken);
    expect(await store.results.newest()).toBe(1);
    const audit = await get<{ who: string; revision: number }[]>('/api/audit', bearer(TOKEN));
    expect(audit.map(({ who, revision }) => [who, revision])).toEqual(taken.map(() => ['Kansliet', 1]));
  });

  test.each([
    ['other columns', 'mål;dag;antal;källa\nrecruited;2018-05-31;120;x', ['1 file: wrongColumns']],
    ['no head', 'recruited;2018-05-31;120;x', ['1 file: wrongColumns']],
    ['nothing', '', ['1 file: wrongColumns']],
    ['a head alone', HEAD, ['- file: missing']],
    [
      'a decimal comma outside quotes',
      'mål,datum,värde,källa\ncourse-taken,2018-05-31,12,5,x',
      ['2 row: wrongRow'],
    ],
    ['quotes that do not end', file('recruited;2018-05-31;120;"x'), ['2 file: notCsv']],
    [
      'faults in three rows of four',
      file(
        'recruited;2018-05-31;120;registret',
        'värvade;2018-06-30;130;registret',
        'recruited;31/7 2018;många;',
        'rd-votes;2018-06-30;35051;valet',
      ),
      [
        '3 target: unknownTarget',
        '4 value: notAnInteger',
        '4 date: notADate',
        '4 source: missingSource',
        '5 target: unknownTarget',
      ],
    ],
    [
      'a count that only grows and falls, on the rows of both days',
      file('conversations;2018-06-30;20000;x', 'conversations;2018-08-31;19999;x'),
      ['2 value: aboveLater', '3 value: belowEarlier'],
    ],
    [
      'the same day twice',
      file('members-2021;2018-06-30;2400;x', 'members-2021;2018-06-30;2401;x'),
      ['3 date: twice'],
    ],
    ['a day to come', file('recruited;2999-01-01;1;x'), ['2 date: dateInFuture']],
    ['more than all', file('course-taken;2018-05-31;100,5;x'), ['2 value: outOfRange']],
  ])('with %s is refused as a whole', async (_what, text, faults) => {
    const { send, store } = await refusingDesk();
    expect(await send(text)).toMatchObject({ status: 422, faults });
    expect(await store.results.newest()).toBe(0);
  });

  test('of a count that grows is held against what stands already; the same day may be corrected', async () => {
    const { send, held, write } = await desk();
    await send(file('recruited;2018-05-31;120;registret', 'recruited;2018-06-30;150;registret'));
    const fallen = await send(file('recruited;2018-07-31;149;registret'));
    expect(fallen).toMatchObject({
      status: 422,
      faults: ['2 value: belowEarlier'],
      found: '150 (2018-06-30)',
    });
    const corrected = await send(
      file('recruited;2018-06-30;140;registret', 'recruited;2018-07-31;149;registret'),
    );
    expect(corrected.status).toBe(200);
    const byHand = await write('PUT', '/api/counts/recruited', {
      value: 200,
      date: '2018-06-15',
      source: 'x',
    });
    expect(byHand).toMatchObject({ status: 422, body: { error: 'value: aboveLater' } });
    expect((await held()).map((one) => one.split(' ')[2])).toEqual(['120', '140', '149']);
  });

  test('of what may fall is taken', async () => {
    const { send } = await desk();
    const fallen = file('members-2021;2018-05-31;2400;registret', 'members-2021;2018-06-30;2300;registret');
    expect((await send(fallen)).status).toBe(200);
  });

  test('needs the token, its own type and a size', async () => {
    const { send } = await refusingDesk();
    expect((await send(file(...rows), { authorization: 'Bearer another' })).status).toBe(401);
    expect((await send(file(...rows), { 'content-type': 'application/json' })).status).toBe(415);
    expect((await send(`${HEAD}\n${'x'.repeat(1_100_000)}`)).status).toBe(413);
  });
});

test('at the desk a file is refused row by row and stands in the field to be mended; mended, it is saved', async () => {
  const server = await startDeskServer({ REPLAY_START: '2018-09-09T21:00:00+02:00', REPLAY_SPEED: '1' });
  onTestFinished(() => server.stop().then(() => undefined));
  const desk = reader(server);
  await desk.signIn();
  const faulty = file('recruited;2018-05-31;120;registret', 'recruited;2018-06-30;många;registret');
  const chosen = new File([faulty], 'siffror.csv', { type: 'text/csv' });
  const refused = await desk.post('/redaktion/siffror?/csv', { file: chosen, csv: '' });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Rad 3, Siffra: ”många” är inget tal som går att använda här.');
  expect(valueIn(refused.html, 'csv-csv')?.trim().split(/\r?\n/)).toEqual(faulty.split('\r\n'));
  const saved = await desk.post('/redaktion/siffror?/csv', { csv: faulty.replace('många', '150') });
  expect([saved.status, saved.location]).toEqual([303, expect.stringContaining('sparat=')]);
  const { html } = await desk.get('/redaktion/siffror');
  for (const figure of ['120\u{a0}medlemmar', '150\u{a0}medlemmar']) expect(html).toContain(figure);
  const stranger = await reader(server).post('/redaktion/siffror?/csv', { csv: faulty });
  expect(stranger.status).toBe(401);
});
