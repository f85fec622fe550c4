/** The retrospective in words: sentences built from figures, each saying only what its figures say. */
import type { Aftermath, AftermathParty, Turnout } from './election/aftermath.ts';
import type { AftermathDistrict, NoChange } from './election/aftermath-districts.ts';
import type { PlaceBallots } from './election/aftermath-report.ts';
import type { Target } from './election/snapshot-shape.ts';
import {
  capitalise,
  formatCount,
  formatInteger,
  formatNumberWord,
  formatPercentOf,
  formatPoints,
  formatShare,
  formatVotes,
} from './format.ts';
import { changeBetween, UNKNOWN } from './figures-table.ts';
import { CONTEST_WORDS, LEFT_OUT_WORDS } from './words.ts';

export const NIGHT_NOT_KEPT =
  'Valnattens siffror finns inte bevarade; här skiljs bara mellan vallokaler och uppsamlingsdistrikt, båda slutligt räknade';

export const NO_CHANGE_WORDS: Readonly<Record<NoChange, string>> = {
  ...LEFT_OUT_WORDS,
  changedGroup: 'har ändrade gränser och jämförs ihop med kommunens andra ändrade distrikt',
};

/** `Åre`, `Riksdagsvalet`, `Regionvalet`: what a contest is called where all stand in one list. */
export const contestName = ({ type, area }: Pick<Aftermath, 'type' | 'area'>): string =>
  type === 'KF' ? area.name : `${capitalise(CONTEST_WORDS[type])}et`;

/** `Ett av tolv`, `Inget av nio`, `Alla åtta`. */
export function someOf(some: number, of: number): string {
  if (some === of && of > 1) return `Alla ${formatNumberWord(of)}`;
  const first = some === 0 ? 'Inget' : some === 1 ? 'Ett' : capitalise(formatNumberWord(some));
  return `${first} av ${formatNumberWord(of)}`;
}

interface Group {
  readonly targets: readonly Target[];
  readonly one: string;
  readonly many: string;
}

/** `Ett av tolv resultatmål nåddes, fyra av nio mål att styra; åtta mål är okända.` */
export function outcomeSentence(targets: readonly Target[]): string {
  const groups: readonly Group[] = [
    { targets: targets.filter(isOfVotes), one: 'resultatmål', many: 'resultatmål' },
    {
      targets: targets.filter(({ kind }) => kind === 'governing'),
      one: 'mål att styra',
      many: 'mål att styra',
    },
    {
      targets: targets.filter(({ kind }) => kind === 'count'),
      one: 'mål för partiarbetet',
      many: 'mål för partiarbetet',
    },
  ];
  const settled = groups
    .map((group) => ({ ...group, targets: group.targets.filter(({ state }) => isSettled(state)) }))
    .filter((group) => group.targets.length > 0);
  const [first, ...rest] = settled.map(({ targets: all, one, many }) => {
    const reached = all.filter(({ state }) => state === 'reached').length;
    return `${someOf(reached, all.length)} ${all.length === 1 ? one : many}`;
  });
  if (!first) return targets.length === 0 ? 'Programmet har inga mål' : 'Inget mål är avgjort ännu';
  const open = targets.filter(({ state }) => !isSettled(state));
  const unknown = open.filter(({ state }) => state === 'unknown').length;
  const left = [
    ...(open.length > unknown ? [`${formatNumberWord(open.length - unknown)} är inte avgjorda`] : []),
    ...(unknown > 0 ? [`${formatNumberWord(unknown)} är okända`] : []),
  ];
  const list = [`${first} nåddes`, ...rest.map(lowerFirst)].join(', ');
  return left.length > 0 ? `${list}; ${left.join(' och ')}` : list;
}

const isOfVotes = ({ kind }: Target): boolean => kind === 'share' || kind === 'votes';
const isSettled = (state: Target['state']): boolean => state === 'reached' || state === 'missed';
const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/**
 * The party that gained most; itself excluded. `null`: nobody gained, or last time is not on record for a party that may
 * have gained more.
 */
export function gainedMost({ parties, now }: Pick<Aftermath, 'parties' | 'now'>, own: string) {
  const first = parties.find(({ code, change }) => code !== own && change !== null && change > 0);
  if (!first) return null;
  const gain = first.change ?? 0;
  return parties.some((party) => isUntold(party) && party.votes > gain * now.valid) ? null : first;
}

/**
 * The party that lost most; itself excluded. `null`: nobody lost, or those that last time's record does not tell apart
 * had votes enough, all together, for one of them to have lost more.
 */
