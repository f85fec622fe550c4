/** The log in words: what was written, and what stood there before. */
import type { Entry, EntryKind, HandCount, OralReport } from '$lib/election/entry.ts';
import { readFindingId, type FindingEntry } from '$lib/election/finding.ts';
import type { ScreenState } from '$lib/election/screen.ts';
import type { GoverningFact } from '$lib/election/governing.ts';
import { CHECK_WORDS, electionsWords, FINDING_STATUS_WORDS } from '$lib/finding-words.ts';
import { formatDate, formatInteger } from '$lib/format.ts';
import { majorityWords, partiesWords, periodWords, termWords } from '$lib/governing-words.ts';
import { wordsOf } from './governing-form.ts';

/** One row of `GET /api/audit`. */
export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly kind: EntryKind;
  readonly subject: string;
  readonly old: Entry['value'];
  readonly new: Entry['value'];
  readonly reason: string | null;
  readonly revision: number;
}

/** Names of what the log has by code. */
export interface AuditNames {
  /** Areas by code, contests by id, goals by id. */
  readonly named: ReadonlyMap<string, string>;
  /** The programme's party, as its label on the ballot. */
  readonly party: string;
}

export interface AuditWords {
  readonly title: string;
  readonly before: string | null;
  readonly after: string | null;
}

const KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  governing: 'Styre',
  count: 'Egen siffra',
  oral: 'Muntlig uppgift',
  finding: 'Kontroll',
  screen: 'Storbild',
};

/** `Styre, Bräcke: ändrat`, with the old and the new value. */
export function auditWords({ kind, subject, old, new: value }: AuditRow, names: AuditNames): AuditWords {
  const [code = ''] = subject.split('/');
  const what = value === null ? 'borttaget' : old === null ? 'inlagt' : 'ändrat';
  const inWords = (held: Entry['value']) => (held === null ? null : valueWords(kind, held, names));
  const about = aboutWords(kind, subject, { held: value ?? old, name: names.named.get(code) ?? code });
  return {
    title: `${[KIND_WORDS[kind], about].filter(Boolean).join(', ')}: ${what}`,
    before: inWords(old),
    after: inWords(value),
  };
}

/** What an entry is about; the screen is only itself. */
function aboutWords(
  kind: EntryKind,
  subject: string,
  { held, name }: { readonly held: Entry['value']; readonly name: string },
): string {
  if (kind === 'screen') return '';
  return kind === 'finding' ? subjectWords(subject, held) : name;
}

function valueWords(kind: EntryKind, value: NonNullable<Entry['value']>, { party }: AuditNames): string {
  switch (kind) {
    case 'governing':
      return factWords(value as GoverningFact);
    case 'count': {
      const { value: figure, date, source } = value as HandCount;
      return `${String(figure).replace('.', ',')}, ${formatDate(date)}. Källa: ${source}`;
    }
    case 'oral': {
      const { districtName, own, valid } = value as OralReport;
      return `${districtName}: ${party} ${formatInteger(own)} av ${formatInteger(valid)}`;
    }
    case 'screen':
      return screenWords(value as ScreenState);
    case 'finding':
      return FINDING_STATUS_WORDS[(value as FindingEntry).status];
  }
}

/** What the screen was told, without what is as usual. */
const screenWords = ({ pin, paused, secondsPerScene, hidden, line, step }: ScreenState): string =>
  [
    pin === null ? 'går runt' : `låst på ${pin}`,
    paused ? 'pausad' : '',
    `${secondsPerScene} s per scen`,
    hidden.length > 0 ? `dolda mål: ${hidden.join(', ')}` : '',
    line ? `text: ${line}` : '',
    `hopp ${step}`,
  ]
    .filter(Boolean)
    .join(', ');

/** `samma siffror i två val, Frösö 5 (regionval och kommunval)` */
function subjectWords(id: string, held: Entry['value']): string {
  const about = readFindingId(id);
  if (!about) return id;
  const { districtName } = held as FindingEntry;
  return `${CHECK_WORDS[about.check].toLowerCase()}, ${districtName} (${electionsWords(about.types)})`;
}

function factWords(fact: GoverningFact): string {
  const said = wordsOf(fact);
  const parts = [
    `${termWords(said)}: ${partiesWords(said)}`,
    periodWords(said),
    majorityWords(said).toLowerCase(),
    ...(fact.without.length > 0 ? [`utan ${fact.without.join(', ')}`] : []),
  ];
  return `${parts.join(', ')}. Källa: ${fact.sources.join('; ')}`;
}
