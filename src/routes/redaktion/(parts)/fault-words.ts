/** Why something typed was refused, told to whoever typed it. */
import type { EntryProblem } from '$lib/election/entry-fault.ts';
import { formatInteger } from '$lib/format.ts';
import { sinceWords } from '$lib/governing-words.ts';

/** A fault as the API names it. */
export interface ApiFault {
  readonly field: string;
  readonly problem: string;
  readonly found: string | null;
  /** The line of a file with one entry a row. */
  readonly line?: number;
}

/** Stands in an address where no district was chosen. */
export const NO_DISTRICT = '-';

const quoted = (found: string | null): string => (found ? `”${found}”` : 'Det');

/** Every problem in Swedish; what was found makes it concrete. */
const WORDS: Readonly<Record<EntryProblem | 'notAName', (found: string | null) => string>> = {
  missing: () => 'Fyll i fältet.',
  tooLong: () => 'Texten är för lång.',
  notAName: () => 'Skriv ett namn på en rad.',
  notADate: (found) => `${quoted(found)} är inget datum.`,
  dateInFuture: (found) => `${quoted(found)} har inte varit än.`,
  notAnInteger: (found) => `${quoted(found)} är inget tal som går att använda här.`,
  negative: () => 'Talet får inte vara mindre än noll.',
  outOfRange: (found) => `${quoted(found)} är utanför vad som är möjligt.`,
  missingSource: () => 'Ange källan. Utan källa sparas ingen uppgift.',
  missingReason: () => 'Ange varför.',
  unknownArea: (found) => `Området ${quoted(found)} finns inte i programmet.`,
  unknownTerm: () => 'Välj mandatperiod, eller ange ett datum som ligger i en.',
  unknownParty: (found) => `Partiet ${quoted(found)} finns inte i valet.`,
  noParty: () => 'Välj minst ett parti.',
  duplicateParty: (found) => `${found ?? 'Ett parti'} står två gånger.`,
  partyBothInAndOut: (found) => `${found ?? 'Ett parti'} kan inte både ingå och inte ingå.`,
  endBeforeStart: () => 'Slutet ligger före början.',
  outsideTerm: () => 'Datumet ligger utanför mandatperioden.',
  overlap: (found) => `Krockar med en annan uppgift: ${factName(found)}. Ändra eller ta bort den först.`,
  unknownFact: () => 'Uppgiften finns inte längre. Någon kan ha ändrat den; ladda om sidan.',
  unknownScene: (found) => `Scenen ${quoted(found)} finns inte.`,
  unknownTarget: () => 'Målet finns inte i programmet.',
  unknownContest: () => 'Valet finns inte i programmet.',
  unknownDistrict: (found) => (found === NO_DISTRICT ? 'Välj distrikt.' : 'Distriktet finns inte i valet.'),
  alreadyCounted: (found) => `${found ?? 'Distriktet'} finns redan i Valmyndighetens fil, som gäller.`,
  ownAboveValid: () => 'Partiets röster är fler än de giltiga.',
  unknownFinding: () => 'Fyndet gäller inte längre: distriktet kan ha rättats. Ladda om sidan.',
  unknownStatus: () => 'Välj vad som gäller.',
  belowEarlier: (found) => `Det som räknas här kan bara växa: talet är mindre än tidigare, ${found ?? ''}.`,
  aboveLater: (found) => `Det som räknas här kan bara växa: talet är större än senare, ${found ?? ''}.`,
  twice: (found) => `Samma mål och dag står också på rad ${found ?? ''}.`,
  wrongColumns: () => 'Första raden ska vara mål;datum;värde;källa.',
  wrongRow: (found) =>
    `Raden har ${found ?? ''} fält i stället för fyra. Ett tal med decimalkomma står inom citattecken när kommatecken skiljer fälten.`,
  notCsv: () => 'Går inte att läsa som CSV: ett citattecken fattas.',
  tooMany: (found) => `Fler än ${found ?? ''} rader. Dela upp filen.`,
  notCounted: (found) => `${found ?? 'Distriktet'} är inte räknat.`,
  validAboveElectorate: (found) =>
    `Fler än distriktets ${found && /^\d+$/.test(found) ? formatInteger(Number(found)) : ''} röstberättigade.`,
};

/** A fault's words; a problem that this page does not know yet still says what the API said. */
export const faultWords = ({ problem, found }: ApiFault): string =>
  isKnown(problem) ? WORDS[problem](found) : `Går inte att använda (${problem}).`;

const isKnown = (problem: string): problem is keyof typeof WORDS => Object.hasOwn(WORDS, problem);

/** A fact's key in words: `mandatperioden 2018–2022, sedan april 2024`. */
export function factName(key: string | null): string {
  const [, from, since] = (key ?? '').split('/');
  if (!from || !since) return key ?? 'okänd';
  return `mandatperioden ${from}–${Number(from) + 4}, ${sinceWords(since === 'term' ? null : since)}`;
}
