import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FINAL_NAME,
  finalText,
  latin1,
  NIGHT_NAME,
  nightText,
  type Change,
} from '../../../../tests/fixtures/example-file.ts';
import type { MunicipalityResult, NationalResult, Report } from '../model.ts';
import { readResultFile, readResultFileInSteps } from './result-file.ts';

const anyDay = { electionDate: null };

function municipality(name: string, text: string): MunicipalityResult {
  const read = readResultFile(name, latin1(text), anyDay);
  if (!read.ok) throw new Error(`${read.error.kind} at ${read.error.place}: ${read.error.found}`);
  if (read.value.kind !== 'municipality') throw new Error('not a municipality');
  return read.value;
}

const night = (...changes: Change[]): MunicipalityResult => municipality(NIGHT_NAME, nightText(...changes));
const final = (...changes: Change[]): MunicipalityResult => municipality(FINAL_NAME, finalText(...changes));

function district(document: MunicipalityResult, code: string): Report {
  const report = document.reports.find((one) => one.district === code);
  if (report === undefined) throw new Error(`no district ${code}`);
  return report;
}

describe('The head', () => {
  test('says election, days and time of export, and names the parties, not the other rows', () => {
    const { reports, seats, stated, ...head } = night();
    expect([reports.length, seats.length, stated.length]).toEqual([3, 2, 2]);
    expect(head).toEqual({
      kind: 'municipality',
      type: 'KF',
      count: 'night',
      electionDate: '2014-09-14',
      previousDate: '2010-09-19',
      publishedAt: '2014-09-14T22:01:30+02:00',
      municipality: '2399',
      name: 'Exempelby',
      parties: [
        { code: 'LP', name: 'Lokala partiet', colour: null },
        { code: 'M', name: 'Moderaterna', colour: '#66bee6' },
        { code: 'S', name: 'Arbetarepartiet-Socialdemokraterna', colour: '#ff0000' },
      ],
    });
  });

  test.each(['Test av valnatt', 'GENREP 2014', 'Övning inför valet'])('"%s" is a rehearsal', (occasion) => {
    const text = nightText(['Allmänna val 14 september 2014', occasion]);
    expect(readResultFile(NIGHT_NAME, latin1(text), anyDay)).toMatchObject({ error: { kind: 'testData' } });
  });
});

describe('A district', () => {
  test('has its votes, its electorate, and last time', () => {
    expect(district(night(), '23990101')).toEqual({
      type: 'KF',
      count: 'night',
      municipality: '2399',
      constituency: '239900',
      district: '23990101',
      kind: 'ordinary',
      name: 'Norra byn',
      boundary: 'same',
      eligible: 260,
      reportedAt: '2014-09-14T21:45:00+02:00',
      votes: {
        valid: 200,
        parties: [
          ['LP', 38],
          ['M', 60],
          ['S', 100],
        ],
        other: 2,
        invalid: 2,
        cast: 202,
      },
      previous: {
        valid: 200,
        parties: [
          ['LP', 38],
          ['M', 70],
          ['S', 90],
        ],
        cast: 202,
        eligible: 250,
      },
    });
  });

  test('without a time is not counted: no votes, no last time, but an electorate', () => {
    const report = district(night(), '23990103');
    expect(report).toMatchObject({ reportedAt: null, votes: null, previous: null, eligible: 90 });
  });

  test('with a time and no votes is counted', () => {
    const text = nightText([
      'KOD="23990103" NAMN="Östra byn" RÖSTER="0" RÖSTER_FGVAL="0" TID_RAPPORT=""',
      'KOD="23990103" NAMN="Östra byn" RÖSTER="0" RÖSTER_FGVAL="0" TID_RAPPORT="20140914223358"',
    ]);
    const report = district(municipality(NIGHT_NAME, text), '23990103');
    expect(report.votes).toMatchObject({ valid: 0, cast: 0 });
    expect(report.reportedAt).toBe('2014-09-14T22:33:58+02:00');
  });

  test('that was changed has no last time', () => {
    expect(district(night(), '23990102')).toMatchObject({ boundary: 'changed', previous: null });
    const renewed = night(['INDELNING="Modifierad"', 'INDELNING="Ny"']);
    expect(district(renewed, '23990102')).toMatchObject({ boundary: 'changed', previous: null });
  });

  test('that was merged has the sum of the old ones', () => {
    const merged = night(['NAMN="Norra  byn"', 'NAMN="Norra  byn" INDELNING="Summerad"']);
    expect(district(merged, '23990101')).toMatchObject({ boundary: 'merged', previous: { valid: 200 } });
  });

  test('leaves a new party out of last time instead of giving it 0', () => {
    const text = nightText()
      .replace(/(KOD="23990101"[^]*?PARTI="LP" RÖSTER="38") RÖSTER_FGVAL="38"/, '$1')
      .replace(/(KOD="23990101"[^]*?ÖVRIGA_GILTIGA RÖSTER="2") RÖSTER_FGVAL="2"/, '$1 RÖSTER_FGVAL="40"');
    expect(district(municipality(NIGHT_NAME, text), '23990101').previous?.parties).toEqual([
      ['M', 70],
      ['S', 90],
    ]);
  });
});

