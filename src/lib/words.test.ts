import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Contest, Needed, Snapshot, Target, TargetState } from './election/snapshot-shape.ts';
import { NBSP } from './format.ts';
import {
  arrowsTitle,
  collectionWords,
  comparedWords,
  countedShort,
  countedWords,
  goalWords,
  headline,
  leftOutSentences,
  neededSentences,
  stageOfNight,
  targetGround,
  waitingWords,
} from './words.ts';

const load = (name: string) =>
  (
    JSON.parse(
      readFileSync(new URL(`../../tests/fixtures/overview-${name}.json`, import.meta.url), 'utf8'),
    ) as {
      snapshot: Snapshot;
    }
  ).snapshot;
const midnight = load('midnight');
const final = load('final');
const plain = (text: string) => text.replaceAll(NBSP, ' ');
const first = (snapshot: Snapshot): Contest => snapshot.contests[0] as Contest;

const target = (changes: Partial<Target>): Target => ({
  id: 'rd-votes',
  kind: 'votes',
  contest: 'RD-23',
  label: '',
  goal: 35_051,
  unit: null,
  value: 15_904,
  gap: -19_147,
  state: 'tooEarly',
  final: false,
  since: null,
  source: '',
  needed: null,
  governing: null,
  counted: null,
  decision: null,
  ...changes,
});
const needed = (changes: Partial<Needed>): Needed => ({
  shareOfRest: 0.431,
  votesOfRest: 19_147,
  restVotes: 44_425,
  restBy: 'lastTime',
  restShareBefore: null,
  settled: null,
  ...changes,
});

describe('headline', () => {
  const withStates = (...states: TargetState[]): string =>
    headline({ ...midnight, targets: states.map((state) => target({ state })) });
  test('nothing counted, nothing decided', () => {
    expect(headline(load('waiting'))).toBe('Räkningen har inte börjat');
    expect(withStates('tooEarly', 'leaningReached', 'unknown')).toBe('Inget mål är avgjort ännu');
  });
  test('how many are reached and missed, in words', () => {
    expect(headline(final)).toBe('Ett mål nått, elva inte nådda');
    expect(withStates('reached', 'reached', 'tooEarly')).toBe('Två mål nådda');
    expect(withStates('missed', 'tooEarly')).toBe('Inget mål nått, ett inte nått');
    expect(withStates('reached', 'reached')).toBe('Alla mål är nådda');
    expect(withStates('reached')).toBe('Målet är nått');
  });
  test('a programme without adopted goals is a comparison', () => {
    const comparison = { ...midnight, programme: { ...midnight.programme, comparisonOnly: true } };
    expect(headline(comparison)).toBe('Jämförelse med 2014, inga antagna mål');
  });
});

describe('basis', () => {
  test('stages, and what is said when contests differ', () => {
    expect(stageOfNight(load('waiting').contests)).toBe('Inga distrikt räknade ännu');
    expect(stageOfNight(midnight.contests)).toBe('Valnatt, preliminärt');
    expect(stageOfNight(final.contests)).toBe('Slutligt');
    expect(stageOfNight([first(midnight), first(final)])).toBe('Delvis slutligt');
    expect(stageOfNight([first(midnight), { ...first(midnight), stage: 'wednesday' }])).toBe('Preliminärt');
    const uncounted = { stage: 'none' } as const;
    expect(stageOfNight([first(final), uncounted])).toBe('Delvis slutligt');
    expect(stageOfNight([first(midnight), uncounted])).toBe('Valnatt, preliminärt');
  });
  test('counted districts and Wednesday’s', () => {
    const counted = { ...first(midnight).counted, districts: 45, of: 82, collection: 0, collectionOf: 8 };
    expect(plain(countedWords(counted))).toBe('45 av 82 valdistrikt');
    const unheard = { ...counted, districts: 0, of: 0 };
    expect([countedWords(unheard), countedShort({ counted: unheard })]).toEqual([
      'inga uppgifter ännu',
      'inga uppgifter',
    ]);
    expect(plain(collectionWords(counted))).toBe('0 av 8 uppsamlingsdistrikt');
  });
  test('what a comparison stands on', () => {
    expect(plain(comparedWords(first(midnight)))).toMatch(/^nu, i \d+ jämförda distrikt$/);
    expect(comparedWords(first(final))).toBe('slutligt, hela valområdet');
    expect(comparedWords(first(load('waiting')))).toBe('');
  });
  test('what is left out, one sentence a reason', () => {
    const leftOut = [
      { district: '1', reason: 'changedAwaitsGroup' },
      { district: '2', reason: 'changedAwaitsGroup' },
      { district: '3', reason: 'noPreviousFigures' },
    ] as const;
    expect(leftOutSentences(leftOut).map(plain)).toEqual([
      '2 räknade distrikt har ändrade gränser och jämförs som grupp när alla i gruppen är räknade.',
      '1 räknat distrikt saknar siffror från förra valet.',
    ]);
  });
  test('the arrows’ title says what the picture shows', () => {
    const councils = (snapshot: Snapshot) => snapshot.contests.filter(({ type }) => type === 'KF');
    expect(arrowsTitle(councils(final), '2014')).toBe('Ett av åtta kommunval ligger över 2014');
    expect(arrowsTitle(councils(midnight), '2014')).toMatch(
      / av \S+ räknade kommunval ligger över 2014 i samma distrikt$/,
    );
    expect(arrowsTitle(councils(load('waiting')), '2014')).toBe('Inga kommunval räknade ännu');
    const uncompared = councils(midnight).map((contest) => ({ ...contest, likeForLike: null }));
    expect(arrowsTitle(uncompared, '2014')).toBe('Inget räknat kommunval går att jämföra ännu');
  });
  test('how sure a state is', () => {
    const evening = '2018-09-09T21:00:00+02:00';
    const since = '2018-09-09T22:41:00+02:00';
    expect(targetGround(target({ state: 'reached', final: true, since }), evening)).toBe('slutligt');
    expect(targetGround(target({ state: 'missed', since }), evening)).toBe('preliminärt, sedan 22.41');
    expect(targetGround(target({ state: 'leaningMissed', since }), evening)).toBe('sedan 22.41');
    expect(targetGround(target({ state: 'tooEarly', since }), evening)).toBe('');
  });
  test('what will come and when', () => {
    expect(waitingWords('2018-09-09', '2018-09-09T19:58:00+02:00')).toBe(
      'Vallokalerna stänger 20.00. De första distrikten brukar komma omkring 20.45.',
    );
    expect(waitingWords('2018-09-09', '2018-09-09T20:10:00+02:00')).toMatch(/^Vallokalerna är stängda\./);
  });
});

