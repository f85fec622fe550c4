/**
 * National result files of JSON as the bench makes them: every district of the country, as large as the real ones. The
 * final one is so large for its votes for persons, which nobody here has: its rows are numbers.
 */
import { ZipWriter } from '../../src/feed/zip.ts';

/** Districts of the Riksdag's night in 2026. */
const ORDINARY = 6312;
const COLLECTION = 314;
/** Jämtland's: 85 and 8, in these municipalities. */
const OWN = ['2303', '2305', '2309', '2313', '2321', '2326', '2361', '2380'];
const OWN_ORDINARY = 85;
const PARTIES = [
  ['0001', 'M', 'Moderaterna'],
  ['0002', 'S', 'Arbetarepartiet-Socialdemokraterna'],
  ['0003', 'L', 'Liberalerna (tidigare Folkpartiet)'],
  ['0004', 'C', 'Centerpartiet'],
  ['0005', 'V', 'Vänsterpartiet'],
  ['0055', 'MP', 'Miljöpartiet de gröna'],
  ['0068', 'KD', 'Kristdemokraterna'],
  ['0110', 'SD', 'Sverigedemokraterna'],
  // More than are told on a real night, for the real file's 38 MB.
  ['0532', 'FI', 'Feministiskt initiativ'],
  ['0497', 'AfS', 'Alternativ för Sverige'],
  ['1327', 'MoD', 'Mänskliga Rättigheter och Demokrati'],
  ['1312', 'KrVP', 'Kristna Värdepartiet'],
] as const;

export type Count = 'preliminar' | 'slutlig';
export const nationalName = (count: Count): string => `Val_2026_${count}_00_RD.zip`;
const memberName = (count: Count): string => `Val_2026_${count}_rostfordelning_00_RD.json`;
/** For the real final file's 260 MB. */
const PERSONS = 37;
const modified = { year: 2026, month: 9, day: 14, hour: 3, minute: 14, second: 0 };

const share = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;
const previous = (name: string, then: number, whole: number, now: number) => ({
  antalRosterForegaendeVal: then,
  [`${name}ForegaendeVal`]: share(then, whole),
  forandringAntalRoster: now - then,
  [`forandring${name[0]?.toUpperCase()}${name.slice(1)}`]: share(now - then, whole),
});

const personsOf = (at: number) =>
  Array.from({ length: PERSONS }, (_, person) => ({
    kandidatnummer: 100_000 + ((at * 131 + person * 977) % 899_999),
    listnummer: `0002-${String(10_000 + ((at + person) % 89_999))}`,
    antalPersonroster: (at * 7 + person) % 40,
  }));

function votesOf(at: number, count: Count) {
  const rows = PARTIES.map(([partikod, partiforkortning, partibeteckning], party) => {
    const antalRoster = 20 + ((at * 31 + party * 97) % 230);
    return { partikod, partiforkortning, partibeteckning, antalRoster, ordningsnummer: party + 1 };
  });
  const other = at % 23;
  const valid = rows.reduce((sum, { antalRoster }) => sum + antalRoster, other);
  const invalid = at % 11;
  const cast = valid + invalid;
  // One vote fewer in each row than last time.
  const then = valid + rows.length + 1;
  const beside = (antalRoster: number) => ({
    antalRoster,
    andelRosterAvTotaltAntalRoster: share(antalRoster, cast),
    ...previous('andelRosterAvTotaltAntalRoster', antalRoster + 1, cast, antalRoster),
  });
  const votes = {
    rosterPaverkaMandat: {
      antalRoster: valid,
      antalRosterForegaendeVal: then,
      forandringAntalRoster: valid - then,
      partiRoster: rows.map((row) => ({
        ...row,
        fargkod: '#ED1B34',
        andelRoster: share(row.antalRoster, valid),
        ...previous('andelRoster', row.antalRoster + 1, then, row.antalRoster),
        listRoster: null,
        summeradePersonroster: count === 'slutlig' ? personsOf(at * 13 + row.ordningsnummer) : null,
      })),
      rosterOvrigaPartier: {
        antalRoster: other,
        andelRoster: share(other, valid),
        ...previous('andelRoster', other + 1, then, other),
      },
    },
    rosterEjPaverkaMandat: {
      ...beside(invalid),
      rosterEjAnmaltDeltagande: beside(0),
      blankaRoster: beside(invalid),
      ovrigaOgiltiga: beside(0),
    },
  };
  return { votes, cast };
}

