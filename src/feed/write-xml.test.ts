import { describe, expect, it } from 'vitest';
import { readElements, readMunicipalityFile } from './nights/genuine.ts';
import type { District, MunicipalityFile } from './result-data.ts';
import { totalsOf } from './totals.ts';
import { fileName, municipalityText, writeMunicipalityFile } from './write-xml.ts';

const counted: District = {
  kind: 'ordinary',
  code: '99990101',
  name: 'Östra "byn" & Å',
  valid: 100,
  previousValid: 80,
  reportedAt: '20140914212345',
  serial: 42,
  parties: [
    { party: 'S', votes: 60, previous: 40 },
    { party: 'FI', votes: 39 },
  ],
  other: { votes: 1, previous: 40 },
  invalid: [
    { text: 'BLANK', votes: 2, previous: 0 },
    { text: 'OG', votes: 0, previous: 1 },
  ],
  turnout: { eligible: 120, previousEligible: 110, cast: 102, previousCast: 81 },
};
const uncounted: District = {
  kind: 'ordinary',
  code: '99990102',
  name: 'Väst',
  division: 'Ny',
  valid: 0,
  reportedAt: '',
  parties: [
    { party: 'S', votes: 0 },
    { party: 'FI', votes: 0 },
  ],
  other: { votes: 0 },
  invalid: [
    { text: 'BLANK', votes: 0 },
    { text: 'OG', votes: 0 },
  ],
  turnout: { eligible: 50, cast: 0 },
};

function tiny(districts: readonly District[]): MunicipalityFile {
  const totals = totalsOf(districts);
  return {
    phase: 'night',
    letter: 'K',
    exportedAt: '20140914212358',
    occasion: 'Allmänna val 14 september 2014',
    electionDay: '20140914',
    previousElectionDay: '20100919',
    dtd: '1.5',
    heads: [
      ['S', 'Arbetarepartiet-Socialdemokraterna', '#FF0000'],
      ['FI', 'Feministiskt initiativ'],
    ],
    municipality: {
      ...totals,
      code: '9999',
      name: 'Exempel',
      role: 'Valområde',
      seatsTotal: 3,
      constituencies: [
        { ...totals, code: '999900', name: 'Exempel', role: 'Valkrets', seatsTotal: 3, districts },
      ],
    },
  };
}

