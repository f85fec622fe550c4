/** What must be said wherever a night is shown, in Swedish; the figures in it are counted in the table. */
import type { JsonNightTable } from './json-table.ts';
import type { NightTable, ReportEntry } from './table.ts';

/** Where the record of 2014 ends. */
export function remarks2014(table: NightTable): string[] {
  const districts = (table.night ?? []).flatMap(({ letter, constituencies }) =>
    constituencies.flatMap((each) =>
      each.districts.map((district) => ({ letter, counted: district.report !== undefined })),
    ),
  );
  const missing = (letter: string) =>
    districts.filter((each) => each.letter === letter && !each.counted).length;
  return [
    `Valnatten den 14 september 2014 med Valmyndighetens egna siffror och rapporttider, så långt de är bevarade: till ${dotted(table.archives.at(-1))}.`,
    `Då återstod ${missing('R')} valdistrikt i riksdagsvalet, ${missing('K')} i kommunvalen och ${missing('L')} i landstingsvalet. De syns som oräknade tills det slutliga resultatet kommer.`,
    'Det slutliga resultatet är Valmyndighetens export från den 20 februari 2015.',
    table.credit,
  ];
}

/** That 2018 is a reconstruction, and which of its times are on record. */
export function remarks2018(table: NightTable): string[] {
  const night = (table.reports ?? []).filter(([, , , , source]) => source !== 'own');
  const recorded = night.filter(isRecorded);
  const of = (letter: string) =>
    `${recorded.filter((report) => report[0] === letter).length} av ${night.filter((report) => report[0] === letter).length}`;
  return [
    `Rekonstruerad valnatt: distriktens resultat är de slutliga från 2018, inte de som rapporterades på valnatten.`,
    `Rapporttiderna är valnattens 2014 för ${recorded.length} av ${night.length} distriktsrapporter (${percent(recorded.length, night.length)} %): riksdagen ${of('R')}, kommunerna ${of('K')}, landstinget ${of('L')}. Övriga ${night.length - recorded.length} är beräknade.`,
    'Onsdagens uppsamlingsdistrikt (från 16.00 den 12 september) har tider och form som vi själva har valt.',
    'Mandaten i kommunvalen före det slutliga resultatet är simulatorns egen fördelning: vad Valmyndigheten visade på valnatten finns inte bevarat.',
    'Det slutliga resultatet visas den 24 september 2018, då riksdagsvalets filer exporterades; Ragundas kommunval, som avgjordes på nytt, den 17 januari 2019.',
    table.credit,
  ];
}

/** What of 2026 is recorded, and what is our own. */
export function remarks2026(table: JsonNightTable): string[] {
  const comparable = table.districts.filter(({ comparison }) => comparison === 'Kan jämföras').length;
  return [
    `Valnatten den 13 september 2026: riksdagsvalets ${table.districts.length} valdistrikt i Jämtlands län med de siffror och rapporttider som är bevarade; tiden är distriktets senaste rapport. Region- och kommunvalens valnatt finns inte bevarad.`,
    'Filen för hela landet innehåller i reprisen bara Jämtlands län.',
    'Uppsamlingsdistrikten: länets summa är Valmyndighetens; fördelningen på kommunerna är vår egen, efter deras storlek 2022, liksom tiderna före den 17 september 18.03.31. Därför har några kommuner fler röster då än i det slutliga resultatet. Uppsamlingsdistriktens ogiltiga röster är inte kända och står som 0.',
    `Jämförelsen med 2022 är vår egen: ett valdistrikt jämförs om det har samma kod och minst ${table.leastCommonArea} % av ytan gemensam (${comparable} av ${table.districts.length}). För kommunerna och länet visas 2022 när allt är räknat.`,
    'Slutligt resultat: riksdagsvalet den 19 september 14.53.03 som bevarat, utan valdistrikt. Dagarna för region- och kommunvalen (23–25 september) är våra egna.',
    'Antalet röstande i region- och kommunvalen: slutliga giltiga röster och den preliminära räkningens ogiltiga; röstberättigade enligt den preliminära räkningen. Länets mandat i riksdagen är den preliminära räkningens.',
    `Partikoderna ${codesOfOurs(table)} har vi hittat på: partiernas egna är inte kända.`,
    table.credit,
  ];
}

function codesOfOurs({ parties }: JsonNightTable): string {
  const own = parties.filter((party) => party[4] === 'ours').map(([code]) => code);
  return `${own[0]}–${own.at(-1)}`;
}

function isRecorded([, , , , source]: ReportEntry): boolean {
  return source === 'recorded';
}

function percent(part: number, whole: number): number {
  return Math.round((100 * part) / whole);
}

function dotted(time = ''): string {
  return time.replaceAll(':', '.');
}