export function lostMost({ parties, before }: Pick<Aftermath, 'parties' | 'before'>, own: string) {
  const last = parties.findLast(({ code, change }) => code !== own && change !== null && change < 0);
  if (!last || !before) return null;
  const untold = before.valid - parties.reduce((sum, { votesBefore }) => sum + (votesBefore ?? 0), 0);
  return parties.some(isUntold) && untold > -(last.change ?? 0) * before.valid ? null : last;
}

/** What became of it nobody can say: last time's record does not tell it apart. */
export const isUntold = ({ votesBefore, isNew }: AftermathParty): boolean => votesBefore === null && !isNew;

interface Own {
  readonly code: string;
  readonly year: string;
}

/** Why a contest came out as it did, in one sentence: how far, by which votes, against whom, how near. */
export function reasonSentence(contest: Aftermath, { code, year }: Own): string {
  const { now, before, votesShort, whole } = contest;
  if (!whole) return 'Räkningen är inte klar: jämförelsen kommer när alla distrikt är räknade.';
  const change = changeBetween(now, before);
  if (change === null || votesShort === null)
    return `Resultatet ${year} är ${UNKNOWN}, så det går inte att jämföra.`;
  const above = change > 0;
  const other = above ? lostMost(contest, code) : gainedMost(contest, code);
  const move = other?.change
    ? `, medan ${other.code} ${above ? 'föll' : 'ökade'} mest (${formatPoints(other.change, 2)})`
    : '';
  const verb = change === 0 ? 'stod stilla' : `${above ? 'steg' : 'föll'} ${size(change)} procentenheter`;
  const margin =
    votesShort > 0
      ? `${formatVotes(votesShort)} till av de avgivna hade räckt`
      : `${formatVotes(-votesShort)} mer än vad som krävdes`;
  return `${code} ${verb}${whereWords(contest, change)}${move}${lateSeat(contest, code)}; ${margin}.`;
}

/** What the late votes did to the party's own seats. */
function lateSeat({ seatsMoved }: Aftermath, own: string): string {
  const by = seatsMoved.find(([code]) => code === own)?.[1] ?? 0;
  if (by === 0) return '';
  return `; de sena rösterna ${by < 0 ? 'kostade' : 'gav'} ${formatNumberWord(Math.abs(by))} mandat`;
}

const size = (change: number): string => formatPercentOf(Math.abs(change));

/** By which votes the change came: least part that is told, of the whole change. */
const TOLD = 0.1;

function whereWords({ parts }: Aftermath, change: number): string {
  if (!parts || change === 0) return '';
  const late = parts.collection / change;
  if (late >= 0.5)
    return `, mer än hälften (${size(parts.collection)}) genom uppsamlingsdistriktens sena röster`;
  if (late >= TOLD) return `, varav ${size(parts.collection)} genom uppsamlingsdistriktens sena röster`;
  if (late > -TOLD) return ', nästan allt i vallokalerna';
  return ` (i vallokalerna ${formatPoints(parts.ordinary, 2)}, uppsamlingsdistrikten ${formatPoints(parts.collection, 2)})`;
}

/** `ett mandat från S till C`; `null`: no seat moved. */
export function movedSeats({ seatsMoved }: Pick<Aftermath, 'seatsMoved'>): string | null {
  const [lost, won] = [seatsMoved.filter(([, by]) => by < 0), seatsMoved.filter(([, by]) => by > 0)];
  const total = won.reduce((sum, [, by]) => sum + by, 0);
  if (total === 0) return null;
  const names = (all: typeof won) => all.map(([code]) => code).join(' och ');
  return `${formatNumberWord(total)} mandat från ${names(lost)} till ${names(won)}`;
}

/** `767 av 4 131 röster`: how much of a count came late; unknown where the count is not told by district. */
export const lateVotes = ({ collection, now }: Pick<Aftermath, 'collection' | 'now'>): string =>
  collection ? `${formatInteger(collection.valid)} av ${formatVotes(now.valid)}` : UNKNOWN;

/** Where the late votes weighed most, as a sentence. */
export function lateTitle(contests: readonly Aftermath[], code: string): string {
  const [first] = byLateVotes(contests);
  if (!first || first.collectionMoved === null)
    return contests.length > 0 && contests.every(({ whole, collection }) => whole && !collection)
      ? 'Det slutliga resultatet redovisar inte de sena rösterna för sig'
      : 'Inget val är räknat med alla sina sena röster ännu';
  const moved = movedSeats(first);
  const seat = moved ? ` och flyttade ${moved}` : '';
  const verb = first.collectionMoved < 0 ? 'sänkte' : 'höjde';
  return `De sena rösterna vägde tyngst i ${first.area.name}: ${lateVotes(first)} ${verb} ${code} med ${size(first.collectionMoved)} procentenheter${seat}`;
}

