/** What became of a copy, as sentences for whoever sent it. */
import type { Contest } from '../election/snapshot-shape.ts';
import { figureName } from './bare.ts';
import type { Figure } from './figure.ts';
import { andList, contestPhrase, momentPhrase } from './phrases.ts';
import type { CorrectedPlace, Recall, Remembered } from './recall.ts';
import { capitalise } from '../format.ts';

/** What the words need to know besides the copy and its outcome. */
export interface RecallContext {
  /** The figure as it is now; `null`: there is none. */
  readonly now: Figure | null;
  /** For the names of municipalities. */
  readonly contests: readonly Pick<Contest, 'id' | 'type' | 'area'>[];
  /** The election's evening: times of that night stand bare. */
  readonly evening: string;
}

/** `Kommunvalet i Bräcke: Andel`; a goal's own label. */
export function recallTitle(figure: Figure): string {
  const name = figureName(figure);
  if (figure.kind === 'goal' || figure.kind === 'count') return name;
  return `${capitalise(contestPhrase(figure))}: ${name}`;
}

/** `Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i Bräcke kl. 22.50.` */
export function recallWords(copied: Remembered, recall: Recall, context: RecallContext): string {
  const when = momentPhrase(copied.copiedAt, context.evening);
  switch (recall.outcome) {
    case 'holds':
      return `Det som du kopierade ${when} gäller.`;
    case 'gone':
      return `Du kopierade ${quoted(recall.then, copied)} ${when}. Den uppgiften finns inte längre.`;
    case 'grown':
      return `Du kopierade ${quoted(recall.then, copied)} ${when}. ${sinceWords(recall, copied, 'Mer är räknat sedan dess')}`;
    case 'stage':
      return `Du kopierade ${quoted(recall.then, copied)} ${when}. ${sinceWords(recall, copied, stageWords(copied, context))}`;
    case 'corrected':
      return correctedWords(copied, recall, context);
  }
}

/** A number stands as it is, a word in quotes. */
const quoted = (value: string, { figure }: Remembered): string =>
  figure.kind === 'goal' || figure.kind === 'rank' || figure.kind === 'majority' ? `”${value}”` : value;

const sinceWords = (
  { then, now }: { readonly then: string; readonly now: string },
  copied: Remembered,
  why: string,
): string => (then === now ? `${why}; det står fast.` : `${why}; nu ${quoted(now, copied)}.`);

function stageWords({ figure }: Remembered, { now }: RecallContext): string {
  const stage = now && now.kind !== 'count' ? now.ground.stage : 'none';
  const before = figure.kind === 'count' ? 'none' : figure.ground.stage;
  if (stage === before) return 'Slutliga resultat har kommit från en del av kommunerna';
  if (stage === 'final') return 'Det slutliga resultatet har kommit';
  return stage === 'wednesday' ? 'Onsdagens röster räknas' : 'Räkningen har gått tillbaka';
}

type Corrected = Extract<Recall, { readonly outcome: 'corrected' }>;

function correctedWords(copied: Remembered, recall: Corrected, context: RecallContext): string {
  const [then, now] = [quoted(recall.then, copied), quoted(recall.now, copied)];
  const when = momentPhrase(copied.copiedAt, context.evening);
  const start = `Du kopierade ${then} ${when}`;
  if (recall.corrected.length === 0) return `${start}; nu ${now}.`;
  const at = recall.at ? ` ${momentPhrase(recall.at, context.evening)}` : '';
  const why = `efter rättelse i ${correctedPlaces(recall.corrected, copied.figure, context)}${at}`;
  const should = recall.should ?? recall.now;
  if (should === recall.then) return `${start}. Det står fast, men andra tal i texten är ändrade ${why}.`;
  if (!recall.moved || recall.should === null) return `${start}; nu ${now} ${why}.`;
  const meanwhile = recall.now === should ? '' : ` Mer är räknat sedan dess; nu ${now}.`;
  return `${start}. Det skulle ha varit ${quoted(should, copied)}, ${why}.${meanwhile}`;
}

const FEW = 3;

/** `Bräcke`, `Frösö 5 i Östersund och uppsamlingsdistriktet i Berg`, `7 distrikt i Berg och Krokom` */
export function correctedPlaces(
  places: readonly CorrectedPlace[],
  figure: Figure,
  { contests }: Pick<RecallContext, 'contests'>,
): string {
  const inCounty = figure.kind !== 'count' && figure.type !== 'KF';
  const nameOf = (code: string) =>
    contests.find(({ type, area }) => type === 'KF' && area.code === code)?.area.name ?? null;
  if (places.length > FEW) {
    const names = [...new Set(places.flatMap(({ municipality }) => nameOf(municipality) ?? []))];
    const where = names.length > FEW ? `${names.length} kommuner` : andList(names);
    return `${places.length} distrikt${inCounty && names.length > 0 ? ` i ${where}` : ''}`;
  }
  return andList(
    places.map(({ name, municipality, collection }) => {
      const within = nameOf(municipality);
      if (collection) return `uppsamlingsdistriktet${within ? ` i ${within}` : ''}`;
      return inCounty && within && !name.startsWith(within) ? `${name} i ${within}` : name;
    }),
  );
}
