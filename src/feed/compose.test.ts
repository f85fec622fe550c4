import { describe, expect, it } from 'vitest';
import { readMunicipalityFile as readAnew } from './nights/genuine.ts';
import { openNight } from './nights/index.ts';
import type { Publication, XmlNight } from './recording.ts';
import type { MunicipalityFile } from './result-data.ts';

const NIGHTS = ['2014', '2018'] as const;
const night2018 = openNight('2018');

/** An unchanged file is the same bytes in publication after publication: read once. */
const read = new WeakMap<Uint8Array, MunicipalityFile>();
function readMunicipalityFile(bytes: Uint8Array): MunicipalityFile {
  const file = read.get(bytes) ?? readAnew(bytes);
  read.set(bytes, file);
  return file;
}

function publicationsAt(night: XmlNight, address: Publication['address']): Publication[] {
  return night.publications.filter((each) => each.address === address);
}

function newestAt(
  night: XmlNight,
  at: string,
  address: Publication['address'] = 'night',
): MunicipalityFile[] {
  const publication = publicationsAt(night, address).findLast(
    (each) => Date.parse(each.at) <= Date.parse(at),
  );
  return publication?.files().map(({ bytes }) => readMunicipalityFile(bytes)) ?? [];
}

function fileOf(files: readonly MunicipalityFile[], name: string): MunicipalityFile {
  const found = files.find((file) => file.municipality.code + file.letter === name);
  if (!found) throw new Error(`No file ${name}.`);
  return found;
}

function seatsOf(file: MunicipalityFile): Record<string, number | undefined> {
  const rows = file.municipality.parties.filter((row) => row.seats);
  return Object.fromEntries(rows.map((row) => [row.party, row.seats]));
}

/** Report times of a file, as stamps. */
function reportsIn(bytes: Uint8Array): string[] {
  const { constituencies } = readMunicipalityFile(bytes).municipality;
  return constituencies.flatMap((each) => each.districts).flatMap((each) => each.reportedAt || []);
}

function stamp(iso: string): number {
  return Number(iso.slice(0, 19).replace(/\D/g, ''));
}

