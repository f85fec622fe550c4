/** Faults inside the result files, made by replacing text in their ISO-8859-1 bytes. */
import type { ResultFile } from './recording.ts';

type Edit = (files: readonly ResultFile[]) => readonly ResultFile[];

const MUNICIPALITY = /_\d{4}[RLK]\.xml$/;
const REPORTED_DISTRICT = /[ \t]*<VALDISTRIKT [^>]*\bTID_RAPPORT="\d+"[^>]*>[^]*?<\/VALDISTRIKT>\n?/;

export const XML_FAULTS = {
  badMember: (files) => editOne(files, (text) => text.slice(0, Math.floor(text.length * 0.6))),
  negativeVotes: (files) =>
    editOne(files, (text) =>
      text.replace(REPORTED_DISTRICT, (district) =>
        district.replace(
          /(<GILTIGA [^>]*\bPARTI="[^"]*" RÖSTER=")(\d+)"/,
          (_, start, votes) => `${start}-${Number(votes) || 1}"`,
        ),
      ),
    ),
  doubleDistrict: (files) =>
    editOne(files, (text) => text.replace(REPORTED_DISTRICT, (district) => district + withOneMore(district))),
  testData: (files) =>
    editAll(files, (text) => text.replace(/ TILLFÄLLE="([^"]*)"/, ' TILLFÄLLE="Genrep $1"')),
  wrongElectionDate: (files) => editAll(files, atPreviousElection),
} as const satisfies Record<string, Edit>;

/** The municipality's file that was exported last (the first of them when several were): the one that is news. */
export function newestMunicipality(files: readonly ResultFile[]): ResultFile | null {
  const municipalities = files.filter(({ name }) => MUNICIPALITY.test(name));
  const newestFirst = municipalities.sort((a, b) => Date.parse(b.exportedAt) - Date.parse(a.exportedAt));
  return newestFirst[0] ?? files.at(-1) ?? null;
}

/** A vote more for the first party, in the district's sums too: only that it stands twice is wrong with it. */
function withOneMore(district: string): string {
  const more = (_: string, start: string, votes: string): string => `${start}${Number(votes) + 1}"`;
  return district
    .replace(/(<VALDISTRIKT [^>]* RÖSTER=")(\d+)"/, more)
    .replace(/(<GILTIGA [^>]* RÖSTER=")(\d+)"/, more)
    .replace(/(<VALDELTAGANDE [^>]* SUMMA_RÖSTER=")(\d+)"/, more);
}

function atPreviousElection(text: string): string {
  const previous = / VALDAG_FGVAL="(\d{8})"/.exec(text)?.[1];
  return text.replace(
    / VALDAG="(\d{8})"/,
    (_, day: string) => ` VALDAG="${previous ?? Number(day) - 4_00_00}"`,
  );
}

function editOne(files: readonly ResultFile[], change: (text: string) => string): readonly ResultFile[] {
  const target = newestMunicipality(files);
  return files.map((file) => (file === target ? edited(file, change) : file));
}

function editAll(files: readonly ResultFile[], change: (text: string) => string): readonly ResultFile[] {
  return files.map((file) => edited(file, change));
}

function edited(file: ResultFile, change: (text: string) => string): ResultFile {
  return { ...file, bytes: Buffer.from(change(Buffer.from(file.bytes).toString('latin1')), 'latin1') };
}
