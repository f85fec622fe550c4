/** What a recall says to whoever made the copy. */
import { describe, expect, test } from 'vitest';
import { eveningOf } from '../src/lib/format.ts';
import type { Figure } from '../src/lib/press/figure.ts';
import { type Recall, type Remembered } from '../src/lib/press/recall.ts';
import { recallTitle, recallWords } from '../src/lib/press/recall-words.ts';
import { BEFORE, copy, nowIn } from './support/press-copies.ts';
import { at, NIGHT } from './support/press-samples.ts';

describe('the words', () => {
  const contests = [
    { id: 'KF-2326', type: 'KF', area: { code: '2326', name: 'Berg' } },
    { id: 'KF-2380', type: 'KF', area: { code: '2380', name: 'Östersund' } },
    { id: 'KF-2305', type: 'KF', area: { code: '2305', name: 'Bräcke' } },
    { id: 'KF-2303', type: 'KF', area: { code: '2303', name: 'Ragunda' } },
    { id: 'KF-2361', type: 'KF', area: { code: '2361', name: 'Härjedalen' } },
  ] as const;
  const say = (copied: Remembered, recalled: Recall, now: Figure | null = copied.figure): string =>
    recallWords(copied, recalled, { now, contests, evening: eveningOf(NIGHT.electionDate) }).replaceAll(
      '\u00a0',
      ' ',
    );
  const share = copy('KF-2326.andel');
  const county = { ...share, figure: nowIn({ ...BEFORE, id: 'RD-23' }, 'RD-23.andel') };
  const [then, now] = ['31,4 %', '31,1 %'];
  const of = (name: string, municipality: string, collection = false) => ({
    district: name,
    name,
    municipality,
    collection,
  });
  const put = (
    corrected: ReturnType<typeof of>[],
    more: Partial<Extract<Recall, { outcome: 'corrected' }>> = {},
  ) =>
    ({
      outcome: 'corrected',
      then,
      now,
      places: corrected.map(({ name }) => name),
      corrected,
      should: now,
      at: at('09T22:50'),
      moved: false,
      ...more,
    }) as const;
  const FROSO = of('Frösö 5', '2380');

  test.each([
    ['gäller', share, { outcome: 'holds' }, 'Det som du kopierade kl. 22.41 gäller.'],
    [
      'borta',
      share,
      { outcome: 'gone', then },
      'Du kopierade 31,4 % kl. 22.41. Den uppgiften finns inte längre.',
    ],
    [
      'mer räknat',
      share,
      { outcome: 'grown', then, now },
      'Du kopierade 31,4 % kl. 22.41. Mer är räknat sedan dess; nu 31,1 %.',
    ],
    [
      'mer räknat, samma siffra',
      share,
      { outcome: 'grown', then, now: then },
      'Du kopierade 31,4 % kl. 22.41. Mer är räknat sedan dess; det står fast.',
    ],
    [
      'rättat i ett distrikt, kommunval',
      share,
      put([of('Hackås', '2326')]),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i Hackås kl. 22.50.',
    ],
    [
      'rättat i ett distrikt, riksdagsval',
      county,
      put([FROSO]),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i Frösö 5 i Östersund kl. 22.50.',
    ],
    [
      'distriktet heter som kommunen',
      county,
      put([of('Bräcke östra', '2305')]),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i Bräcke östra kl. 22.50.',
    ],
    [
      'rättat i tre, varav uppsamlingen',
      county,
      put([FROSO, of('Hackås', '2326'), of('Uppsamlingsdistrikt', '2305', true)]),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i Frösö 5 i Östersund, Hackås i Berg och uppsamlingsdistriktet i Bräcke kl. 22.50.',
    ],
    [
      'rättat i många',
      county,
      put([FROSO, of('Hackås', '2326'), of('Frösö 1', '2380'), of('Frösö 2', '2380')]),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i 4 distrikt i Östersund och Berg kl. 22.50.',
    ],
    [
      'rättat i många kommuner',
      county,
      put(['2326', '2380', '2305', '2303', '2361'].map((code) => of(`i ${code}`, code))),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i 5 distrikt i 5 kommuner kl. 22.50.',
    ],
    [
      'rättat i många, kommunval, dagen efter',
      share,
      put(
        ['1', '2', '3', '4'].map((name) => of(name, '2326')),
        { at: at('12T16:05') },
      ),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 % efter rättelse i 4 distrikt onsdag 12 september 2018 kl. 16.05.',
    ],
    [
      'rättat, och mer räknat sedan dess',
      share,
      put([of('Hackås', '2326')], { moved: true, should: '31,2 %' }),
      'Du kopierade 31,4 % kl. 22.41. Det skulle ha varit 31,2 %, efter rättelse i Hackås kl. 22.50. Mer är räknat sedan dess; nu 31,1 %.',
    ],
    [
      'rättat, men inte den siffran',
      share,
      put([of('Hackås', '2326')], { now: then, should: then }),
      'Du kopierade 31,4 % kl. 22.41. Det står fast, men andra tal i texten är ändrade efter rättelse i Hackås kl. 22.50.',
    ],
    [
      'ändrat av dem som för uppgiften',
      share,
      put([], { at: null, should: null }),
      'Du kopierade 31,4 % kl. 22.41; nu 31,1 %.',
    ],
    [
      'ett mål som vänder',
      copy('mal.lage'),
      put([of('Hackås', '2326')], { then: 'Nått', now: 'Inte nått', should: null }),
      'Du kopierade ”Nått” kl. 22.41; nu ”Inte nått” efter rättelse i Hackås kl. 22.50.',
    ],
  ] as const)('%s', (_what, copied, recalled, text) => {
    expect(say(copied, recalled)).toBe(text);
  });

  test('of another stage name it', () => {
    const stage = { outcome: 'stage', then, now } as const;
    const inStage = (stageOf: 'wednesday' | 'final') => nowIn({ ...BEFORE, stage: stageOf }, 'KF-2326.andel');
    expect(
      [share.figure, inStage('wednesday'), inStage('final')].map((present) => say(share, stage, present)),
    ).toEqual([
      'Du kopierade 31,4 % kl. 22.41. Slutliga resultat har kommit från en del av kommunerna; nu 31,1 %.',
      'Du kopierade 31,4 % kl. 22.41. Onsdagens röster räknas; nu 31,1 %.',
      'Du kopierade 31,4 % kl. 22.41. Det slutliga resultatet har kommit; nu 31,1 %.',
    ]);
  });

  test('the title says which figure it was', () => {
    expect([share.figure, county.figure, copy('mal.lage').figure].map(recallTitle)).toEqual([
      'Kommunvalet i Berg: Andel',
      'Riksdagsvalet i Jämtlands län: Andel',
      'Bättre än 2014',
    ]);
  });
});