describe('The final count', () => {
  test('has a collection district, named by its constituency, without an electorate', () => {
    expect(district(final(), '239900')).toMatchObject({
      kind: 'collection',
      eligible: null,
      votes: { valid: 20, invalid: 2, cast: 22 },
      previous: { valid: 20, cast: null, eligible: null },
    });
  });

  test('counts a party that is nested under others as a party, and nobody twice', () => {
    const { votes } = district(final(), '23990101');
    expect(votes?.parties).toContainEqual(['XP', 1]);
    expect(votes?.other).toBe(1);
    expect((votes?.parties ?? []).reduce((sum, [, n]) => sum + n, votes?.other ?? 0)).toBe(votes?.valid);
  });

  test('states seats, of the municipality and its constituency; absent seats are no seats of 0', () => {
    const parties = [
      ['LP', 3],
      ['M', 6],
      ['S', 12],
    ];
    const decidedAt = '2014-09-23T16:04:37+02:00';
    expect(final().seats).toEqual([
      { area: '2399', of: 21, decidedAt, parties },
      { area: '239900', of: 21, decidedAt, parties },
    ]);
    expect(night().seats.map((seats) => seats.parties)).toEqual([null, null]);
  });

  test('is read past the persons in it: none of their elements is looked at, whatever it holds', () => {
    const persons = '<PERSONVAL NAMN="Anna Exempel" ÅLDER="x" RÖSTER="-1"><VAL/><GILTIGA/></PERSONVAL>';
    const lists = `<PARTISEDEL RÖSTER="y"/><VALSEDEL>${persons}</VALSEDEL>`;
    const text = finalText([' MANDAT="12"/>', ` MANDAT="12">${lists}</GILTIGA><SAMMANFATTNING_VALDA/>`]);
    expect(municipality(FINAL_NAME, text)).toEqual(final());
  });

  test('never repeats a person in a fault, even when the file breaks off in a name', () => {
    const person = '<PERSONVAL NAMN="Anna Exempel" ÅLDER="41"/>';
    const text = finalText([' MANDAT="12"/>', ` MANDAT="12">${person}</GILTIGA>`]);
    const start = text.indexOf(person);
    for (let at = start; at < start + person.length; at++) {
      for (const broken of [text.slice(0, at), `${text.slice(0, at)}"<&>${text.slice(at)}`]) {
        const read = readResultFile(FINAL_NAME, latin1(broken), anyDay);
        expect(JSON.stringify(read)).not.toMatch(/Anna|Exempel(?!by|partiet)|"41"/);
      }
    }
  });
});

test('Totals above the districts are taken as they stand, however wrong: that is for others to notice', () => {
  const wrong = night(['RÖSTER="300"', 'RÖSTER="301"'], [' SUMMA_RÖSTER="304"', ' SUMMA_RÖSTER="2432"']);
  expect(wrong.stated[0]).toMatchObject({ area: '2399', valid: 301, cast: 2432 });
  expect(wrong.reports).toEqual(night().reports);
});

