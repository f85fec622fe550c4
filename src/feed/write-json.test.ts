/** Against the skeleton of the authority's description (feed-formats, part B): every key is there, no other is. */
import { describe, expect, it } from 'vitest';
import type { AreaCount, Ballots, Figure, JsonParty, JsonRoot } from './json-data.ts';
import { archivePath, memberName, writeDistricts, writeMunicipalities, writeSeats } from './write-json.ts';

const P = 'antalRosterForegaendeVal andelRosterForegaendeVal forandringAntalRoster forandringAndelRoster';
const Q =
  'totaltAntalRosterForegaendeVal antalRostberattigadeForegaendeVal valdeltagandeForegaendeVal forandringTotaltAntalRoster forandringValdeltagande forandringAntalRostberattigade statusJamforelse';
const N = 'antalValdistriktRaknade antalValdistriktSomSkaRaknas';
const ROOT =
  'valtillfalle valklass rakningstillfalle valtyp valdatum tidigareValdatum test senasteUppdateringstid antalUppdateringar';
const COUNT = `${N} totaltAntalRoster antalRostberattigade valdeltagande antalRostberattigadeIRaknadeValdistrikt ${Q}`;
const VOTES = 'rostfordelning';
const PARTY = `partikod partiforkortning partibeteckning fargkod ordningsnummer antalRoster andelRoster ${P} listRoster summeradePersonroster`;
const X =
  'antalRoster andelRosterAvTotaltAntalRoster antalRosterForegaendeVal andelRosterAvTotaltAntalRosterForegaendeVal forandringAntalRoster forandringAndelRosterAvTotaltAntalRoster';
const DISTRICT = `namn valdistriktstyp valdistriktskod kommunkod lankod valomradeskod kretskod kommunvalkretsNamn kommunvalkretsKod rapporteringsTid totaltAntalRoster antalRostberattigade valdeltagandeVallokal valdistriktskodForegaendeVal ${Q} ${VOTES}`;
const AREA = `namn kod rapporteringsTid totaltAntalMandat totaltAntalFastaMandat totaltAntalUtjamningsMandat totaltAntalMandatForegaendeVal totaltAntalFastaMandatForegaendeVal totaltAntalUtjamningsMandatForegaendeVal ${COUNT} valomradessparrProcent valkretssparrProcent meddelandetext valomradeskodForegaendeVal ${VOTES} mandatfordelning valkretsLista lankTillProtokoll kvalificeradeForPersonvalLista valda`;
const CONSTITUENCY = `namnValkrets kod rapporteringsTid totaltAntalFastaMandat totaltAntalFastaMandatForegaendeVal ${COUNT} valkretskodForegaendeVal ${VOTES} mandatfordelning`;
const SEATS =
  'partikod partiforkortning partibeteckning antalMandat antalFastaMandat antalUtjamningsmandat antalMandatForegaendeVal antalFastaMandatForegaendeVal antalUtjamningsMandatForegaendeVal forandringAntalMandat';
const MUNICIPALITY = `namn kommunkod lankod senasteUppdateringstid senasteRapporteringstid ${COUNT} ${VOTES} kommunvalkretsar`;

/** What is read back: anything may be asked of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Read = any;
const read = (bytes: Uint8Array): Read => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
const expectKeys = (value: object, keys: string): void =>
  expect(Object.keys(value).sort()).toEqual(keys.split(' ').sort());

const root: JsonRoot = {
  prefix: 'Val_2026',
  rehearsal: false,
  election: 'KF',
  count: 'night',
  area: '2303',
  electionDate: '2026-09-13',
  previousElectionDate: '2022-09-11',
  exportedAt: '2026-09-13T20:49:49',
  updates: 8,
};
const s: JsonParty = { code: '0002', short: 'S', name: 'Arbetarepartiet', colour: '#FF0000', order: 1 };
const nameless: JsonParty = { code: '1729', short: null, name: 'Parti med kod 1729', colour: null, order: 2 };
const figure = (now: number, before: number | null = null): Figure => ({ now, before });

/** 1 000 valid of 1 040 votes; before 900 of 930. */
const ballots: Ballots = {
  valid: figure(1000, 900),
  parties: [
    { party: s, ...figure(785, 700), above: true },
    { party: nameless, ...figure(195), above: false },
  ],
  others: figure(20, 200),
  invalid: figure(40, 30),
  unregistered: null,
  blank: figure(31, 20),
  otherInvalid: null,
};
const area: AreaCount = {
  counted: 3,
  of: 5,
  cast: 1040,
  eligible: 2000,
  eligibleCounted: 1300,
  before: { cast: 930, eligible: 1900 },
  comparison: 'Kan jämföras',
  reportedAt: '2026-09-13T20:49:01',
  ballots,
};
const counts = { all: 25, fixed: 25, adjustment: 0 };
const seats = [{ party: s, now: { all: 9, fixed: 9, adjustment: 0 }, before: { ...counts, all: 10 } }];
const district = {
  ...area,
  code: '23030101',
  name: 'Döviken',
  kind: 'ordinary',
  municipality: { code: '2303', name: 'Ragunda' },
  constituency: '00',
  formerCodes: ['23030101'],
} as const;

