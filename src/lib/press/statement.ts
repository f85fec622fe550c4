/**
 * A draft of a statement: the facts of the goals that were picked, places for a heading and a quote, and what each fact
 * stands on, as plain text and HTML in one copy.
 */
import type { Contest, Snapshot, TargetState } from '../election/snapshot-shape.ts';
import { escapeHtml, groundOf, linkOf, type Copy, type CopyContext } from './copy.ts';
import type { CountFigure, GoalFigure } from './figure.ts';
import { goalFigures } from './goal-figures.ts';
import { sentence } from './sentence.ts';

export const HEADING_PLACE = '[Rubrik]';
export const QUOTE_PLACE = '– [Citat: …], säger [namn, titel].';

/**
 * The picked goals in order of importance. What is settled for good is the news, so final answers come first; then
 * answers of the preliminary count, then what leans, then what is too early to tell. Among equals the contest with the
 * most voters, since that is whom it concerns; hand counts, which no voter has cast, after them; then the programme's
 * own order. Whether a goal is reached or missed moves nothing: a draft that puts bad news last is no draft of facts.
 */
export function statementFigures(
  picked: readonly string[],
  snapshot: Snapshot,
): readonly (GoalFigure | CountFigure)[] {
  const figures = goalFigures(snapshot).filter(({ target }) => picked.includes(target.id));
  return figures.toSorted(
    (a, b) => weight(a) - weight(b) || sizeOf(b, snapshot.contests) - sizeOf(a, snapshot.contests),
  );
}

const WEIGHTS: Readonly<Record<TargetState, number>> = {
  reached: 1,
  missed: 1,
  leaningReached: 2,
  leaningMissed: 2,
  tooEarly: 3,
  unknown: 4,
};

const weight = ({ target }: GoalFigure | CountFigure): number => (target.final ? 0 : WEIGHTS[target.state]);

/** Valid votes last time, which the count does not change; a contest without a record by those counted. */
function sizeOf(figure: GoalFigure | CountFigure, contests: readonly Contest[]): number {
  const contest = contests.find(({ id }) => id === figure.contest);
  return contest ? (contest.baseline?.valid ?? contest.valid) : -1;
}

interface Fact {
  readonly text: string;
  readonly ground: string;
  readonly link: string;
}

/** The draft; `null`: nothing can be said of any of the picked goals. */
export function statementCopy(
  picked: readonly string[],
  snapshot: Snapshot,
  context: CopyContext,
): Copy | null {
  const told = new Set<string>();
  const facts = statementFigures(picked, snapshot).flatMap((figure): Fact[] => {
    // The same places are compared once; the contest's next goal is told without them.
    const first = figure.contest !== null && !told.has(figure.contest);
    if (figure.kind === 'goal' && figure.target.kind !== 'governing') told.add(figure.contest);
    const text =
      (first ? sentence(figure, 'compared', context.decimals) : null) ??
      sentence(figure, 'short', context.decimals);
    return text === null ? [] : [{ text, ground: groundOf(figure, context), link: linkOf(figure, context) }];
  });
  return facts.length === 0 ? null : draft(facts, context.snapshot.night.label);
}

/** Heading, the first fact, the quote, the other facts, and the grounds: one each, with the addresses of its facts. */
function draft(facts: readonly Fact[], label: string): Copy {
  const [first, ...others] = facts.map(({ text }) => text);
  const paragraphs = [HEADING_PLACE, first ?? '', QUOTE_PLACE, ...others];
  const grounds = new Map<string, string[]>();
  for (const { ground, link } of facts) grounds.set(ground, [...(grounds.get(ground) ?? []), link]);
  const plainGrounds = [...grounds].map(([ground, links]) => [ground, ...links].join('\n'));
  const htmlGrounds = [...grounds].map(
    ([ground, links]) => `<p>${escapeHtml(ground)}${links.map((link) => `<br>${anchor(link)}`).join('')}</p>`,
  );
  return {
    plain: [...(label ? [label] : []), ...paragraphs, ...plainGrounds].join('\n\n'),
    html: [
      ...(label ? [`<p><strong>${escapeHtml(label)}</strong></p>`] : []),
      ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
      ...htmlGrounds,
    ].join(''),
  };
}

const anchor = (link: string): string => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`;
