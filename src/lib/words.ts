/** The one table of Swedish words: pages, clipboard, exports and tests say the same thing in the same words. */
import type { ElectionType, Stage } from './election/model.ts';
import type { FeedErrorKind } from './election/parse/error.ts';
import type {
  Contest,
  LeftOut,
  LeftOutReason,
  Snapshot,
  Target,
  TargetState,
} from './election/snapshot-shape.ts';
import {
  capitalise,
  formatCount,
  formatDistricts,
  formatInteger,
  formatNumberWord,
  formatShareOf,
  formatVotes,
  formatWhen,
  formatYear,
} from './format.ts';

export { creditOf } from './election/credit.ts';

/** The states in the order of how good the news is; lists and tallies follow it. */
export const STATE_ORDER: readonly TargetState[] = [
  'reached',
  'leaningReached',
  'tooEarly',
  'leaningMissed',
  'missed',
  'unknown',
];
export const STATE_WORDS: Readonly<Record<TargetState, string>> = {
  reached: 'Nått',
  leaningReached: 'Lutar åt nått',
  tooEarly: 'För tidigt',
  leaningMissed: 'Lutar åt inte nått',
  missed: 'Inte nått',
  unknown: 'Okänt',
};

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  none: 'Inga distrikt räknade ännu',
  night: 'Valnatt, preliminärt',
  wednesday: 'Efter onsdagsräkningen',
  final: 'Slutligt',
};

export const CONTEST_WORDS: Readonly<Record<ElectionType, string>> = {
  RD: 'riksdagsval',
  RF: 'regionval',
  KF: 'kommunval',
};

/** Where the page of a council is; the Riksdag's constituency has none. */
export const COUNCIL_PATHS: Readonly<Record<ElectionType, 'kommun' | 'region' | null>> = {
  RD: null,
  RF: 'region',
  KF: 'kommun',
};

/** `Kommunvalet i Bräcke`, `Regionvalet, Region Jämtland Härjedalen` */
export const contestTitle = ({ type, area }: Pick<Contest, 'type' | 'area'>): string =>
  `${capitalise(CONTEST_WORDS[type])}et${type === 'KF' ? ' i' : ','} ${area.name}`;

export const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  changedAwaitsGroup: 'har ändrade gränser och jämförs som grupp när alla i gruppen är räknade',
  noPreviousFigures: 'saknar siffror från förra valet',
  collectionAwaitsOthers: 'är uppsamlingsdistrikt och jämförs när kommunens alla är räknade',
};

/** Why a file was refused, told to someone who has never seen one. */
export const REFUSAL_WORDS: Readonly<Record<FeedErrorKind, string>> = {
  archive: 'arkivet är skadat eller avbrutet',
  memberChecksum: 'en fil i arkivet är skadad',
  archiveChecksum: 'arkivets kontrollsumma stämmer inte',
  tooManyMembers: 'arkivet har orimligt många filer',
  tooLarge: 'filen är orimligt stor',
  compressionRatio: 'arkivet är orimligt hårt packat',
  tooDeep: 'filen är orimligt uppbyggd',
  encoding: 'teckenkodningen är fel',
  malformedXml: 'filen är trasig',
  malformedJson: 'filen är trasig',
  archiveIndex: 'arkivet stämmer inte med flödets förteckning',
  outOfStep: 'arkivets filer hör inte ihop',
  signature: 'filens signatur saknas eller är fel',
  unknownRoot: 'filen är inte en resultatfil',
  unknownElement: 'filen innehåller något okänt',
  missingElement: 'en uppgift saknas i filen',
  missingAttribute: 'en uppgift saknas i filen',
  invalidValue: 'ett värde går inte att tolka',
  notAnInteger: 'ett röstetal är inte ett heltal',
  negative: 'ett röstetal är negativt',
  sumMismatch: 'ett distrikts röster stämmer inte med dess summa',
  duplicateDistrict: 'samma distrikt står två gånger',
  castAboveElectorate: 'fler röster än röstberättigade',
  wrongElectionDate: 'filen gäller ett annat val',
  wrongType: 'innehållet stämmer inte med filens namn',
  testData: 'filen är märkt som test',
  olderState: 'filen är äldre än den vi redan har',
  unknownFile: 'filen är inte en resultatfil',
};

const counted = (contest: Pick<Contest, 'stage'>): boolean => contest.stage !== 'none';
export const anythingCounted = (contests: readonly Contest[]): boolean => contests.some(counted);

/**
 * How far the whole night has come: the words of the stage if all share one, otherwise what holds for all. What is not
 * counted has no stage to share, but it is not final.
 */