describe.each(NIGHTS)('the night %s', (id) => {
  const night = openNight(id);
  const { publications } = night;

  it('is published in ascending order, from eight o’clock on, with nothing counted first', () => {
    const times = publications.map((each) => Date.parse(each.at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(publications[0]?.at).toBe(`${night.electionDate}T20:00:00+02:00`);
    for (const file of newestAt(night, publications[0]?.at ?? '')) {
      expect(file.municipality).toMatchObject({ valid: 0, counted: 0, reportedAt: '' });
    }
  });

  it('has its first report in the second publication', () => {
    expect(Date.parse(night.firstReportAt)).toBeLessThan(Date.parse(publications[1]?.at ?? ''));
    expect(night.reportTimes[0]?.at).toBe(night.firstReportAt);
  });

  it('shows no report more than a second before its time, and no file before its export', () => {
    for (const { at, files } of publications.map((each) => ({ at: each.at, files: each.files() }))) {
      for (const file of files) {
        expect(Date.parse(file.exportedAt)).toBeLessThanOrEqual(Date.parse(at));
        const newest = Math.max(0, ...reportsIn(file.bytes).map(Number));
        expect(newest, `${file.name} ${at}`).toBeLessThanOrEqual(stamp(file.exportedAt) + 1);
      }
    }
  });

  it('gives the same bytes each time, in whatever order they are asked for', () => {
    const some = publications.filter((_, index) => index % 25 === 0);
    const first = some.map((each) => each.files().map(({ bytes }) => Buffer.from(bytes).toString('base64')));
    const again = [...some]
      .reverse()
      .map((each) => each.files().map(({ bytes }) => Buffer.from(bytes).toString('base64')));
    expect(again.reverse()).toEqual(first);
  });

  it('rewrites only files that have something new: the others keep bytes and export time', () => {
    const archives = publicationsAt(night, 'night').map((each) => each.files());
    for (const [index, files] of archives.entries()) {
      const before = archives[index - 1];
      if (!before) continue;
      for (const [place, file] of files.entries()) {
        const old = before[place];
        const same = Buffer.from(file.bytes).equals(Buffer.from(old?.bytes ?? []));
        expect(file.exportedAt === old?.exportedAt, file.name).toBe(same);
      }
    }
  });

  it('has the 24 files of the county in the order of the authority’s list', () => {
    const names = publications[0]?.files().map(({ name }) => name) ?? [];
    expect(names).toHaveLength(24);
    expect(names.slice(0, 4)).toEqual([
      'valnatt_2303K.xml',
      'valnatt_2303L.xml',
      'valnatt_2303R.xml',
      'valnatt_2305K.xml',
    ]);
    expect(names).toEqual([...names].sort());
  });

  it('counts every reported district once, votes never falling', () => {
    let votes = new Map<string, number>();
    for (const publication of publicationsAt(night, 'night')) {
      const files = publication
        .files()
        .map(({ name, bytes }) => ({ name, file: readMunicipalityFile(bytes) }));
      const now = new Map(files.map(({ name, file }) => [name, file.municipality.valid]));
      for (const [name, valid] of now) expect(valid).toBeGreaterThanOrEqual(votes.get(name) ?? 0);
      votes = now;
    }
    const last = newestAt(night, '2099-01-01T00:00:00Z').flatMap((file) => file.municipality.counted);
    expect(last.reduce((sum, each) => sum + each, 0)).toBe(night.reportTimes.length);
  });

  it('says in Swedish what it is, and names the source', () => {
    expect(night.remarks.at(-1)).toBe('Källa: Valmyndigheten');
    expect(night.remarks.join(' ')).toMatch(
      id === '2018' ? /Rekonstruerad valnatt/ : /bevarade: till 23\.13\.52/,
    );
  });
});

describe('the night 2014', () => {
  const night = openNight('2014');

  it('ends with its record, then comes the final result', () => {
    expect(publicationsAt(night, 'night').at(-1)?.at).toBe('2014-09-14T23:13:52+02:00');
    expect(publicationsAt(night, 'final').map(({ at }) => at)).toEqual(['2015-02-20T12:32:57+01:00']);
    expect(night.remarks[1]).toContain(
      '2 valdistrikt i riksdagsvalet, 26 i kommunvalen och 53 i landstingsvalet',
    );
  });

  it('has only recorded report times', () => {
    expect(night.reportTimes).toHaveLength(87 + 63 + 36);
    expect(night.reportTimes.every(({ recorded }) => recorded)).toBe(true);
  });
});

describe('the night 2018', () => {
  it('says how many of its times are on record', () => {
    expect(night2018.remarks[1]).toContain('163 av 246 distriktsrapporter (66 %)');
    expect(night2018.reportTimes.filter(({ recorded }) => recorded)).toHaveLength(163);
  });

  it('has every ordinary district in by Monday morning, and no collection district', () => {
    const files = newestAt(night2018, '2018-09-10T06:00:00+02:00');
    for (const { municipality } of files) expect(municipality.counted).toBe(municipality.of);
    const ofRiksdag = files.filter(({ letter }) => letter === 'R').map(({ municipality }) => municipality.of);
    expect(ofRiksdag.reduce((sum, each) => sum + each, 0)).toBe(82);
  });

  it('counts the collection districts on the Wednesday, one more in each file', () => {
    const [sunday, wednesday] = ['2018-09-10T06:00:00+02:00', '2018-09-13T00:00:00+02:00'].map((at) =>
      newestAt(night2018, at),
    );
    expect(fileOf(sunday ?? [], '2305K').municipality).toMatchObject({ counted: 3, of: 3, valid: 3364 });
    expect(fileOf(wednesday ?? [], '2305K').municipality).toMatchObject({ counted: 4, of: 4, valid: 4131 });
    for (const file of wednesday ?? []) {
      expect(file.municipality.constituencies[0]?.districts.at(-1)?.kind).toBe('collection');
    }
  });

  it('allots Bräcke’s council before and after the Wednesday as the authority’s method has it', () => {
    const [sunday, wednesday] = ['2018-09-10T06:00:00+02:00', '2018-09-13T00:00:00+02:00'].map((at) =>
      seatsOf(fileOf(newestAt(night2018, at), '2305K')),
    );
    expect(sunday).toEqual({ S: 12, C: 11, M: 3, SD: 3, V: 1, JVB: 1 });
    expect(wednesday).toEqual({ S: 11, C: 12, M: 3, SD: 3, V: 1, JVB: 1 });
  });

  it('gives seats once the counted districts hold 80 per cent of the electorate, and only to councils', () => {
    for (const publication of publicationsAt(night2018, 'night').filter((_, index) => index % 5 === 0)) {
      for (const { bytes } of publication.files()) {
        const { letter, municipality } = readMunicipalityFile(bytes);
        const { eligible = 1, eligibleCounted = 0 } = municipality.turnout ?? {};
        expect('seatsAt' in municipality).toBe(letter === 'K' && eligibleCounted / eligible >= 0.8);
      }
    }
  });

  it('lumps the small parties on the night', () => {
    const files = newestAt(night2018, '2018-09-13T00:00:00+02:00');
    for (const file of files) {
      expect(Object.keys(file.municipality.other)).not.toContain('parties');
      const named = [...file.municipality.parties.map(({ party }) => party), 'ÖVR', 'BLANK', 'OG', 'OGEJ'];
      expect(file.heads.map(([abbreviation]) => abbreviation).sort()).toEqual(named.sort());
    }
  });

  it('compares the changed districts of a municipality, all in, with all that was left of it last time', () => {
    const sunday = fileOf(newestAt(night2018, '2018-09-10T06:00:00+02:00'), '2361K').municipality;
    const wednesday = fileOf(newestAt(night2018, '2018-09-13T00:00:00+02:00'), '2361K').municipality;
    expect(sunday.previousValid).toBe(6719 - 133);
    expect(wednesday.previousValid).toBe(6719);
    expect(wednesday.turnout?.previousEligible).toBe(8435);
  });

  it('compares them in part by their electorate', () => {
    const whole = fileOf(newestAt(night2018, '2018-09-10T06:00:00+02:00'), '2361K').municipality;
    const partly = publicationsAt(night2018, 'night')
      .map((each) => each.files().find(({ name }) => name === 'valnatt_2361K.xml'))
      .map((file) => readMunicipalityFile(file?.bytes ?? new Uint8Array()).municipality)
      .filter(({ counted, of }) => counted > 0 && counted < of);
    expect(partly.length).toBeGreaterThan(0);
    for (const area of partly) {
      expect(area.previousValid).toBeLessThan(whole.previousValid ?? 0);
      const reach = (area.turnout?.eligibleCounted ?? 0) / (area.turnout?.eligible ?? 1);
      expect((area.previousValid ?? 0) / (whole.previousValid ?? 1)).toBeCloseTo(reach, 1);
    }
  });

  it('ends with the final archive: the Riksdag’s export day, and Ragunda’s new decision', () => {
    const finals = publicationsAt(night2018, 'final');
    expect(finals.map(({ at }) => at)).toEqual(['2018-09-24T08:29:44+02:00', '2019-01-17T13:46:58+01:00']);
    expect(finals.map((each) => each.files().length)).toEqual([23, 24]);
    expect(seatsOf(fileOf(newestAt(night2018, '2019-02-01T00:00:00Z', 'final'), '2303K'))).toEqual({
      S: 9,
      C: 8,
      AfR: 3,
      SD: 3,
      KD: 1,
      V: 1,
    });
  });
});
