/** What a figure's card says: goal or contest, state, the figure, against what, on what ground. */
import type { Snapshot, Target, TargetState } from '../election/snapshot-shape.ts';
import { capitalise, eveningOf } from '../format.ts';
import { anythingCounted, creditOf, waitingWords } from '../words.ts';
import { bareValue, figureName } from './bare.ts';
import { inContest, type Compared, type Figure, type GoalFigure } from './figure.ts';
import { groundWords } from './ground.ts';
import { contestPhrase } from './phrases.ts';
import { sentence } from './sentence.ts';
import { slotsOf } from './slots.ts';

export interface CardContent {
  /** `REPRIS 2018`; empty on the real night. */
  readonly label: string;
  /** Where: the contest; of goals counted by hand whose they are. */
  readonly title: string;
  readonly subtitle: string;
  readonly state: TargetState | null;
  /** Empty for a goal that has no figure: its state then stands in its place. */
  readonly number: string;
  readonly unit: string;
  readonly against: string;
  readonly ground: string;
  /** The party's own colour, `null` where none is known. */
  readonly colour: string | null;
  readonly picture: CardPicture | null;
  /** The whole in one sentence, for those who do not see it. */
  readonly said: string;
}

/** A line with a point on it (shares), or a bar from 0 (votes), beside one mark: last time, or the goal. */
export interface CardPicture {
  readonly kind: 'point' | 'bar';
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly mark: { readonly at: number; readonly label: string };
}

export function cardContent(figure: Figure, snapshot: Snapshot): CardContent {
  const { night, programme } = snapshot;
  const { value, against, picture } = figureOf(figure);
  const [, number = value, unit = ''] = /^(.*\d)\u00a0(\D+)$/.exec(value) ?? [];
  return {
    label: night.label,
    title: figure.kind === 'count' ? figure.party.name : capitalise(contestPhrase(figure)),
    subtitle: subtitleOf(figure),
    state: figure.kind === 'goal' || figure.kind === 'count' ? figure.target.state : null,
    number,
    unit,
    against,
    ground: groundWords(figure, {
      evening: eveningOf(night.electionDate),
      lostSince: null,
      credit: creditOf(programme),
    }),
    colour:
      colourOf(figure, snapshot) ??
      (figure.party.code === programme.party.code ? programme.party.colour : null),
    picture,
    said: sentence(figure, 'compared') ?? sentence(figure, 'short') ?? '',
  };
}

const colourOf = ({ contest, party }: Figure, { contests }: Snapshot): string | null =>
  contests.find(({ id }) => id === contest)?.parties.find(({ code }) => code === party.code)?.colour ?? null;

function subtitleOf(figure: Figure): string {
  const name = figureName(figure);
  if (figure.kind === 'goal' && figure.comparison) return `Jämförelse: ${name}`;
  if (figure.kind === 'goal' || figure.kind === 'count') return `Mål: ${name}`;
  return name.includes(figure.party.name) || figure.kind === 'turnout'
    ? name
    : `${figure.party.name}: ${lowerFirst(name)}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

interface Shown {
  readonly value: string;
  readonly against: string;
  readonly picture: CardPicture | null;
}

/** The figure, and what stands beside it. Part of a count is only set against the same places last time. */
function figureOf(figure: Figure): Shown {
  const slots = slotsOf(figure);
  switch (figure.kind) {
    case 'share': {
      const { compared } = figure;
      return { ...shareOf(figure, slots.share ?? ''), picture: compared && shares(compared) };
    }
    case 'goal':
      return goalOf(figure);
    case 'district': {
      const { before, votes, valid } = figure;
      const against = before ? `${capitalise(slots.change ?? '')}.` : '';
      const compared = before && {
        own: votes,
        valid,
        ownBefore: before.own,
        validBefore: before.valid,
        year: before.year,
      };
      return { value: slots.share ?? '', against, picture: compared && shares(compared) };
    }
    case 'count':
      return {
        value: bareValue(figure),
        against: `Målet är ${slots.number}.`,
        picture: bar(figure.value, figure.goal),
      };
    default: {
      const told = sentence(figure, 'compared') ?? sentence(figure, 'short') ?? '';
      const picture = figure.kind === 'change' ? shares(figure.compared) : null;
      return { value: bareValue(figure), against: told, picture };
    }
  }
}

/** The share that is compared, and how; without a comparison that of all counted votes. */
function shareOf(figure: Figure & { readonly compared: Compared | null }, share: string) {
  const { change = '', sameShare = share, places } = slotsOf(figure);
  const { compared } = figure;
  if (!compared) return { value: share, against: 'Av alla räknade röster.' };
  if (compared.whole) return { value: share, against: `${capitalise(change)}.` };
  return { value: sameShare, against: `I ${places}: ${change}.` };
}

function goalOf(figure: GoalFigure): Shown {
  const { target, votes, compared } = figure;
  const {
    share = '',
    goal = '',
    governing = '',
    margin = '',
    neededSentence = '',
    votes: counted = '',
  } = slotsOf(figure);
  if (target.kind === 'governing') return { value: '', against: governing, picture: null };
  if (target.kind === 'votes') {
    const open = [`Målet är ${goal}.`, neededSentence].filter(Boolean).join(' ');
    const against = target.final ? `${capitalise(margin)}.` : open;
    return { value: counted, against, picture: bar(votes, target.goal ?? 0) };
  }
  const shown = shareOf(figure, share);
  const aim = `Målet ${target.final ? 'var' : 'är'} ${goal}.`;
  return { ...shown, against: `${shown.against} ${aim}`, picture: compared && shares(compared) };
}

/** Room on each side of the two shares, as a share. */
const ROOM = 0.02;

type Both = Pick<Compared, 'own' | 'valid' | 'ownBefore' | 'validBefore' | 'year'>;
function shares({ own, valid, ownBefore, validBefore, year }: Both): CardPicture {
  const [now, before] = [own / valid, ownBefore / validBefore];
  return {
    kind: 'point',
    from: Math.max(0, Math.min(now, before) - ROOM),
    to: Math.min(1, Math.max(now, before) + ROOM),
    now,
    mark: { at: before, label: year },
  };
}

const bar = (now: number, goal: number): CardPicture => ({
  kind: 'bar',
  from: 0,
  to: Math.max(now, goal, 1) * 1.04,
  now,
  mark: { at: goal, label: 'mål' },
});

/** What a goal's card says while nothing can be told: what is waited for, and when it will come. */
export function untoldWords(
  { kind, contest: id }: Pick<Target, 'kind' | 'contest'>,
  { contests, night }: Pick<Snapshot, 'contests' | 'night'>,
  now: string,
): string {
  if (kind === 'count') return 'Ingen uppgift ännu.';
  if (kind === 'governing') return 'Vilka som styr är inte känt ännu.';
  const contest = contests.find((each) => each.id === id);
  if (!contest || !anythingCounted(contests)) return waitingWords(night.electionDate, now);
  return `Inga distrikt räknade ännu i ${contestPhrase(inContest(contest))}.`;
}