describe('what the rest must give', () => {
  const say = (...targets: Target[]) => neededSentences(targets, '2014').map(plain);
  test('of the votes that are expected, beside what the same votes gave last time', () => {
    const expected = needed({ restBy: 'expected', restShareBefore: 0.392 });
    expect(say(target({ needed: expected }))).toEqual([
      '35 051 röster kräver 43,1 % av det som återstår, om 44 425 röster återstår, som väntat; där fick partiet 39,2 % 2014.',
    ]);
    const beyond = needed({ restBy: 'expected', shareOfRest: 1.13, votesOfRest: 1130, restVotes: 1000 });
    expect(say(target({ needed: beyond }))).toEqual([
      '35 051 röster kräver 1 130 röster till, fler än de 1 000 som väntas återstå.',
    ]);
  });
  test('with its one assumption', () => {
    expect(say(target({ needed: needed({}) }))).toEqual([
      '35 051 röster kräver 43,1 % av det som återstår, om lika många röster återstår som 2014.',
    ]);
  });
  test('both goals of a contest in one sentence', () => {
    const share = target({ kind: 'share', goal: 33_303 / 83_714, needed: needed({ shareOfRest: 0.402 }) });
    expect(say(share, target({ needed: needed({}) }))).toEqual([
      'Mer än 39,78 % kräver 40,2 % och 35 051 röster 43,1 % av det som återstår, om lika många röster återstår som 2014.',
    ]);
    expect(plain(goalWords(share))).toBe('Mer än 39,78 %');
  });
  test('more than all that is left is said as such, never as a share above 100 %', () => {
    expect(
      say(target({ needed: needed({ shareOfRest: 1.13, votesOfRest: 1130, restVotes: 1000 }) })),
    ).toEqual([
      '35 051 röster kräver 1 130 röster till, fler än de 1 000 som återstår, om lika många röster återstår som 2014.',
    ]);
  });
  test('nothing left to compare with', () => {
    expect(say(target({ needed: needed({ shareOfRest: null, restVotes: null }) }))).toEqual([
      '35 051 röster kräver 19 147 röster till. Hur många som återstår är inte känt.',
    ]);
    expect(say(target({ needed: needed({ shareOfRest: null, restVotes: 0 }) }))).toEqual([
      'Allt är preliminärt räknat. Det saknas 19 147 röster till 35 051.',
    ]);
  });
  test('settled by arithmetic, or there already', () => {
    expect(say(target({ needed: needed({ settled: 'missed' }) }))[0]).toContain('kan inte längre nås');
    expect(say(target({ needed: needed({ settled: 'reached', votesOfRest: -5 }) }))[0]).toContain('är nått');
    const there = needed({ votesOfRest: -5, shareOfRest: -0.01 });
    expect(say(target({ kind: 'share', goal: 0.3978, needed: there }))[0]).toContain(
      'nås även utan en enda röst till',
    );
  });
  test('nothing counted, final, or no need known: nothing is said', () => {
    expect(say(target({ value: null, needed: needed({}) }))).toEqual([]);
    expect(say(target({ final: true, needed: needed({}) }))).toEqual([]);
    expect(say(target({}))).toEqual([]);
  });
});
