/** What must be said wherever a night is shown, in Swedish; the figures in it are counted in the table. */
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

function isRecorded([, , , , source]: ReportEntry): boolean {
  return source === 'recorded';
}

function percent(part: number, whole: number): number {
  return Math.round((100 * part) / whole);
}

function dotted(time = ''): string {
  return time.replaceAll(':', '.');
}
