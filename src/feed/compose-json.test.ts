import { describe, expect, it } from 'vitest';
import { openNight } from './nights/index.ts';
import type { JsonArchive, JsonNight, ResultFile } from './recording.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Read = any;
const night = openNight('2026');
const RIKSDAG = 'p/rd/Val_2026_preliminar_00_RD.zip';
const S = '0002';

function archivesAt(at: string, of: JsonNight = night): readonly JsonArchive[] {
  return of.publications.findLast((each) => Date.parse(each.at) <= Date.parse(at))?.archives ?? [];
}

const read = ({ bytes }: ResultFile): Read => JSON.parse(Buffer.from(bytes).toString('utf8'));

/** A member of the archive at a path. */
function member(at: string, part: string, path = RIKSDAG, of: JsonNight = night): Read {
  const file = archivesAt(at, of)
    .find((archive) => archive.path === path)
    ?.files()
    .find(({ name }) => name.includes(part));
  if (!file) throw new Error(`No ${part} in ${path} at ${at}.`);
  return read(file);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const votesOf = (area: Read): number | undefined =>
  area.rostfordelning?.rosterPaverkaMandat.partiRoster.find((row: Read) => row.partikod === S)?.antalRoster;
const validOf = (area: Read): number => area.rostfordelning?.rosterPaverkaMandat.antalRoster ?? 0;

describe('the night 2026', () => {
  it('has nothing at first, then the Riksdag with every district uncounted', () => {
    expect(night.publications[0]).toMatchObject({ at: '2026-09-13T20:00:00+02:00', archives: [] });
    const file = member('2026-09-13T20:45:00+02:00', 'rostfordelning');
    expect([file.antalValdistriktRaknade, file.antalValdistriktSomSkaRaknas]).toEqual([0, 93]);
    expect(file.valdistrikt).toHaveLength(93);
    for (const each of file.valdistrikt) {
      expect([each.rostfordelning, each.rapporteringsTid]).toEqual([null, null]);
    }
    const { valomrade } = member('2026-09-13T20:45:00+02:00', 'mandatfordelning');
    expect(valomrade).toMatchObject({ rostfordelning: null, mandatfordelning: null, totaltAntalRoster: 0 });
  });

  it.each([
    ['2026-09-13T22:00:00', 19],
    ['2026-09-13T22:30:00', 39],
    ['2026-09-13T23:00:00', 52],
    ['2026-09-14T00:30:00', 75],
    ['2026-09-14T03:14:00', 85],
  ])('at %s has %d districts counted, those reported by then', (time, counted) => {
    const file = member(`${time}+02:00`, 'rostfordelning');
    const reported = file.valdistrikt.filter((each: Read) => each.rostfordelning !== null);
    expect([file.antalValdistriktRaknade, reported.length]).toEqual([counted, counted]);
    for (const { rapporteringsTid } of reported) expect(rapporteringsTid <= time).toBe(true);
    expect(file.senasteUppdateringstid <= time).toBe(true);
  });

  it.each([
    ['2026-09-14T04:00:00+02:00', [26_000, 81_965], [85, 93]],
    ['2026-09-17T18:03:31+02:00', [27_214, 86_389], [93, 93]],
  ])('at %s has the official totals', (at, totals, progress) => {
    const [constituency] = member(at, 'mandatfordelning').valomrade.valkretsLista;
    expect(constituency.kod).toBe('27');
    expect([votesOf(constituency), validOf(constituency)]).toEqual(totals);
    expect([constituency.antalValdistriktRaknade, constituency.antalValdistriktSomSkaRaknas]).toEqual(
      progress,
    );
  });

  it('has the constituency’s seats from the last collection district on, the country’s never', () => {
    const seatsAt = (at: string) => member(at, 'mandatfordelning').valomrade;
    const before = seatsAt('2026-09-17T18:03:30+02:00');
    expect([before.mandatfordelning, before.valkretsLista[0].mandatfordelning]).toEqual([null, null]);
    const after = seatsAt('2026-09-17T18:03:31+02:00');
    const rows: Read[] = after.valkretsLista[0].mandatfordelning.partiLista;
    expect(rows.map((row) => [row.partiforkortning, row.antalMandat])).toEqual([
      ['M', 1],
      ['S', 2],
      ['SD', 1],
    ]);
    expect(after.mandatfordelning).toBeNull();
  });

  it('agrees in itself at every publication', () => {
    for (const { archives } of night.publications) {
      const archive = archives.find(({ path }) => path === RIKSDAG);
      if (!archive) continue;
      const [districts, seats, municipalities] = archive.files().map(read);
      const parts: Read[] = districts.valdistrikt.filter((each: Read) => each.rostfordelning !== null);
      for (const areas of [parts, municipalities.kommuner, seats.valomrade.valkretsLista] as Read[][]) {
        expect(sum(areas.map(validOf))).toBe(validOf(seats.valomrade));
        expect(sum(areas.map((each) => each.totaltAntalRoster))).toBe(seats.valomrade.totaltAntalRoster);
      }
      expect(sum(municipalities.kommuner.map((each: Read) => each.antalValdistriktRaknade))).toBe(
        parts.length,
      );
      for (const each of [...parts, ...municipalities.kommuner, seats.valomrade]) expectSums(each);
      expect(new Set([districts, seats, municipalities].map((file) => file.antalUppdateringar)).size).toBe(1);
    }
  });

  it('counts its updates up, one a state', () => {
    const states = [...new Set(night.publications.flatMap(({ archives }) => archives))].filter(
      ({ path }) => path === RIKSDAG,
    );
    const updates = states.map((archive) => read(archive.files()[1] as ResultFile).antalUppdateringar);
    expect(updates).toEqual(states.map((_, index) => index + 1));
  });

  it('is the same bytes each time', () => {
    const again = openNight('2026');
    const bytes = (of: JsonNight) => archivesAt('2026-09-25T23:00:00+02:00', of).map((each) => each.files());
    expect(bytes(again)).toEqual(bytes(night));
  });

  it('says of the comparison what its rule gives', () => {
    const file = member('2026-09-17T18:03:31+02:00', 'rostfordelning');
    const status = (code: string) =>
      file.valdistrikt.find((each: Read) => each.valdistriktskod === code).statusJamforelse;
    expect(['23030103', '23210102', '230300'].map(status)).toEqual([
      'Kan jämföras',
      'Ej jämförbart',
      'Ej jämförbart',
    ]);
  });
});

/** Valid votes are the parties' and the others'; with the invalid ones they are the votes cast. */
function expectSums(area: Read): void {
  if (area.rostfordelning === null) return expect(area.totaltAntalRoster).toBe(0);
  const { rosterPaverkaMandat: valid, rosterEjPaverkaMandat: invalid } = area.rostfordelning;
  const rows: Read[] = valid.partiRoster;
  const others = valid.rosterOvrigaPartier?.antalRoster ?? 0;
  expect(sum(rows.map((row) => row.antalRoster)) + others).toBe(valid.antalRoster);
  expect(valid.antalRoster + invalid.antalRoster).toBe(area.totaltAntalRoster);
  expect(new Set(rows.map((row) => row.partikod)).size).toBe(rows.length);
}

describe('the finals of 2026', () => {
  const END = '2026-09-30T00:00:00+02:00';

  it('come one after the other, the Riksdag’s at its recorded time', () => {
    const finals = night.publications.filter(({ address }) => address === 'final');
    expect(finals).toHaveLength(10);
    expect(finals[0]?.at).toBe('2026-09-19T14:53:03+02:00');
    expect(archivesAt(END).map(({ path }) => path)).toEqual([
      RIKSDAG,
      ...['2303', '2305', '2309', '2313', '2321', '2326', '2361', '2380'].map(
        (code) => `s/kf/Val_2026_slutlig_${code}_KF.zip`,
      ),
      's/rd/Val_2026_slutlig_00_RD.zip',
      's/rf/Val_2026_slutlig_23_RF.zip',
    ]);
  });

  it('have the Riksdag by municipality, without districts', () => {
    const path = 's/rd/Val_2026_slutlig_00_RD.zip';
    const { kommuner } = member(END, 'summering', path);
    const [constituency] = member(END, 'mandatfordelning', path).valomrade.valkretsLista;
    expect([votesOf(constituency), validOf(constituency)]).toEqual([27_343, 86_814]);
    expect([sum(kommuner.map(votesOf)), sum(kommuner.map(validOf))]).toEqual([27_343, 86_814]);
    expect(() => member(END, 'rostfordelning', path)).toThrow();
    for (const each of [...kommuner, constituency]) expectSums(each);
  });

  it('have region and councils with seats that add up', () => {
    for (const { path } of archivesAt(END)) {
      if (!/_(RF|KF)\.zip$/.test(path)) continue;
      const { valomrade } = member(END, 'mandatfordelning', path);
      expectSums(valomrade);
      const seats: Read[] = valomrade.mandatfordelning.partiLista;
      expect(sum(seats.map((row) => row.antalMandat)), path).toBe(valomrade.totaltAntalMandat);
    }
    const region = member(END, 'mandatfordelning', 's/rf/Val_2026_slutlig_23_RF.zip');
    expect(region).toMatchObject({ rakningstillfalle: 'slutlig', valtyp: 'RF' });
    expect([votesOf(region.valomrade), validOf(region.valomrade)]).toEqual([27_595, 85_148]);
  });
});

describe('the rehearsal genrep2026', () => {
  it('is the same night under its own name, marked as a test', () => {
    const rehearsal = openNight('genrep2026');
    const at = '2026-09-13T23:00:00+02:00';
    const path = RIKSDAG.replace('Val_', 'Genrep_');
    expect(rehearsal.base).toBe('/resultatfiler/genrep2026/');
    expect(archivesAt(at, rehearsal).map((each) => each.path)).toEqual([path]);
    const genuine = member(at, 'rostfordelning');
    expect(member(at, 'Genrep_2026_preliminar_rostfordelning', path, rehearsal)).toEqual({
      ...genuine,
      valtillfalle: 'Genrep_2026',
      test: true,
    });
  });
});