function district(at: number, code: string, count: Count) {
  const { votes, cast } = votesOf(at, count);
  const collection = code.length === 6;
  const eligible = collection ? null : cast + 200;
  return {
    namn: collection ? 'Uppsamlingsdistrikt' : `${code.slice(4)} Distriktet vid kyrkan och torget`,
    valdistriktstyp: collection ? 'uppsamlingsdistrikt' : 'valdistrikt',
    valdistriktskod: code,
    kommunkod: code.slice(0, 4),
    lankod: code.slice(0, 2),
    valomradeskod: '00',
    kretskod: '27',
    kommunvalkretsNamn: 'Hela kommunen',
    kommunvalkretsKod: `${code.slice(0, 4)}00`,
    rapporteringsTid: '2026-09-13T22:41:07',
    totaltAntalRoster: cast,
    antalRostberattigade: eligible,
    valdeltagandeVallokal: eligible && share(cast, eligible),
    valdistriktskodForegaendeVal: collection ? null : [code],
    totaltAntalRosterForegaendeVal: cast + 8,
    antalRostberattigadeForegaendeVal: eligible,
    valdeltagandeForegaendeVal: eligible && share(cast + 8, eligible),
    forandringTotaltAntalRoster: -8,
    forandringValdeltagande: -0.4,
    forandringAntalRostberattigade: 0,
    statusJamforelse: collection ? 'Ej jämförbart' : 'Kan jämföras',
    rostfordelning: votes,
  };
}

/** Eight digits for ordinary districts, six for collection districts; Jämtland's last. */
function codesOf(): readonly string[] {
  const codes: string[] = [];
  const foreign = ORDINARY - OWN_ORDINARY;
  for (let at = 0; at < foreign; at += 1)
    codes.push(`0${100 + Math.floor(at / 22)}${String(101 + (at % 22)).padStart(4, '0')}`);
  for (let at = 0; at < COLLECTION - OWN.length; at += 1) codes.push(`0${100 + at}00`);
  for (let at = 0; at < OWN_ORDINARY; at += 1)
    codes.push(`${OWN[at % OWN.length]}${String(101 + at).padStart(4, '0')}`);
  return [...codes, ...OWN.map((code) => `${code}00`)];
}

/** The file as text; each district by itself, or its rows would need more memory than its text. */
export function nationalText(count: Count): string {
  const codes = codesOf();
  const head = JSON.stringify({
    valtillfalle: 'Val_2026',
    valklass: 'Ordinarie val',
    rakningstillfalle: count === 'slutlig' ? 'slutlig' : 'preliminär',
    valtyp: 'RD',
    valdatum: '2026-09-13',
    tidigareValdatum: '2022-09-11',
    test: false,
    senasteUppdateringstid: '2026-09-14T03:14:09',
    antalUppdateringar: 412,
    antalValdistriktRaknade: codes.length,
    antalValdistriktSomSkaRaknas: codes.length,
  });
  const districts = codes.map((code, at) => JSON.stringify(district(at, code, count)));
  return `${head.slice(0, -1)},"valdistrikt":[${districts.join(',')}]}`;
}

/** Its archive; `padding`: bytes of a member beside it that cannot be packed. */
export function nationalZip(count: Count, text: string, padding = 0): Uint8Array {
  const noise = new Uint32Array(padding / 4);
  let state = 1;
  for (let at = 0; at < noise.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[at] = state ^ (state >>> 15);
  }
  const beside = { name: 'Utfyllnad', bytes: new Uint8Array(noise.buffer), modified, stored: true };
  const member = { name: memberName(count), bytes: Buffer.from(text), modified };
  return new ZipWriter().write(padding > 0 ? [member, beside] : [member]);
}
