/** The draft of a statement: facts in order of importance, places for a heading and a quote, grounds with addresses. */
import { describe, expect, test } from 'vitest';
import type { Contest, Target } from '../src/lib/election/snapshot-shape.ts';
import type { CopyContext } from '../src/lib/press/copy.ts';
import { statementCopy, statementFigures } from '../src/lib/press/statement.ts';
import { contest, snapshot, target, type ContestSketch } from './support/press-samples.ts';

const FINAL: ContestSketch = {
  stage: 'final',
  counted: [5, 5, 1],
  votes: { S: 2030, C: 2970 },
  compared: [[2030, 5000], [1950, 5000], 5, 1],
  baseline: [1950, 5000],
  asOf: '2018-09-14T15:10:00+02:00',
};
const contests: readonly Contest[] = [
  contest({ id: 'RD-23', counted: [40, 82], votes: { S: 3000, C: 5000 }, baseline: [33_303, 83_714] }),
  contest({ id: 'RF-23', counted: [40, 82], votes: { S: 2900, C: 5000 }, baseline: [31_430, 81_485] }),
  contest(FINAL),
];
const goal = (id: string, of: string, state: Target['state'], more: Partial<Target> = {}): Target =>
  target({ id, kind: 'share', contest: of, label: id, goal: 0.39, value: 0.4, gap: 0.01, state, ...more });
const targets: readonly Target[] = [
  goal('tidigt-rf', 'RF-23', 'tooEarly'),
  goal('tidigt-rd', 'RD-23', 'tooEarly'),
  goal('lutar', 'RF-23', 'leaningMissed'),
  target({
    id: 'hand',
    kind: 'count',
    label: 'hand',
    goal: 5,
    unit: 'personer',
    value: 6,
    state: 'reached',
    counted: { date: '2018-09-08', source: 'Valledningen' },
  }),
  goal('inte', 'RD-23', 'missed'),
  goal('slutlig-berg', 'KF-2326', 'reached', { final: true, gap: 0.016 }),
  goal('andra-berg', 'KF-2326', 'reached', { kind: 'votes', goal: 2000, final: true }),
  goal('okänt', 'RD-23', 'unknown'),
];
const shown = snapshot(contests, targets);
const ALL = targets.map(({ id }) => id);
const context = (label = ''): CopyContext => ({
  snapshot: { ...shown, night: { ...shown.night, label } },
  publicUrl: 'http://localhost:3000',
  lostSince: null,
  decimals: 2,
});

describe('a statement', () => {
  test('puts final answers first, then answers, what leans, what is too early; large contests before small', () => {
    expect(statementFigures(ALL, shown).map(({ target: { id } }) => id)).toEqual([
      'slutlig-berg',
      'andra-berg',
      'inte',
      'hand',
      'lutar',
      'tidigt-rd',
      'tidigt-rf',
    ]);
  });

  test('takes the picked goals alone, in its own order whatever theirs', () => {
    const ids = (picked: readonly string[]) =>
      statementFigures(picked, shown).map(({ target: { id } }) => id);
    expect(ids(['tidigt-rd', 'slutlig-berg'])).toEqual(['slutlig-berg', 'tidigt-rd']);
    expect(ids(['slutlig-berg', 'tidigt-rd'])).toEqual(['slutlig-berg', 'tidigt-rd']);
  });

  test('has heading, first fact, quote, the other facts, each ground once with its addresses', () => {
    const copy = statementCopy(['slutlig-berg', 'andra-berg', 'tidigt-rd'], shown, context());
    const link = (id: string) =>
      expect.stringMatching(new RegExp(`^http://localhost:3000/p/180909-147-.{4}/${id}\\.lage$`));
    const paragraphs = (copy?.plain ?? '').replaceAll('\u00a0', ' ').split('\n\n');
    expect(paragraphs.slice(0, 5)).toEqual([
      '[Rubrik]',
      'Målet ”slutlig-berg” är nått. Socialdemokraterna fick 40,60 procent, målet var mer än 39,00 procent. Andelen ökade med 1,60 procentenheter jämfört med 2014, då den var 39,00 procent.',
      '– [Citat: …], säger [namn, titel].',
      // The same contest's second goal, told without what has been said.
      'Målet ”andra-berg” är nått. Socialdemokraterna fick 2 030 röster, 30 fler än målet på 2 000.',
      'Det är för tidigt att säga om målet ”tidigt-rd” nås. Det krävs mer än 39,00 procent.',
    ]);
    expect(paragraphs.slice(5).map((paragraph) => paragraph.split('\n'))).toEqual([
      [
        'Slutligt resultat, alla 5 valdistrikt och uppsamlingsdistriktet räknade den 14 september 2018. Källa: Valmyndigheten.',
        link('slutlig-berg'),
        link('andra-berg'),
      ],
      ['Preliminärt, 40 av 82 valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.', link('tidigt-rd')],
    ]);
  });

  test('is the same in HTML, with links', () => {
    const copy = statementCopy(['slutlig-berg'], shown, context('REPRIS 2018'));
    expect(copy?.plain.startsWith('REPRIS 2018\n\n[Rubrik]')).toBe(true);
    expect(copy?.html).toMatch(
      /^<p><strong>REPRIS 2018<\/strong><\/p><p>\[Rubrik\]<\/p><p>Målet ”slutlig-berg” .*<\/p><p>– \[Citat: …\], säger \[namn, titel\]\.<\/p><p>Slutligt .*<br><a href="(http:[^"]+)">\1<\/a><\/p>$/,
    );
  });

  test('of nothing, or of what cannot be told yet, there is none', () => {
    expect(statementCopy([], shown, context())).toBeNull();
    expect(statementCopy(['okänt'], shown, context())).toBeNull();
  });
});
