/** What the feed checks found, in Swedish: the district, why it is looked at, and what to do about it. */
import type { CheckKind, Finding, FindingFigures, FindingStatus, Turnout } from './election/finding.ts';
import type { ElectionType } from './election/model.ts';
import {
  capitalise,
  formatDistricts,
  formatInteger,
  formatShare,
  formatSigned,
  formatVotes,
  NBSP,
} from './format.ts';
import { CONTEST_WORDS } from './words.ts';

export const CHECK_WORDS: Readonly<Record<CheckKind, string>> = {
  mixup: 'Samma siffror i två val',
  zero: 'Noll röster',
  half: 'Hälften av rösterna',
  magnitude: 'En siffra för mycket',
  fall: 'Färre röster än förut',
  knownFault: 'Känt fel',
};

export const FINDING_STATUS_WORDS: Readonly<Record<FindingStatus, string>> = {
  open: 'Öppen',
  acknowledged: 'Sedd, kontrolleras',
  knownFault: 'Känt fel',
  released: 'Frisläppt',
};

/** What names the elections in a finding's id: `regionval och kommunval`. */
export const electionsWords = (types: readonly ElectionType[]): string =>
  types.map((type) => CONTEST_WORDS[type]).join(' och ');

type Told = Pick<Finding, 'contests' | 'figures' | 'municipalityName' | 'districtName'>;

const typesOf = ({ contests }: Pick<Finding, 'contests'>): readonly ElectionType[] =>
  contests.map((contest) => contest.slice(0, 2) as ElectionType);

/** What is wrong, in lower case: `rapporterat med noll röster`. */
function faultOf(figures: FindingFigures, types: readonly ElectionType[]): string {
  switch (figures.check) {
    case 'mixup':
      return `${electionsWords(types)} har samma siffror (${figures.elections.map(({ valid }) => formatInteger(valid)).join(' och ')} giltiga röster).`;
    case 'zero':
      return 'rapporterat med noll röster.';
    case 'half':
      return `ungefär hälften av rösterna saknas? ${formatInteger(figures.valid)} giltiga mot ${formatInteger(figures.validBefore)} förra valet${turnoutWords(figures)}.`;
    case 'magnitude':
      return `${figures.party} har ${formatVotes(figures.votes)} mot ${formatInteger(figures.votesBefore)} förra valet. Är det en siffra för mycket? Med ${formatInteger(figures.votes / 10)} stämmer antalet röster (väntat omkring ${formatInteger(figures.expected)}).`;
    case 'fall':
      return figures.after === null
        ? `var räknat med ${formatVotes(figures.before)} och är nu inte räknat.`
        : `giltiga ${formatInteger(figures.before)} → ${formatInteger(figures.after)}${fallWords(figures.changes)}.`;
    case 'knownFault':
      return 'enligt uppgift till redaktionen är siffrorna fel.';
  }
}

/** `Kommunval: rapporterat med noll röster.` */
export function findingReason(finding: Pick<Told, 'contests' | 'figures'>): string {
  const types = typesOf(finding);
  const fault = faultOf(finding.figures, types);
  return types.length > 1 ? capitalise(fault) : `${capitalise(electionsWords(types))}: ${fault}`;
}

function turnoutWords({ turnout, turnoutBefore }: Extract<FindingFigures, { check: 'half' }>): string {
  if (!turnout || !turnoutBefore) return '';
  const share = ({ cast, eligible }: Turnout) => formatShare(cast, eligible, 1);
  return `, valdeltagande ${share(turnout)} mot ${share(turnoutBefore)}`;
}

const fallWords = (changes: readonly (readonly [string, number])[]): string =>
  changes.length === 0
    ? ''
    : ` (${changes.map(([code, by]) => `${code}${NBSP}${formatSigned(by)}`).join(', ')})`;

/** `Kontrollera Frösö 5: regionval och kommunval har samma siffror … Ring valnämnden i Östersund …` */
export function findingAction(finding: Told): string {
  const { districtName, municipalityName, figures } = finding;
  const types = typesOf(finding);
  const where = types.length > 1 ? districtName : `${districtName} i ${electionsWords(types)}et`;
  const call = `Ring valnämnden i ${municipalityName}`;
  const next: Readonly<Record<CheckKind, string>> = {
    mixup: `${call} och fråga vilket av valen som är rätt.`,
    zero: `Räknas som ej inkommet i prognosen. ${call} och fråga om distriktet är räknat.`,
    half: `${call} och fråga om alla röster är med.`,
    magnitude: `${call} och fråga efter partiets siffra.`,
    fall: `${call} om ändringen inte är väntad.`,
    knownFault: 'Vänta på ny rapport, eller släpp fritt när siffrorna bekräftats.',
  };
  return `Kontrollera ${where}: ${faultOf(figures, types)} ${next[figures.check]}`;
}

/** `1 distrikt kontrolleras`; empty where nothing is held back. */
export const heldBackWords = ({ heldBack }: { readonly heldBack: number }): string =>
  heldBack > 0 ? `${formatDistricts(heldBack)} kontrolleras` : '';
