import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CARD_COLOURS, cardSvg } from './card.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import { untoldWords, type CardContent } from './card-content.ts';
import { embedHtml } from './card-embed.ts';
import { fitted, textWidth } from './card-text.ts';

const content: CardContent = {
  label: 'REPRIS 2018',
  title: 'Kommunvalet i Berg',
  subtitle: 'Mål: Bättre än 2014',
  state: 'reached',
  number: '40,60',
  unit: '%',
  against: 'Mer än 2014.',
  ground: 'Slutligt resultat. Källa: Valmyndigheten.',
  colour: '#e8112d',
  picture: null,
  said: 'S fick 40,60 %',
};
const look = { theme: 'light', font: 'data:,' } as const;

describe('text on a card', () => {
  test('is broken at its spaces, never within a figure and its unit', () => {
    const { lines } = fitted('ett två tre fyra 40,60\u00a0% fem', {
      width: 130,
      size: 20,
      lines: 9,
      weight: 'regular',
    });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe('ett två tre fyra 40,60\u00a0% fem');
    expect(lines.some((line) => line.includes('40,60\u00a0%'))).toBe(true);
  });

  test.each([
    'Socialdemokraterna',
    'Framtidsdemokraterna för Härjedalens och Jämtlands glesbygdskommuner i samverkan',
    'Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww',
  ])('becomes smaller until it fits: %s', (text) => {
    const { size, lines } = fitted(text, { width: 300, size: 40, lines: 2, weight: 'heavy' });
    expect(lines.length).toBeLessThanOrEqual(2);
    expect(lines.every((line) => textWidth(line, size, 'heavy') <= 300)).toBe(true);
    expect(lines.join(' ')).toBe(text);
  });

  test('keeps its size where there is room', () => {
    expect(fitted('kort', { width: 300, size: 40, lines: 1, weight: 'heavy' })).toEqual({
      size: 40,
      lines: ['kort'],
    });
  });
});

describe('a card', () => {
  test('has the tokens’ colours, light and dark', () => {
    const sheet = readFileSync('src/lib/tokens.css', 'utf8');
    for (const [name, light] of Object.entries(CARD_COLOURS.light)) {
      const [, ofLight, ofDark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(sheet) ?? [];
      expect([name, light, Object.entries(CARD_COLOURS.dark).find(([key]) => key === name)?.[1]]).toEqual([
        name,
        ofLight,
        ofDark,
      ]);
    }
  });

  test('says what night it is twice, and nothing of it on the real one', () => {
    expect(cardSvg(content, look).match(/>REPRIS 2018</g)).toHaveLength(2);
    const real = cardSvg({ ...content, label: '' }, look);
    expect(real).not.toContain('REPRIS');
    expect(real).toContain('<title>S fick');
  });

  test('tells the states apart by shape, not by colour alone', () => {
    const shapes = (
      ['reached', 'missed', 'leaningReached', 'leaningMissed', 'tooEarly', 'unknown'] as const
    ).map((state) => /<g transform[^>]*>(.*?)<\/g>/.exec(cardSvg({ ...content, state }, look))?.[1] ?? '');
    expect(new Set(shapes).size).toBe(6);
  });

  test('is not broken by what a name contains', () => {
    const svg = cardSvg({ ...content, title: 'A & B <script>"', against: '<b>' }, look);
    expect(svg).toContain('A &amp; B &lt;script&gt;&quot;');
    expect(svg).not.toContain('<b>');
  });
});

test('the HTML for other pages leads to the goal’s card, with its words made harmless', () => {
  const html = embedHtml({ id: 'rd-share', label: 'Mer än "2014"' }, 'https://malvakt.example');
  expect(html).toContain('src="https://malvakt.example/kort/rd-share"');
  expect(html).toContain('title="Målvakt: Mer än &quot;2014&quot;"');
});

describe('a goal of which nothing can be told yet', () => {
  const midnight = JSON.parse(readFileSync('tests/fixtures/overview-midnight.json', 'utf8')) as {
    snapshot: Snapshot;
  };
  const night = midnight.snapshot.night;
  const now = '2018-09-09T20:10:00+02:00';
  const uncounted = midnight.snapshot.contests.map((contest) => ({
    ...contest,
    stage: 'none' as const,
    valid: 0,
  }));

  test('waits for the first district of all, or for the first of its own contest', () => {
    const goal = { kind: 'share', contest: 'RF-23' } as const;
    expect(untoldWords(goal, { contests: uncounted, night }, now)).toContain(
      'De första distrikten brukar komma omkring 20.45',
    );
    const contests = uncounted.map((contest) =>
      contest.id === 'RD-23' ? { ...contest, stage: 'night' as const, valid: 500 } : contest,
    );
    expect(untoldWords(goal, { contests, night }, now)).toBe(
      'Inga distrikt räknade ännu i regionvalet i Jämtland Härjedalen.',
    );
  });

  test('waits for people where no district decides it', () => {
    expect(untoldWords({ kind: 'count', contest: null }, { contests: uncounted, night }, now)).toBe(
      'Ingen uppgift ännu.',
    );
    expect(
      untoldWords({ kind: 'governing', contest: 'KF-2303' }, { contests: uncounted, night }, now),
    ).not.toContain('distrikt');
  });
});
