/** A figure as a Swedish sentence: the template of its kind and state, filled from the figure's own integers. */
import type { Target } from '../election/snapshot-shape.ts';
import { NBSP } from '../format.ts';
import { fill } from './fill.ts';
import type { Compared, CountFigure, Figure, GoalFigure, MajorityFigure, SeatsFigure } from './figure.ts';
import { slotsOf } from './slots.ts';
import { TEMPLATES, type Length, type TemplateKind, type Texts } from './templates.ts';

/** Decimals of shares and of differences in percentage points. */
export type Decimals = 1 | 2;

/**
 * The sentence of a figure in one length, without its ground. `null`: there is no such sentence, because the figure has
 * nothing to be compared with or nothing more to say. Running text has the word `procent`; a post has the sign.
 */
export function sentence(figure: Figure, length: Length, decimals: Decimals = 2): string | null {
  const text = filled(figure, length, decimals);
  return length === 'post' ? text : (text?.replaceAll(`${NBSP}%`, `${NBSP}procent`) ?? null);
}

function filled(figure: Figure, length: Length, decimals: Decimals): string | null {
  const template = textsOf(figure)[length];
  return template === undefined ? null : fill(template, slotsOf(figure, decimals));
}

const LENGTHS: readonly Length[] = ['short', 'compared', 'statement', 'post'];

/** The lengths in which a figure can be told; one that would say the same as a shorter one is left out. */
export function lengthsOf(figure: Figure): readonly Length[] {
  const seen = new Set<string>();
  return LENGTHS.filter((length) => {
    const text = filled(figure, length, 2);
    if (text === null || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** The templates of a figure: its kind, and the state in which it is. */
export function textsOf(figure: Figure): Texts {
  const { kind, state } = templateOf(figure);
  const states: Readonly<Record<string, Texts>> = TEMPLATES[kind];
  const texts = states[state];
  if (!texts) throw new Error(`no template for ${kind} ${state}`);
  return texts;
}

/** Where a figure's texts stand in `TEMPLATES`. */
export interface TemplatePlace {
  readonly kind: TemplateKind;
  readonly state: string;
}

export function templateOf(figure: Figure): TemplatePlace {
  switch (figure.kind) {
    case 'share':
    case 'votes':
    case 'change':
      return { kind: figure.kind, state: countState(figure) };
    case 'district':
      return { kind: 'district', state: isFinal(figure) ? 'final' : 'preliminary' };
    case 'rank': {
      const tied = figure.tied.length > 0 ? 'Tied' : '';
      return { kind: 'rank', state: `${isFinal(figure) ? 'final' : 'preliminary'}${tied}` };
    }
    case 'seats':
      return { kind: 'seats', state: seatsState(figure) };
    case 'majority': {
      const own = figure.seats >= figure.majority ? 'Own' : 'None';
      return { kind: 'majority', state: `${seatsGround(figure)}${own}` };
    }
    case 'turnout':
      return { kind: 'turnout', state: 'final' };
    case 'goal':
      return goalTemplate(figure);
    case 'count':
      return { kind: 'countGoal', state: handState(figure) };
  }
}

const isFinal = ({ ground }: { readonly ground: { readonly stage: string } }): boolean =>
  ground.stage === 'final';

interface OfCount {
  readonly ground: { readonly stage: string };
  readonly compared: Compared | null;
}

function countState(figure: OfCount): 'preliminary' | 'finalPart' | 'final' {
  if (!isFinal(figure)) return 'preliminary';
  return figure.compared && !figure.compared.whole ? 'finalPart' : 'final';
}

function seatsState(figure: SeatsFigure): string {
  if (figure.type === 'RD') return isFinal(figure) ? 'fixedFinal' : 'fixed';
  return seatsGround(figure);
}

/** Whose seats they are, and of which count. */
const seatsGround = (figure: SeatsFigure | MajorityFigure): string =>
  `${figure.official ? 'official' : 'computed'}${isFinal(figure) ? 'Final' : ''}`;

const handState = ({ target }: CountFigure): string =>
  target.state === 'reached' || target.state === 'missed' ? target.state : 'tooEarly';

function goalTemplate({ target }: GoalFigure): TemplatePlace {
  if (target.kind === 'governing')
    return { kind: 'governingGoal', state: target.state === 'reached' ? 'reached' : 'missed' };
  return { kind: target.kind === 'votes' ? 'votesGoal' : 'shareGoal', state: goalState(target) };
}

/** A goal's state as sentences tell it: final, beyond doubt by arithmetic, or judged. */
function goalState({ state, final, needed }: Target): keyof typeof TEMPLATES.shareGoal {
  if (state === 'unknown') return 'tooEarly';
  if (state !== 'reached' && state !== 'missed') return state;
  const settled = needed?.settled === state;
  if (state === 'reached') return final ? 'finalReached' : settled ? 'settledReached' : 'reached';
  return final ? 'finalMissed' : settled ? 'settledMissed' : 'missed';
}
