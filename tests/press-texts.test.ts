/** The press texts, word by word, from the table that is reviewed by reading it. */
import { describe, expect, test } from 'vitest';
import { eveningOf, NBSP } from '../src/lib/format.ts';
import { bareValue } from '../src/lib/press/bare.ts';
import { bareCopy, sentenceCopy, type CopyContext } from '../src/lib/press/copy.ts';
import { figuresOf } from '../src/lib/press/figures.ts';
import { groundWords } from '../src/lib/press/ground.ts';
import { lengthsOf, sentence, templateOf } from '../src/lib/press/sentence.ts';
import {
  GOVERNING,
  GROUNDS,
  NEEDS,
  PHRASES,
  SENTENCES,
  TEMPLATES,
  type Length,
} from '../src/lib/press/templates.ts';
import { creditOf, type Credited } from '../src/lib/election/credit.ts';
import { TEXTS, type TextRow } from './press-texts.table.ts';
import { contest, figureIn, NIGHT, snapshot } from './support/press-samples.ts';

const EVENING = eveningOf(NIGHT.electionDate);
const groundOf = ({ figure, lostSince }: TextRow): string =>
  groundWords(figure, { evening: EVENING, lostSince, credit: creditOf({}) });

/** Everything that a row offers, as it goes to the clipboard. */
const toldBy = (row: TextRow): Record<string, string> =>
  Object.fromEntries([
    ['bare', bareValue(row.figure, row.decimals)],
    ['ground', groundOf(row)],
    ...lengthsOf(row.figure).map((length) => [length, sentence(row.figure, length, row.decimals) ?? '']),
  ]);
const withPlainSpaces = (text: string): string => text.replaceAll(NBSP, ' ');
const ALL = TEXTS.flatMap((row) => Object.values(toldBy(row)).map((text) => ({ what: row.what, text })));

describe('every template in every state', () => {
  test.each(TEXTS.map((row) => [row.what, row] as const))('%s', (_what, row) => {
    const { bare, ground, ...sentences } = Object.fromEntries(
      Object.entries(toldBy(row)).map(([name, text]) => [name, withPlainSpaces(text)]),
    );
    const wanted = row.texts;
    expect({
      ...(wanted.bare === undefined ? {} : { bare }),
      ...(wanted.ground === undefined ? {} : { ground }),
      ...sentences,
    }).toEqual(wanted);
  });

  test('every template of the table of templates is among them, each length of it', () => {
    const told = new Set(
      TEXTS.flatMap(({ figure }) => {
        const { kind, state } = templateOf(figure);
        return lengthsOf(figure).map((length) => `${kind} ${state} ${length}`);
      }),
    );
    const missing = Object.entries(TEMPLATES).flatMap(([kind, states]) =>
      Object.entries(states as Record<string, Partial<Record<Length, string>>>).flatMap(([state, texts]) =>
        (Object.keys(texts) as Length[])
          .filter((length) => !SAID_SHORTER(kind, state).includes(length))
          .map((length) => `${kind} ${state} ${length}`)
          .filter((name) => !told.has(name)),
      ),
    );
    expect(missing).toEqual([]);
  });

  /** A goal's post is its short sentence, and open goals share what comes after that: shown once for each kind. */
  const SAID_SHORTER = (kind: string, state: string): readonly Length[] => {
    if (kind !== 'shareGoal' && kind !== 'votesGoal') return [];
    if (state.startsWith('final')) return ['post'];
    return kind === 'votesGoal' || state.startsWith('settled')
      ? ['post', 'compared', 'statement']
      : ['post', 'statement'];
  };

  test.each([
    ['PHRASES', flat(PHRASES)],
    ['SENTENCES', flat(SENTENCES)],
    ['NEEDS', flat(NEEDS)],
    ['GOVERNING', flat(GOVERNING)],
    ['GROUNDS', flat(GROUNDS)],
  ] as const)('every one of %s is among them', (_name, phrases) => {
    const missing = phrases.filter(([, phrase]) => !ALL.some(({ text }) => patternOf(phrase).test(text)));
    expect(missing).toEqual([]);
  });

  function flat(table: object): readonly (readonly [string, string])[] {
    return Object.entries(table).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value] as const]
        : Object.entries(value as Record<string, string>).map(
            ([way, text]) => [`${name}.${way}`, text] as const,
          ),
    );
  }
  /** The phrase with anything in its braces, where a year is a year. */
  function patternOf(phrase: string): RegExp {
    const escaped = phrase.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
    return new RegExp(
      escaped
        .replaceAll(/ \{\w+Sentence\}/g, '.*')
        .replaceAll('{year}', String.raw`\d{4}`)
        .replaceAll(/\{\w+\}/g, '.*'),
    );
  }
});