export function stageOfNight(contests: readonly Pick<Contest, 'stage'>[]): string {
  const stages = new Set(contests.filter(counted).map((contest) => contest.stage));
  const [only] = stages;
  if (only === undefined) return STAGE_WORDS.none;
  if (stages.has('final') && contests.some(({ stage }) => stage !== 'final')) return 'Delvis slutligt';
  if (stages.size > 1) return 'Preliminärt';
  return STAGE_WORDS[only];
}

/** `Ett mål nått`, `Inget mål nått`, `Tre mål nådda`. */
function reachedWords(count: number): string {
  if (count === 0) return 'Inget mål nått';
  return count === 1 ? 'Ett mål nått' : `${capitalise(formatNumberWord(count))} mål nådda`;
}
const missedWords = (count: number): string =>
  count === 1 ? 'ett inte nått' : `${formatNumberWord(count)} inte nådda`;

/** The answer of the page in one sentence. */
export function headline({ programme, targets, contests, night }: Snapshot): string {
  const year = formatYear(night.baselineDate);
  if (programme.comparisonOnly || targets.length === 0) return `Jämförelse med ${year}, inga antagna mål`;
  const count = (state: TargetState) => targets.filter((target) => target.state === state).length;
  const [reached, missed] = [count('reached'), count('missed')];
  if (reached + missed === 0)
    return anythingCounted(contests) ? 'Inget mål är avgjort ännu' : 'Räkningen har inte börjat';
  if (reached === targets.length) return targets.length === 1 ? 'Målet är nått' : 'Alla mål är nådda';
  return missed === 0 ? reachedWords(reached) : `${reachedWords(reached)}, ${missedWords(missed)}`;
}

/** What will come and when, before the first district; `now` is the night's clock. The country's first: 20.40 in 2018, 20.49 in 2026. */
export function waitingWords(electionDate: string, now: string): string {
  const closed = Date.parse(now) >= Date.parse(`${electionDate}T20:00:00+02:00`);
  const polls = closed ? 'Vallokalerna är stängda.' : 'Vallokalerna stänger 20.00.';
  return `${polls} De första distrikten brukar komma omkring 20.45.`;
}

/** `45 av 82 valdistrikt`; before any file has told how many there are, no number. */
export const countedWords = ({ districts, of }: Contest['counted']): string =>
  of === 0
    ? 'inga uppgifter ännu'
    : `${formatInteger(districts)} av ${formatCount(of, 'valdistrikt', 'valdistrikt')}`;
/** `0 av 8 uppsamlingsdistrikt`; the late advance votes that Wednesday's count brings. */
export const collectionWords = ({ collection, collectionOf }: Contest['counted']): string =>
  `${formatInteger(collection)} av ${formatCount(collectionOf, 'uppsamlingsdistrikt', 'uppsamlingsdistrikt')}`;

/** `4 av 6 distrikt` */
export const countedShort = ({ counted }: Pick<Contest, 'counted'>): string =>
  counted.of === 0
    ? 'inga uppgifter'
    : `${formatInteger(counted.districts)} av ${formatDistricts(counted.of)}`;

/** What an arrow picture shows, as a sentence. */
export function arrowsTitle(contests: readonly Contest[], year: string): string {
  const compared = contests.flatMap(({ likeForLike }) => (likeForLike ? [likeForLike] : []));
  if (compared.length === 0) {
    return anythingCounted(contests)
      ? 'Inget räknat kommunval går att jämföra ännu'
      : 'Inga kommunval räknade ännu';
  }
  const above = compared.filter(({ change }) => change > 0).length;
  const count = above === 0 ? 'Inget' : capitalise(formatNumberWord(above));
  const all = formatNumberWord(compared.length);
  const which = compared.length === contests.length ? 'kommunval' : 'räknade kommunval';
  const final = contests.every(({ stage }) => stage === 'final');
  return `${count} av ${all} ${which} ligger över ${year}${final ? '' : ' i samma distrikt'}`;
}

/** On what ground a goal's state stands: `slutligt`, `preliminärt, sedan 22.41`. */
export function targetGround({ state, final, since }: Target, evening: string): string {
  if (final) return 'slutligt';
  if (state === 'tooEarly' || state === 'unknown') return '';
  const ground = state === 'reached' || state === 'missed' ? ['preliminärt'] : [];
  return [...ground, ...(since ? [`sedan ${formatWhen(since, evening)}`] : [])].join(', ');
}