function seatsFile(change: Partial<AreaCount> = {}, own: Partial<JsonRoot> = {}): Read {
  const whole = { ...area, ...change };
  return read(
    writeSeats({
      ...root,
      ...own,
      whole: {
        ...whole,
        name: 'Ragunda',
        total: counts,
        totalBefore: counts,
        thresholds: [2, null],
        seats,
        constituencies: [{ ...whole, code: '01', name: 'Norra', fixedSeats: figure(12, 13), seats: null }],
      },
    }),
  );
}

const districtsFile = (...districts: Parameters<typeof writeDistricts>[0]['districts']): Read =>
  read(writeDistricts({ ...root, counted: 1, of: 2, districts }));

describe('rostfordelning', () => {
  it('has every key of the skeleton', () => {
    const file = districtsFile(district);
    expectKeys(file, `${ROOT} ${N} valdistrikt`);
    expectKeys(file.valdistrikt[0], DISTRICT);
    const votes = file.valdistrikt[0].rostfordelning;
    expectKeys(votes, 'rosterPaverkaMandat rosterEjPaverkaMandat');
    expectKeys(
      votes.rosterPaverkaMandat,
      'antalRoster antalRosterForegaendeVal forandringAntalRoster partiRoster rosterOvrigaPartier',
    );
    expectKeys(votes.rosterPaverkaMandat.partiRoster[0], PARTY);
    expectKeys(votes.rosterPaverkaMandat.rosterOvrigaPartier, `antalRoster andelRoster ${P}`);
    expectKeys(votes.rosterEjPaverkaMandat, `${X} rosterEjAnmaltDeltagande blankaRoster ovrigaOgiltiga`);
    for (const part of ['rosterEjAnmaltDeltagande', 'blankaRoster', 'ovrigaOgiltiga']) {
      expectKeys(votes.rosterEjPaverkaMandat[part], X);
    }
  });

  it('says what it is of', () => {
    expect(districtsFile()).toMatchObject({
      valtillfalle: 'Val_2026',
      rakningstillfalle: 'preliminär',
      valtyp: 'KF',
      valdatum: '2026-09-13',
      tidigareValdatum: '2022-09-11',
      test: false,
      senasteUppdateringstid: '2026-09-13T20:49:49',
      antalUppdateringar: 8,
      antalValdistriktRaknade: 1,
      antalValdistriktSomSkaRaknas: 2,
    });
  });

  it('lists an uncounted district without votes and time', () => {
    const uncounted = { ...district, ballots: null, reportedAt: null, cast: 0, before: null };
    const [first] = districtsFile(uncounted).valdistrikt;
    expectKeys(first, DISTRICT);
    expect(first).toMatchObject({
      rostfordelning: null,
      rapporteringsTid: null,
      totaltAntalRoster: 0,
      antalRostberattigade: 2000,
      statusJamforelse: 'Kan jämföras',
      valdistriktskodForegaendeVal: ['23030101'],
    });
  });

  it('gives a collection district neither electorate nor turnout', () => {
    const collection = {
      ...district,
      code: '230300',
      kind: 'collection',
      eligible: null,
      before: null,
      formerCodes: [],
      comparison: 'Ej jämförbart',
    } as const;
    expect(districtsFile(collection).valdistrikt[0]).toMatchObject({
      valdistriktstyp: 'uppsamlingsdistrikt',
      valdistriktskod: '230300',
      kommunvalkretsKod: '230300',
      antalRostberattigade: null,
      valdeltagandeVallokal: null,
      valdistriktskodForegaendeVal: [],
      statusJamforelse: 'Ej jämförbart',
    });
  });

  it('prints shares with one decimal, half up, and changes from the unrounded ones', () => {
    const [first] = districtsFile(district).valdistrikt;
    const { rosterPaverkaMandat: mandates, rosterEjPaverkaMandat: invalid } = first.rostfordelning;
    // 785 of 1 000 is 78.5; before 700 of 900, 77.78; the change is 0.72.
    expect(mandates.partiRoster[0]).toMatchObject({
      antalRoster: 785,
      andelRoster: 78.5,
      andelRosterForegaendeVal: 77.8,
      forandringAntalRoster: 85,
      forandringAndelRoster: 0.7,
    });
    // 20 of 1 000 against 200 of 900, 22.22.
    expect(mandates.rosterOvrigaPartier).toMatchObject({ andelRoster: 2, forandringAndelRoster: -20.2 });
    // 40 of 1 040 cast is 3.846; 30 of 930 before is 3.226.
    expect(invalid).toMatchObject({
      antalRoster: 40,
      andelRosterAvTotaltAntalRoster: 3.8,
      andelRosterAvTotaltAntalRosterForegaendeVal: 3.2,
      forandringAndelRosterAvTotaltAntalRoster: 0.6,
    });
    expect(invalid.ovrigaOgiltiga.antalRoster).toBeNull();
  });

  it('leaves the abbreviation out of a party that has none, and is null where nothing is known', () => {
    const [, party] = districtsFile(district).valdistrikt[0].rostfordelning.rosterPaverkaMandat.partiRoster;
    expectKeys(party, PARTY.replace('partiforkortning ', ''));
    expect(party).toMatchObject({ partikod: '1729', fargkod: null, antalRosterForegaendeVal: null });
    expect([party.forandringAntalRoster, party.forandringAndelRoster]).toEqual([null, null]);
  });
});