describe('A national file', () => {
  const rows = (s: number): string =>
    `<GILTIGA PARTI="S" RÖSTER="${s}"/><ÖVRIGA_GILTIGA RÖSTER="1"/><OGILTIGA TEXT="BLANK" RÖSTER="1"/>` +
    `<VALDELTAGANDE RÖSTBERÄTTIGADE="99" SUMMA_RÖSTER="${s + 2}"/>`;
  const area = (name: string, code: string, s: number, inner = ''): string =>
    `<${name} KOD="${code}" KLARA_VALDISTRIKT="1" ALLA_VALDISTRIKT="2" RÖSTER="${s + 1}">${rows(s)}${inner}</${name}>`;
  const file = (inner: string): Buffer =>
    latin1(
      '<?xml version="1.0" encoding="ISO-8859-1"?>' +
        '<VAL TILLFÄLLE="Allmänna val" FILNAMN="valnatt_00L.xml" RAPPORTERING="VALNATTSRAPPORTERING" ' +
        'VALTYP="Landstingsval" VALDAG="20140914" VALDAG_FGVAL="20100919" TID_RAPPORT="20140914231351">' +
        `<PARTI FÖRKORTNING="S" BETECKNING="S"/>${inner}</VAL>`,
    );
  const whole = area('KOMMUN', '2303', 20);
  const inParts = area('KOMMUN', '2303', 12) + area('KOMMUN', '2305', 5);

  test('gives nation, counties and whole municipalities, not the parts and not the constituencies', () => {
    const counties = area('KRETS_RIKSDAG', '2327', 20, whole) + area('KRETS_LANDSTING', '2303', 17, inParts);
    const read = readResultFile(
      'valnatt_00L.xml',
      file(area('NATION', '00', 20, area('LÄN', '23', 20, counties))),
      anyDay,
    );
    const { stated } = (read as { value: NationalResult }).value;
    expect(stated.map(({ area: code, level, valid }) => [code, level, valid])).toEqual([
      ['00', 'nation', 21],
      ['23', 'county', 21],
      ['2303', 'municipality', 21],
    ]);
    expect(stated[2]).toEqual({
      area: '2303',
      level: 'municipality',
      valid: 21,
      cast: 22,
      eligible: 99,
      counted: 1,
      of: 2,
      parties: [['S', 20]],
    });
  });

  test('with a municipality twice at the same level is refused', () => {
    const twice = area('KRETS_RIKSDAG', '2327', 20, whole + whole);
    const read = readResultFile(
      'valnatt_00L.xml',
      file(area('NATION', '00', 20, area('LÄN', '23', 20, twice))),
      anyDay,
    );
    expect(read).toMatchObject({ ok: false, error: { kind: 'duplicateDistrict' } });
  });

  test('without a nation is refused', () => {
    const read = readResultFile('valnatt_00L.xml', file(''), anyDay);
    expect(read).toMatchObject({ ok: false, error: { kind: 'missingElement', expected: 'NATION 00' } });
  });
});

test('The order of parties and districts in the file makes no difference', () => {
  const lines = nightText().split('\n');
  const runs = lines.flatMap((line, at) => (line.includes('<GILTIGA') ? [at] : []));
  const shuffles = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), {
    minLength: runs.length / 3,
    maxLength: runs.length / 3,
  });
  const expected = night();
  fc.assert(
    fc.property(shuffles, fc.boolean(), (swaps, turned) => {
      const shuffled = [...lines];
      swaps.forEach(([a, b], area) => {
        const [from, to] = [runs[3 * area + a] as number, runs[3 * area + b] as number];
        [shuffled[from], shuffled[to]] = [shuffled[to] as string, shuffled[from] as string];
      });
      const text = shuffled.join('\n');
      const districts = text.match(/ *<VALDISTRIKT [^]*?<\/VALDISTRIKT>\n/g) ?? [];
      const read = turned ? text.replace(districts.join(''), districts.reverse().join('')) : text;
      expect(municipality(NIGHT_NAME, read)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('A file read in steps gives what it gives at once, and pauses every 128 kB', () => {
  const long = latin1(nightText(['</VAL>', `${' '.repeat(600_000)}</VAL>`]));
  const steps = readResultFileInSteps(NIGHT_NAME, long, anyDay);
  let pauses = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) pauses++;
  expect(step.value).toEqual(readResultFile(NIGHT_NAME, latin1(nightText()), anyDay));
  expect(pauses).toBe(5);
});

test('Bytes that lie inside a larger buffer are read as if they were alone', () => {
  const bytes = latin1(nightText());
  const larger = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
  const inside = new Uint8Array(larger.buffer, larger.byteOffset + 6, bytes.length);
  expect(readResultFile(NIGHT_NAME, inside, anyDay)).toEqual(readResultFile(NIGHT_NAME, bytes, anyDay));
});