describe('every text', () => {
  const offending = (pattern: RegExp) => ALL.filter(({ text }) => pattern.test(text));

  test('has no brace left, no double space, none at its ends', () => {
    expect(offending(/[{}]|\s\s|^\s|\s$/)).toEqual([]);
    expect(offending(/undefined|null|NaN|Infinity/)).toEqual([]);
  });

  test('keeps a figure with its unit, and the thousands together', () => {
    const apart =
      /\d (?:procent|%|röst|mandat|valdistrikt|uppsamling|distrikt|person|jämför|fast|\d{3}(?!\d))/;
    // A goal's label is the programme's own words.
    expect(ALL.filter(({ text }) => apart.test(text.replaceAll(/”[^”]*”/g, '')))).toEqual([]);
  });

  test('has no-break spaces nowhere else', () => {
    expect(offending(/(?<!\d|under)\u00a0/)).toEqual([]);
  });

  test('has a decimal comma and a real minus', () => {
    expect(offending(/\d\.\d(?!\d)|\d,\d+\.\d|(?:^|\s)-\d/)).toEqual([]);
  });

  test('never says leder, vinner or seger of a goal', () => {
    expect(offending(/\b(?:leder|ledning|vinner|vann|vinst|seger|segrar)\b/i)).toEqual([]);
  });
});

describe('what cannot be true yet is not offered', () => {
  const offered = (sketch: Parameters<typeof contest>[0]) =>
    figuresOf(snapshot([contest(sketch)])).map(({ id }) => id);

  test('nothing counted: no figure at all', () => {
    expect(offered({ stage: 'none', counted: [0, 5], votes: {}, asOf: null })).toEqual([]);
  });

  test('districts without a valid vote: no share of nothing', () => {
    expect(offered({ stage: 'night', counted: [1, 5], votes: { S: 0, C: 0 } })).toEqual([]);
  });

  test('no vote for the party: its share is told, no place', () => {
    expect(offered({ votes: { S: 0, C: 10 } })).toEqual([
      'KF-2326.andel',
      'KF-2326.roster',
      'KF-2326.C.andel',
    ]);
  });

  const seats = { of: 31, majority: 16, official: true, parties: [{ code: 'S', seats: 15 }], lot: null };
  test('seats only when every ordinary district is in', () => {
    expect(offered({ counted: [4, 5], seats })).not.toContain('KF-2326.mandat');
    expect(offered({ counted: [5, 5], seats })).toContain('KF-2326.mandat');
  });

  test('a lot that decides the majority leaves it open', () => {
    expect(offered({ counted: [5, 5], seats: { ...seats, lot: ['S', 'C'] } })).not.toContain(
      'KF-2326.majoritet',
    );
    expect(offered({ counted: [5, 5], seats: { ...seats, lot: ['M', 'C'] } })).toContain('KF-2326.majoritet');
  });
});

describe('a copy', () => {
  const copied = (label: string, lostSince: string | null = null, programme: Credited = {}): CopyContext => ({
    snapshot: { revision: 147, night: { ...NIGHT, label }, programme },
    publicUrl: 'http://localhost:3000',
    lostSince,
    decimals: 2,
  });
  const figure = figureIn(snapshot([contest({ votes: { S: 812, C: 1188 } })]), 'KF-2326.andel');
  const TOLD =
    'Socialdemokraterna har hittills 40,60\u00a0procent i kommunvalet i Berg. Preliminärt, 3 av 5\u00a0valdistrikt räknade kl. 22.41. Källa: Valmyndigheten.';
  const LINK = expect.stringMatching(/^http:\/\/localhost:3000\/p\/180909-147-[0-9a-z]{4}\/KF-2326\.andel$/);

  test('has its ground and its address, in text and HTML', () => {
    const copy = sentenceCopy(figure, 'short', copied(''));
    expect(copy?.plain.split('\n')).toEqual([TOLD, LINK]);
    expect(copy?.html).toMatch(/^<p>Socialdemokraterna.*<\/p><p><a href="http.*">http.*<\/a><\/p>$/);
  });

  test.each(['REPRIS 2018', 'TEST – EJ VALRESULTAT'])(
    'begins with %s where the night has that label',
    (label) => {
      expect(sentenceCopy(figure, 'short', copied(label))?.plain.split('\n')).toEqual([label, TOLD, LINK]);
      expect(bareCopy(figure, copied(label)).plain).toBe(`${label}\n40,60\u00a0%`);
      expect(bareCopy(figure, copied(label)).html.startsWith(`<p><strong>${label}</strong></p>`)).toBe(true);
    },
  );

  test('names everyone whose figures last time’s are, where the programme says so', () => {
    const told = (lostSince: string | null) =>
      sentenceCopy(figure, 'short', copied('', lostSince, { credit: 'Källa: Prov, Valmyndigheten' }))?.plain;
    expect(told(null)).toMatch(/kl\. 22\.41\. Källa: Prov, Valmyndigheten\.\n/);
    expect(told('2018-09-09T22:43:00+02:00')).toMatch(/Källa: Prov, Valmyndigheten\. Hämtat kl\. 22\.43/);
  });

  test('a length that is not offered gives none', () => {
    expect(sentenceCopy(figure, 'compared', copied(''))).toBeNull();
  });
});