describe('mandatfordelning', () => {
  it('has every key of the skeleton', () => {
    const file = seatsFile();
    expectKeys(file, `${ROOT} valomrade`);
    expectKeys(file.valomrade, AREA);
    expectKeys(file.valomrade.valkretsLista[0], CONSTITUENCY);
    expectKeys(file.valomrade.mandatfordelning, 'partiLista');
    expectKeys(file.valomrade.mandatfordelning.partiLista[0], SEATS);
    expectKeys(
      file.valomrade.rostfordelning.rosterPaverkaMandat.partiRoster[0],
      `${PARTY} deltaMandatfordelning`,
    );
  });

  it('has seats, their change, and who is above the threshold', () => {
    const { valomrade: whole } = seatsFile();
    expect(whole).toMatchObject({ kod: '2303', totaltAntalMandat: 25, valomradessparrProcent: 2 });
    expect(whole.mandatfordelning.partiLista[0]).toMatchObject({ antalMandat: 9, forandringAntalMandat: -1 });
    const parties: Read[] = whole.rostfordelning.rosterPaverkaMandat.partiRoster;
    expect(parties.map((each) => each.deltaMandatfordelning)).toEqual(['ja', 'nej']);
    expect(whole.valkretsLista[0]).toMatchObject({ totaltAntalFastaMandat: 12, mandatfordelning: null });
  });

  it('counts turnout in the counted districts: nothing of nothing is 0', () => {
    // 1 040 of 1 300.
    expect(seatsFile().valomrade.valdeltagande).toBe(80);
    const early = seatsFile({ cast: 90, eligibleCounted: 0 });
    expect(early.valomrade.valdeltagande).toBe(0);
  });

  it('keeps a printed share below a threshold that is not reached', () => {
    // 195 of 10 000 is 1.95 and would print as 2.0; 200 is above.
    const share = (votes: number, own: Partial<JsonRoot> = {}): unknown => {
      const parties = [{ party: s, ...figure(votes) }];
      const file = seatsFile({ ballots: { ...ballots, valid: figure(10_000), parties } }, own);
      return file.valomrade.rostfordelning.rosterPaverkaMandat.partiRoster[0].andelRoster;
    };
    expect([194, 195, 199, 200].map((votes) => share(votes))).toEqual([1.9, 1.9, 1.9, 2]);
    expect(share(199, { election: 'RF' })).toBe(2);
    expect([299, 300].map((votes) => share(votes, { election: 'RF' }))).toEqual([2.9, 3]);
    expect(share(399, { election: 'RD' })).toBe(3.9);
  });

  it('holds no person', () => {
    const { valomrade: whole } = seatsFile();
    expect([whole.valda, whole.kvalificeradeForPersonvalLista, whole.lankTillProtokoll]).toEqual([
      [],
      [],
      null,
    ]);
  });
});

describe('summering', () => {
  it('has every key of the skeleton', () => {
    const municipality = { ...area, code: '2303', name: 'Ragunda', exportedAt: root.exportedAt };
    const file = read(writeMunicipalities({ ...root, counted: 3, of: 5, municipalities: [municipality] }));
    expectKeys(file, `${ROOT} ${N} kommuner`);
    expectKeys(file.kommuner[0], MUNICIPALITY);
    expect(file.kommuner[0]).toMatchObject({
      kommunkod: '2303',
      senasteRapporteringstid: '2026-09-13T20:49:01',
      kommunvalkretsar: [],
    });
  });
});

describe('names', () => {
  const named = { prefix: 'Val_2026', count: 'final', election: 'RF', area: '23' } as const;

  it('are the authority’s', () => {
    expect(archivePath(named)).toBe('s/rf/Val_2026_slutlig_23_RF.zip');
    expect(memberName(named, 'mandatfordelning')).toBe('Val_2026_slutlig_mandatfordelning_23_RF.json');
    expect(memberName({ ...named, count: 'night' }, 'summering')).toBe(
      'Val_2026_preliminar_summering_RF.json',
    );
  });
});
