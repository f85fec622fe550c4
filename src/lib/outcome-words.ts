/** A goal's outcome in words: its figure, what was asked, what lies between, of which day, and who says so. */
import { isWhole } from './election/aftermath.ts';
import type { Contest, GoverningWords, Snapshot, Target } from './election/snapshot-shape.ts';
import { UNKNOWN } from './figures-table.ts';
import {
  formatDate,
  formatInteger,
  formatNumber,
  formatPointsInWords,
  formatShare,
  formatShareOf,
  formatSigned,
  formatVotes,
  NBSP,
} from './format.ts';
import { partiesWords } from './governing-words.ts';
import { creditOf, STAGE_WORDS } from './words.ts';

export interface Outcome {
  /** `33,60 % (28 632 av 85 223)`; `null`: not known. */
  readonly figure: string | null;
  readonly goal: string | null;
  /** `''` where there is nothing between to tell. */
  readonly gap: string;
  /** Of which day or count; `null`: not known. */
  readonly date: string | null;
  readonly source: string | null;
}

type Ground = Pick<Snapshot, 'contests' | 'night' | 'programme'>;

export function outcomeFigure(target: Target, ground: Ground): Outcome {
  if (target.kind === 'governing') return governingOutcome(target, ground);
  if (target.kind === 'count') return countOutcome(target);
  const contest = ground.contests.find(({ id }) => id === target.contest);
  return contest && contest.valid > 0
    ? votesOutcome(target, contest, ground)
    : { ...NOTHING, goal: goalText(target) };
}

const NOTHING: Outcome = { figure: null, goal: null, gap: '', date: null, source: null };

/** `mer än 39,78 %`, `minst 35 051 röster`, `minst 310 personer` */
export function goalText({ kind, goal, unit }: Target): string | null {
  if (goal === null) return kind === 'governing' ? 'ingår i styret' : null;
  if (kind === 'share') return `mer än ${formatShareOf(goal)}`;
  if (kind === 'votes') return `minst ${formatVotes(goal)}`;
  return `minst ${formatNumber(goal)}${NBSP}${unit ?? ''}`;
}

function votesOutcome(target: Target, contest: Contest, { programme }: Ground): Outcome {
  const { own, valid, stage, asOf, counted } = contest;
  /** A part of the count is never set against the whole of last time. */
  const whole = isWhole(counted);
  const isShare = target.kind === 'share';
  const day = asOf ? `, ${formatDate(asOf.slice(0, 10))}` : '';
  return {
    figure: isShare
      ? `${formatShare(own.votes, valid)} (${formatInteger(own.votes)} av ${formatInteger(valid)}${whole ? '' : ' räknade'})`
      : `${formatVotes(own.votes)}${whole ? '' : ' hittills'}`,
    goal: goalText(target),
    gap: whole ? gapText(target) : '',
    date: `${STAGE_WORDS[stage]}${day}`,
    source: creditOf(programme).replace(/^Källa: /, ''),
  };
}

function gapText({ kind, gap }: Target): string {
  if (gap === null) return '';
  return kind === 'share' ? formatPointsInWords(gap, 2) : `${formatSigned(gap)}${NBSP}röster`;
}

function governingOutcome({ governing, state }: Target, { programme }: Ground): Outcome {
  const goal = 'ingår i styret';
  if (!governing) return { ...NOTHING, goal };
  const { fact, ownMajority, judgedOn } = governing;
  const open = state === 'tooEarly';
  const date = judgedOn === null ? null : `${open ? 'bedöms' : 'bedömt'} ${formatDate(judgedOn)}`;
  if (ownMajority === 'certain') return { figure: 'egen majoritet', goal, gap: '', date, source: 'mandaten' };
  if (!fact) return { ...NOTHING, goal, date, ...(open ? { figure: 'inte avgjort ännu' } : {}) };
  const part = state === 'reached' ? 'ingår' : state === 'missed' ? 'ingår inte' : UNKNOWN;
  return {
    figure: `${programme.party.code} ${part}: ${partiesWords(fact)}`,
    goal,
    gap: '',
    date,
    source: fact.sources[0] ?? null,
  };
}

function countOutcome(target: Target): Outcome {
  const { value, gap, unit, counted } = target;
  const amount = (figure: number) => `${formatNumber(figure)}${NBSP}${unit ?? ''}`;
  return {
    figure: value === null ? null : amount(value),
    goal: goalText(target),
    gap: gap === null ? '' : `${gap > 0 ? '+' : ''}${amount(gap)}`,
    date: counted && formatDate(counted.date),
    source: counted && `partidistriktet: ${counted.source}`,
  };
}

/** Who governs, or unknown. */
export const governingShiftWords = (fact: GoverningWords | null): string =>
  fact ? partiesWords(fact) : UNKNOWN;