/** The contests in which late votes are counted, the weightiest first. */
export const byLateVotes = (contests: readonly Aftermath[]): readonly Aftermath[] =>
  contests
    .filter(({ collection, collectionMoved }) => (collection?.valid ?? 0) > 0 && collectionMoved !== null)
    .sort((a, b) => Math.abs(b.collectionMoved ?? 0) - Math.abs(a.collectionMoved ?? 0));

/** `81,52 %`, or unknown. */
export const turnoutWords = (turnout: Turnout | null): string =>
  turnout ? formatShare(turnout.cast, turnout.eligible) : UNKNOWN;

/** `−0,2 procentenheter`; `''` where one of them is not on record. */
export function turnoutChangeWords(now: Turnout | null, before: Turnout | null): string {
  const change = changeBetween(asPart(now), asPart(before));
  return change === null ? '' : formatPoints(change, 2);
}

export const asPart = (turnout: Turnout | null) => turnout && { own: turnout.cast, valid: turnout.eligible };

/** Where the party gained and lost, as a sentence. */
export function districtsTitle(districts: readonly AftermathDistrict[], code: string): string {
  const compared = byChange(districts);
  const [first, last] = [compared[0], compared.at(-1)];
  if (!first || !last || first.change === null || last.change === null)
    return 'Inga distrikt går att jämföra ännu';
  const up = compared.filter(({ change }) => (change ?? 0) > 0).length;
  const count = up === 0 ? 'inget' : formatNumberWord(up);
  return `${code} gick framåt i ${count} av ${formatCount(compared.length, 'jämförbart distrikt', 'jämförbara distrikt')}: bäst i ${first.name} (${formatPoints(first.change)}), sämst i ${last.name} (${formatPoints(last.change)})`;
}

/** Districts with a change of their own, the largest gain first. */
export const byChange = (districts: readonly AftermathDistrict[]): readonly AftermathDistrict[] =>
  districts
    .filter(({ change }) => change !== null)
    .sort((a, b) => (b.change ?? 0) - (a.change ?? 0) || (a.district < b.district ? -1 : 1));

/** From this on a connection is told as one; what is weaker is told as none. */
const CONNECTED = 0.2;

/** What the turnout's change and the party's have to do with each other, as a sentence; it never says why. */
export function turnoutTitle(correlation: number | null, code: string): string {
  if (correlation === null) return 'För få distrikt går att jämföra';
  const r = `r = ${formatPercentOf(correlation / 100)}`;
  if (Math.abs(correlation) < CONNECTED)
    return `Inget tydligt samband mellan ändrat valdeltagande och ändrad andel för ${code} (${r})`;
  const better = correlation > 0 ? 'bättre' : 'sämre';
  return `Där valdeltagandet ökade mer gick det ${better} för ${code} (${r})`;
}

/** Where the council's ballots and the Riksdag's lie furthest apart, both ways, as a sentence. */
export function ballotsTitle(places: readonly PlaceBallots[], code: string): string {
  const apart = places
    .flatMap(({ name, ballots }) => {
      const council = ballots.find(({ type }) => type === 'KF');
      const riksdag = ballots.find(({ type }) => type === 'RD');
      const change = council && riksdag ? changeBetween(council.now, riksdag.now) : null;
      return change === null ? [] : [{ name, change }];
    })
    .sort((a, b) => b.change - a.change);
  const [most, least] = [apart[0], apart.at(-1)];
  if (!most || !least) return 'Tre val på samma plats';
  const words = ({ change }: { readonly change: number }) =>
    `${size(change)} procentenheter ${change < 0 ? 'mindre' : 'mer'}`;
  const first = `I ${most.name} fick ${code} ${words(most)} i kommunvalet än i riksdagsvalet`;
  return most === least ? first : `${first}, i ${least.name} ${words(least)}`;
}

/** Who gained and who lost most in the first contest, as a sentence. */
export function partiesTitle(contests: readonly Aftermath[]): string {
  const contest = contests.find(({ whole }) => whole);
  const [most, least] = contest ? [gainedMost(contest, ''), lostMost(contest, '')] : [];
  if (!contest || !most?.change || !least?.change) return 'Partierna då och nu';
  const where =
    contest.type === 'KF' ? `kommunvalet i ${contest.area.name}` : `${CONTEST_WORDS[contest.type]}et`;
  return `${most.code} ökade mest i ${where} (${formatPoints(most.change, 2)}), ${least.code} föll mest (${formatPoints(least.change, 2)})`;
}