describe('writeMunicipalityFile', () => {
  it('names the file by its phase, municipality and election', () => {
    expect(fileName(tiny([counted]))).toBe('valnatt_9999K.xml');
    expect(fileName({ ...tiny([counted]), phase: 'final', letter: 'R' })).toBe('slutresultat_9999R.xml');
  });

  it('writes one byte a letter (ISO-8859-1) with line feeds and no byte order mark', () => {
    const bytes = Buffer.from(writeMunicipalityFile(tiny([counted])));
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('<?xml');
    expect(bytes.includes(Buffer.from([0xd6, 0x53, 0x54, 0x45, 0x52]))).toBe(true);
    expect(bytes.includes(0x0d)).toBe(false);
  });

  it('leaves out what has no value, and tells an uncounted district by its empty time', () => {
    const lines = municipalityText(tiny([counted, uncounted])).split('\n');
    const at = lines.findIndex((line) => line.includes('99990102'));
    expect(lines.slice(at, at + 8).map((line) => line.trim())).toEqual([
      '<VALDISTRIKT KOD="99990102" NAMN="Väst" INDELNING="Ny" RÖSTER="0" TID_RAPPORT="">',
      '<GILTIGA PARTI="S" RÖSTER="0" PROCENT=""/>',
      '<GILTIGA PARTI="FI" RÖSTER="0" PROCENT=""/>',
      '<ÖVRIGA_GILTIGA RÖSTER="0" PROCENT=""/>',
      '<OGILTIGA TEXT="BLANK" RÖSTER="0" PROCENT=""/>',
      '<OGILTIGA TEXT="OG" RÖSTER="0" PROCENT=""/>',
      '<VALDELTAGANDE RÖSTBERÄTTIGADE="50" SUMMA_RÖSTER="0" PROCENT=""/>',
      '</VALDISTRIKT>',
    ]);
  });

  it('measures parties by valid votes, invalid ones by votes cast, turnout by the electorate', () => {
    const text = municipalityText(tiny([counted]));
    expect(text).toContain(
      '<GILTIGA PARTI="S" RÖSTER="60" RÖSTER_FGVAL="40" PROCENT="60,0" PROCENT_FGVAL="50,0"',
    );
    expect(text).toContain('<GILTIGA PARTI="FI" RÖSTER="39" PROCENT="39,0"/>');
    expect(text).toContain(
      '<OGILTIGA TEXT="BLANK" RÖSTER="2" RÖSTER_FGVAL="0" PROCENT="2,0" PROCENT_FGVAL="0,0"',
    );
    expect(text).toContain('SUMMA_RÖSTER="102" SUMMA_RÖSTER_FGVAL="81" PROCENT="85,0" PROCENT_FGVAL="73,6"');
  });

  it('escapes what XML keeps for itself, and characters that Latin-1 has not', () => {
    const file = tiny([{ ...counted, name: 'A<B> & "C" €' }]);
    expect(municipalityText(file)).toContain('NAMN="A&lt;B&gt; &amp; &quot;C&quot; &#8364;"');
    expect(readMunicipalityFile(writeMunicipalityFile(file))).toEqual(file);
  });

  it('can be read back without loss, seats and nested rows included', () => {
    const other = {
      votes: 1,
      previous: 40,
      parties: [{ party: 'PP', votes: 1, previous: 0 }],
      handwritten: { votes: 0, previous: 30 },
      formerOthers: { votes: 0, previous: 10, changeless: true },
    };
    const district: District = { ...counted, other };
    const collection: District = { ...district, kind: 'collection', code: 'K-9999-00' };
    delete (collection as { turnout?: unknown }).turnout;
    const file: MunicipalityFile = { ...tiny([district, collection]), phase: 'final' };
    expect(readMunicipalityFile(writeMunicipalityFile(file))).toEqual(file);
  });

  it('writes totals as they are given, so that wrong files can be made', () => {
    const file = tiny([counted]);
    const wrong = { ...file, municipality: { ...file.municipality, valid: 7 } };
    const [municipality] = readElements(writeMunicipalityFile(wrong)).children.slice(-1);
    expect(municipality?.attributes.RÖSTER).toBe('7');
  });
});

describe('totalsOf', () => {
  it('adds up counted districts, and knows of the others', () => {
    const totals = totalsOf([counted, uncounted, { ...counted, reportedAt: '20140914222222', serial: 41 }]);
    expect(totals).toMatchObject({
      valid: 200,
      previousValid: 160,
      counted: 2,
      of: 3,
      reportedAt: '20140914222222',
      serial: 42,
      turnout: { eligible: 290, eligibleCounted: 240, previousEligible: 220, cast: 204, previousCast: 162 },
    });
  });

  it('has no previous votes where no district has, and no time before the first report', () => {
    expect(totalsOf([counted]).parties[1]).toEqual({ party: 'FI', votes: 39 });
    const nothing = totalsOf([uncounted]);
    expect(nothing).toMatchObject({ valid: 0, reportedAt: '', counted: 0, of: 1 });
    expect(nothing).not.toHaveProperty('serial');
  });

  it('takes previous figures from outside where districts have changed', () => {
    const totals = totalsOf([counted], { rows: [100, 5, 40, 3, 1], eligible: 500 });
    expect(totals.parties.map((row) => row.previous)).toEqual([100, 5]);
    expect(totals).toMatchObject({
      previousValid: 145,
      turnout: { previousEligible: 500, previousCast: 149 },
    });
  });
});
