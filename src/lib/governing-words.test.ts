import { describe, expect, test } from 'vitest';
import type { GoverningGround, GoverningWords, Target } from './election/snapshot-shape.ts';
import { NBSP } from './format.ts';
import {
  governingWords,
  groundNote,
  groundTitle,
  laterWords,
  majorityWords,
  partiesWords,
  periodWords,
  sinceWords,
} from './governing-words.ts';

/** Ragunda 2022–26 as it is on record. */
const fact = (changes: Partial<GoverningWords> = {}): GoverningWords => ({
  term: { from: '2022', to: '2026' },
  since: null,
  until: null,
  parties: ['M', 'C', 'KD', 'AfR'],
  complete: true,
  majority: false,
  sources: ['SKR 2022'],
  ...changes,
});
const ground = (changes: Partial<GoverningGround> = {}): GoverningGround => ({
  ownMajority: null,
  fact: null,
  judgedOn: '2019-01-31',
  uncertain: [],
  later: [],
  ...changes,
});
const target = (governing: GoverningGround | null, state: Target['state']) =>
  ({ kind: 'governing', contest: 'KF-2303', governing, state }) as Target;

describe('who governs', () => {
  test('a date is told as exactly as it is on record, never with a made-up day', () => {
    expect([null, '2021', '2024-04', '2024-04-17', 'by 2026-01', 'before 2026-09'].map(sinceWords)).toEqual([
      'sedan mandatperiodens början',
      'sedan 2021',
      'sedan april 2024',
      'sedan 17 april 2024',
      'senast januari 2026',
      'före september 2026',
    ]);
  });
  test('an end is told where one is on record', () => {
    expect(['2021', 'by 2021-12', 'before 2022'].map((until) => periodWords({ since: null, until }))).toEqual(
      [
        'sedan mandatperiodens början, till och med 2021',
        'sedan mandatperiodens början, till senast december 2021',
        'sedan mandatperiodens början, till före 2022',
      ],
    );
  });
  test('parties that are not all known, and a majority that is not, are said to be so', () => {
    expect(partiesWords(fact({ parties: ['S'], complete: false }))).toBe('S (övriga okända)');
    expect(partiesWords(fact({ parties: [], complete: false }))).toBe('okänt vilka');
    expect([true, false, null].map((majority) => majorityWords(fact({ majority })))).toEqual([
      'Majoritet',
      'Minoritet',
      'Okänt om majoritet eller minoritet',
    ]);
  });
  test('in a sentence on the overview, with what changed later and the source', () => {
    const later = [
      fact({ since: '2024-04', parties: ['S', 'C'] }),
      fact({ since: 'by 2026-01', parties: ['S'] }),
    ];
    expect(governingWords(target(ground({ fact: fact(), later }), 'missed'), [])).toBe(
      'Ingår inte i styret (mandatperioden 2022–2026): M, C, KD, AfR. Senare ändrat: S, C, sedan april 2024; S, senast januari 2026. Källa: SKR 2022',
    );
    expect(laterWords(fact({ since: '2021', parties: ['C'] }))).toBe('C, sedan 2021');
    expect(governingWords(target(null, 'tooEarly'), [])).toBe('');
  });
});

describe('a governing goal’s ground', () => {
  const title = (changes: Partial<GoverningGround>, state: Target['state'], final = true) =>
    groundTitle(ground(changes), { state, final, party: 'S' });

  test('before the count is final only arithmetic speaks', () => {
    const before = (['possible', 'excluded', 'certain', null] as const).map((ownMajority) =>
      title({ ownMajority }, 'tooEarly', false),
    );
    expect(before).toEqual([
      'Egen majoritet möjlig',
      'Egen majoritet utesluten',
      'Egen majoritet',
      'Vilka som styr är inte avgjort',
    ]);
    expect(groundNote(ground({ ownMajority: 'excluded' }), false)).toContain('avgörs i förhandling');
  });
  test('then the fact, a majority of one’s own, or the unknown, which is never a no', () => {
    expect(title({ fact: fact() }, 'missed')).toBe('S ingår inte i styret');
    expect(title({ fact: fact() }, 'reached')).toBe('S ingår i styret');
    expect(title({ fact: fact() }, 'unknown')).toBe('Okänt om S ingår i styret');
    expect(title({ ownMajority: 'certain' }, 'reached')).toBe('S har egen majoritet');
    expect(title({}, 'unknown')).toBe('Okänt vilka som styr');
    expect(groundNote(ground(), true)).toContain('Okänt betyder inte nej');
    expect(groundNote(ground({ fact: fact() }), true)).toBe('');
  });
  test('a majority of one’s own says of how many seats it is', () => {
    const seats = { of: 27, majority: 14, official: false, parties: [], lot: null };
    const contests = [{ id: 'KF-2303', seats }] as unknown as Parameters<typeof governingWords>[1];
    const words = governingWords(target(ground({ ownMajority: 'certain' }), 'reached'), contests);
    expect(words.replaceAll(NBSP, ' ')).toBe(
      'Egen majoritet, beräknat av Målvakt, majoritet 14 av 27 mandat',
    );
  });
});