/** `nu, i 45 jämförda distrikt`: what the like-for-like share stands on. */
export function comparedWords(contest: Pick<Contest, 'likeForLike' | 'stage'>): string {
  const compared = contest.likeForLike;
  if (!compared) return '';
  if (contest.stage === 'final') return 'slutligt, hela valområdet';
  const collection =
    compared.collection > 0 ? ` och ${formatInteger(compared.collection)} uppsamlingsdistrikt` : '';
  return `nu, i ${formatCount(compared.districts, 'jämfört distrikt', 'jämförda distrikt')}${collection}`;
}

/** What is counted but not compared, one sentence for each reason. */
export function leftOutSentences(leftOut: readonly LeftOut[]): readonly string[] {
  const reasons = new Map<LeftOutReason, number>();
  for (const { reason } of leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(
    ([reason, count]) =>
      `${formatCount(count, 'räknat distrikt', 'räknade distrikt')} ${LEFT_OUT_WORDS[reason]}.`,
  );
}

/** `35 051 röster`, `Mer än 39,78 %` */
export const goalWords = (target: Target): string =>
  target.goal === null
    ? 'Målet'
    : target.kind === 'share'
      ? `Mer än ${formatShareOf(target.goal)}`
      : formatCount(target.goal, 'röst', 'röster');

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What the rest must give for a contest's goals, each with its one assumption. */
export function neededSentences(targets: readonly Target[], baselineYear: string): readonly string[] {
  const open = targets.flatMap((target) => {
    const shareOfRest = openShare(target);
    return shareOfRest === null ? [] : [{ goal: goalWords(target), share: formatShareOf(shareOfRest, 1) }];
  });
  const [first, ...rest] = open;
  const plain = first && [
    `${first.goal} kräver ${first.share}`,
    ...rest.map(({ goal, share }) => `${lowerFirst(goal)} ${share}`),
  ];
  const some = targets.find(({ needed }) => needed !== null)?.needed ?? null;
  const assumption =
    some?.restBy === 'expected' && some.restVotes !== null
      ? `om ${formatVotes(some.restVotes)} återstår, som väntat`
      : `om lika många röster återstår som ${baselineYear}`;
  const beforeThere =
    some && some.restShareBefore !== null
      ? `; där fick partiet ${formatShareOf(some.restShareBefore, 1)} ${baselineYear}`
      : '';
  const short = targets.filter(isShort);
  const missing = short.map(
    ({ kind, goal, needed }) =>
      `${formatVotes(needed?.votesOfRest ?? 0)} till ${kind === 'share' ? `mer än ${formatShareOf(goal ?? 0)}` : formatInteger(goal ?? 0)}`,
  );
  return [
    ...(plain ? [`${plain.join(' och ')} av det som återstår, ${assumption}${beforeThere}.`] : []),
    ...(short.length > 0 ? [`Allt är preliminärt räknat. Det saknas ${missing.join(' och ')}.`] : []),
    ...targets.flatMap((target) => exceptionSentence(target, assumption) ?? []),
  ];
}

/** Everything that had votes last time is in, and the goal is not there; the final count is still to come. */
const isShort = ({ needed, value, final }: Target): boolean =>
  value !== null && !final && needed?.settled === null && needed.votesOfRest > 0 && needed.restVotes === 0;

/** The share of the rest that a goal needs, where it is a share that the rest can give; otherwise `null`. */
function openShare({ needed, value, final }: Target): number | null {
  if (!needed || value === null || final || needed.settled !== null || needed.votesOfRest <= 0) return null;
  return needed.shareOfRest !== null && needed.shareOfRest <= 1 ? needed.shareOfRest : null;
}

/** A goal that is settled, beyond the rest, or without a rest to compare with. */
function exceptionSentence(target: Target, assumption: string): string | null {
  const { needed, goal, value } = target;
  if (!needed || goal === null || value === null) return null;
  if (target.final || isShort(target)) return null;
  const goalText = goalWords(target);
  if (needed.settled === 'missed') return `${goalText} kan inte längre nås, hur resten än röstar.`;
  if (needed.settled === 'reached') return `${goalText} är nått: ingen röst som återstår kan ändra det.`;
  if (needed.votesOfRest <= 0) return `${goalText} nås även utan en enda röst till, ${assumption}.`;
  const votes = formatVotes(needed.votesOfRest);
  if (needed.shareOfRest === null) {
    return `${goalText} kräver ${votes} till. Hur många som återstår är inte känt.`;
  }
  if (needed.shareOfRest <= 1) return null;
  const rest = formatInteger(needed.restVotes ?? 0);
  return needed.restBy === 'expected'
    ? `${goalText} kräver ${votes} till, fler än de ${rest} som väntas återstå.`
    : `${goalText} kräver ${votes} till, fler än de ${rest} som återstår, ${assumption}.`;
}
