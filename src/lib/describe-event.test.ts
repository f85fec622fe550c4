import { describe, expect, test } from 'vitest';
import { describeEvent, type EventContext } from './describe-event.ts';
import type { CorrectionEvent, ElectionEvent, ReportEvent, TargetEvent } from './election/event.ts';
import { MINUS, NBSP } from './format.ts';

const context: EventContext = {
  party: 'S',
  baselineYear: '2014',
  evening: '2018-09-09T21:00:00+02:00',
  places: new Map([
    ['2380', 'Östersund'],
    ['2326', 'Berg'],
  ]),
  areas: new Map([
    ['RF-23', { code: '23', name: 'Region Jämtland Härjedalen' }],
    ['KF-2326', { code: '2326', name: 'Berg' }],
  ]),
};
const told = (event: unknown, at = '2018-09-09T22:31:20+02:00') => {
  const words = describeEvent({ id: 1, revision: 1, at, event: event as ElectionEvent }, context);
  return {
    title: words.title.replaceAll(NBSP, ' '),
    detail: words.detail.replaceAll(NBSP, ' '),
    changed: words.changed,
  };
};

const district = {
  contest: 'RF-23',
  type: 'RF',
  municipality: '2380',
  district: '23800229',
  districtKind: 'ordinary',
  districtName: 'Frösö 5',
  reportedAt: '2018-09-09T22:30:00+02:00',
};
const report = { ...district, kind: 'report', own: 412, valid: 1208 } as unknown as ReportEvent;
const correction = {
  ...district,
  kind: 'correction',
  before: { own: 417, valid: 1213 },
  after: { own: 412, valid: 1208 },
  changes: [
    ['KD', -4],
    ['FP', 4],
    ['S', -5],
  ],
} as unknown as CorrectionEvent;
const target = (from: TargetEvent['from'], to: TargetEvent['to'], final = false) =>
  told({
    kind: 'target',
    contest: 'KF-2326',
    target: 'kf-share-2326',
    label: 'Bättre i Berg',
    from,
    to,
    final,
  });

describe('reports', () => {
  test('share, votes, and the change in the same district', () => {
    expect(told({ ...report, before: { own: 471, valid: 1198 } })).toEqual({
      title: 'Frösö 5',
      detail: `regionval i Östersund: S 34,1 % (412 av 1 208), ${MINUS}5,2 procentenheter mot 2014`,
      changed: false,
    });
  });
  test('a district without a baseline of its own is not compared', () => {
    expect(told({ ...report, before: null }).detail).toContain('jämförs inte för sig');
  });
  test('a collection district says what it is', () => {
    expect(told({ ...report, districtKind: 'collection', before: null }).detail).toContain(
      'uppsamlingsdistrikt',
    );
  });
  test('the place is not said twice', () => {
    const detail = told({ ...report, districtName: 'Östersund 5', before: null }).detail;
    expect(detail).toMatch(/^regionval: /);
  });
  test('a report of no votes at all has no share', () => {
    expect(told({ ...report, own: 0, valid: 0, before: { own: 1, valid: 2 } }).detail).toContain(
      'S – (0 av 0)',
    );
  });
  test('a final count', () => {
    const final = {
      kind: 'final',
      type: 'KF',
      municipality: '2326',
      municipalityName: 'Berg',
      own: 1869,
      valid: 4604,
    };
    expect(told(final)).toMatchObject({
      title: 'Slutligt: Berg, kommunval',
      detail: 'S 40,60 % (1 869 av 4 604)',
    });
  });
  test('a final count of a contest’s whole area bears the contest’s name, one of a part the part’s', () => {
    const final = { kind: 'final', contest: 'RF-23', type: 'RF', own: 1, valid: 3 };
    expect(told({ ...final, municipality: '23', municipalityName: 'Jämtland' }).title).toBe(
      'Slutligt: Region Jämtland Härjedalen, regionval',
    );
    expect(told({ ...final, municipality: '2326', municipalityName: 'Berg' }).title).toBe(
      'Slutligt: Berg, regionval',
    );
  });
});

describe('corrections', () => {
  test('what became of the party, and of the others', () => {
    expect(told(correction)).toEqual({
      title: `Rättat 22.31: Frösö 5, S ${MINUS}5`,
      detail: `regionval i Östersund: KD ${MINUS}4, FP +4; S 417 → 412 av 1 208`,
      changed: true,
    });
  });
  test('the party untouched is said', () => {
    const untouched = {
      ...correction,
      before: { own: 412, valid: 1208 },
      changes: [
        ['KD', -4],
        ['FP', 4],
      ],
    };
    expect(told(untouched).title).toBe('Rättat 22.31: Frösö 5, S oförändrat');
  });
  test('a withdrawn district', () => {
    expect(told({ ...correction, after: null })).toMatchObject({
      title: 'Rättat 22.31: Frösö 5 borttaget',
      detail: 'regionval i Östersund: räknas som ej inkommet; där stod S 417 av 1 213',
    });
  });
  test('on another day, with the date', () => {
    expect(told(correction, '2018-09-12T16:05:00+02:00').title).toContain('Rättat ons 12 sep 16.05');
  });
});

describe('goals', () => {
  test('a first answer is news, not a change', () => {
    expect(target('tooEarly', 'reached')).toEqual({
      title: 'Nått 22.31 – Bättre i Berg',
      detail: 'Preliminärt, förut för tidigt',
      changed: false,
    });
    expect(target(null, 'tooEarly').detail).toBe('Preliminärt');
    expect(target('leaningReached', 'reached').changed).toBe(false);
    expect(target('missed', 'missed', true).detail).toContain('Slutligt');
  });
  test('an answer that had been given and holds no longer is a change', () => {
    expect(target('reached', 'missed', true)).toEqual({
      title: 'ÄNDRAT 22.31 – Bättre i Berg',
      detail: 'Nu inte nått, förut nått. Slutligt',
      changed: true,
    });
    for (const [from, to] of [
      ['missed', 'tooEarly'],
      ['reached', 'leaningReached'],
      ['leaningReached', 'leaningMissed'],
      ['leaningMissed', 'tooEarly'],
    ] as const) {
      expect(target(from, to).title).toMatch(/^ÄNDRAT/);
    }
  });
});

describe('notices', () => {
  const notice = (about: object) => told({ kind: 'notice', contest: null, notice: about });
  test('a refused file, with the reason in plain words', () => {
    const error = { kind: 'sumMismatch', file: 'valnatt_2313K.xml', place: 'x', found: '1', expected: '2' };
    expect(notice({ about: 'refused', error })).toMatchObject({
      title: 'Fil avvisad 22.31: ett distrikts röster stämmer inte med dess summa',
      detail: 'valnatt_2313K.xml. De förra siffrorna står kvar.',
    });
  });
  test('totals that do not meet: both figures, and which one holds', () => {
    const totals = {
      about: 'totals',
      file: 'f.xml',
      area: '2303',
      field: 'valid',
      stated: 1000,
      summed: 990,
    };
    expect(notice(totals).detail).toContain(
      'f.xml, 2303, giltiga röster: filen anger 1 000, delarna ger 990. Delarnas summa gäller.',
    );
  });
  test('a source that fails, and that answers again', () => {
    expect(notice({ about: 'feed', problem: 'HTTP 503', source: 'x' })).toMatchObject({
      title: 'Källan gick inte att läsa 22.31',
      detail: 'Källan svarade med fel (503). Siffrorna står kvar.',
      changed: true,
    });
    expect(notice({ about: 'feed', problem: 'answers again after HTTP 503', source: 'x' })).toMatchObject({
      title: 'Källan svarar igen 22.31',
      changed: false,
    });
    for (const problem of ['HTTP 403', 'HTTP 404', 'HTTP 429', 'timeout', 'ECONNREFUSED', 'odd']) {
      expect(notice({ about: 'feed', problem, source: 'x' }).detail).toMatch(/^(Källan|Filen|Ingen|Fel) /);
    }
  });

  test.each([
    [
      'p/rd/Val_2026_preliminar_00_RD.zip: not the archive that is listed',
      'Ett arkiv stämmer inte med källans förteckning',
    ],
    [
      'p/rd/Val_2026_preliminar_00_RD.zip: HTTP 404, though it is listed',
      'Filen finns inte hos källan (404)',
    ],
    [
      'p/rd/Val_2026_preliminar_00_RD.zip: unreadable file (signature)',
      'En fil från källan gick inte att läsa',
    ],
    ['not an index (line 1 is no md5 and path)', 'Källans förteckning gick inte att läsa'],
    [
      'p/kf/Val_2026_preliminar_2303_KF.zip: no longer listed',
      'Ett arkiv har försvunnit ur källans förteckning',
    ],
    ['the index is empty again', 'Källans förteckning gick inte att läsa'],
    ['terminated: other side closed', 'Förbindelsen med källan bröts'],
  ])('a source whose problem is “%s” is told in Swedish', (problem, words) => {
    expect(notice({ about: 'feed', problem, source: 'x' }).detail).toBe(`${words}. Siffrorna står kvar.`);
    const over = notice({ about: 'feed', problem: `answers again after ${problem}`, source: 'x' });
    expect(over.detail).toBe(`Förut: ${words}.`);
  });
});
