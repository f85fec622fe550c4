/** Our seats against the official ones: every council of Sweden, and the authority's own example. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { allocateSeparately, dividedOutcomes } from '../src/lib/election/divided-seats.ts';
import { compareQuotients } from '../src/lib/election/odd-numbers.ts';
import { rulesOf } from '../src/lib/election/seat-rules.ts';
import { allocate, outcomesOf } from '../src/lib/election/seats.ts';
import { dayOf, differences, ELECTION_DAYS, pairsOf } from './support/official-seats.ts';
import { describeWithReference, readReference } from './support/reference.ts';
import { party, sum } from './support/seat-cases.ts';

interface Area {
  readonly namn: string;
  readonly seats: number;
  readonly valid: number;
  readonly parties: Record<string, { readonly votes: number; readonly seats: number }>;
}
type Municipality = Area & { readonly kod: string; readonly kretsar: (Area & { kod: string })[] | null };

const votesIn = ({ parties }: Area) =>
  Object.entries(parties).map(([code, { votes }]) => [party(code), votes] as const);
const officialIn = ({ parties }: Area) =>
  new Map(Object.entries(parties).map(([code, { seats }]) => [code, seats] as const));

describeWithReference('every council of Sweden', () => {
  const councilsOf = (year: string): Municipality[] => {
    const text = gunzipSync(readReference('seats/councils-2010-2014-sweden.json.gz')).toString('utf8');
    const years = JSON.parse(text) as Record<string, Record<string, Municipality>>;
    return Object.values(years[year] ?? {});
  };
  /** In 2010 the files have no names. */
  const nameOf = (code: string) => councilsOf('2014').find(({ kod }) => kod === code)?.namn;
  const judge = (year: string) => {
    const right: string[] = [];
    const lots: string[] = [];
    const wrong: string[] = [];
    const notCheckable: string[] = [];
    for (const council of councilsOf(year)) {
      const { kod, kretsar } = council;
      if (!kretsar) {
        notCheckable.push(`${kod} ${nameOf(kod)}`);
        continue;
      }
      const { seats, lots: open } = allocateSeparately({
        rules: rulesOf('KF', dayOf(year), kretsar.length > 1),
        constituencies: kretsar.map((each) => ({
          code: each.kod,
          fixed: each.seats,
          parties: votesIn(each),
          valid: each.valid,
        })),
      });
      if (open.length > 0) lots.push(kod);
      else if (differences(seats, officialIn(council)).length > 0) wrong.push(kod);
      else right.push(kod);
    }
    return { right: right.length, lots, wrong, notCheckable: notCheckable.sort() };
  };

  test('got its seats of 2014 as we count them: 286 of 286, four cities without constituency votes', () => {
    expect(judge('2014')).toEqual({
      right: 286,
      lots: [],
      wrong: [],
      notCheckable: ['0180 Stockholm', '0380 Uppsala', '1280 Malmö', '1480 Göteborg'],
    });
  });

  test('got its seats of 2010: 286 of 287, and in Boxholm a lot; three cities without constituency votes', () => {
    expect(judge('2010')).toEqual({
      right: 286,
      lots: ['0560'],
      wrong: [],
      notCheckable: ['0180 Stockholm', '1280 Malmö', '1480 Göteborg'],
    });
  });

  test('was drawn for MP in Boxholm 2010, one of the two outcomes that we tell', () => {
    const boxholm = councilsOf('2010').find(({ kod }) => kod === '0560');
    if (!boxholm) throw new Error('no Boxholm');
    const result = allocate({
      parties: votesIn(boxholm),
      valid: boxholm.valid,
      seats: boxholm.seats,
      rules: rulesOf('KF', dayOf('2010'), false),
    });
    expect(result.lot).toEqual({ parties: ['MP', 'S'], seats: 1 });
    expect(compareQuotients({ votes: 1911, divisor: 390 }, { votes: 147, divisor: 30 })).toBe(0);
    const outcomes = [...outcomesOf(result)].map(({ drawn, seats }) => [
      drawn,
      differences(seats, officialIn(boxholm)),
    ]);
    expect(outcomes).toEqual([
      [['MP'], []],
      [['S'], ['S 20 not 19', 'MP 1 not 2']],
    ]);
  });

  test('also got them in each of its constituencies', () => {
    for (const year of ['2010', '2014']) {
      const constituencies = councilsOf(year).flatMap(({ kretsar }) => kretsar ?? []);
      const wrong = constituencies.filter((each) => {
        const { seats, lot } = allocate({
          parties: votesIn(each),
          valid: each.valid,
          seats: each.seats,
          rules: rulesOf('KF', dayOf(year), true),
        });
        return lot === null && differences(seats, officialIn(each)).length > 0;
      });
      expect(wrong.map(({ kod }) => kod)).toEqual([]);
      expect(constituencies.length).toBeGreaterThan(286);
    }
  });
});

describeWithReference('the authority’s worked example of a divided council', () => {
  test('comes out exactly, with the seat that KD returns to L in one constituency', () => {
    interface Example {
      readonly total: number;
      readonly fixed: Record<string, number>;
      readonly votes: Record<string, Record<string, number>>;
      readonly final: Record<string, Record<string, number>>;
    }
    const { total, fixed, votes, final } = JSON.parse(
      readReference('seats/worked-example-divided-council.json').toString('utf8'),
    ) as Example;
    const rules = rulesOf('KF', '2018-09-09', true);
    const constituencies = Object.entries(votes).map(([code, { OTHER = 0, ...rows }]) => ({
      code,
      fixed: fixed[code] ?? 0,
      parties: pairsOf(rows),
      valid: sum(pairsOf(rows)) + OTHER,
    }));
    const outcomes = [...dividedOutcomes({ constituencies, seats: total, rules })];
    expect(outcomes).toHaveLength(1);
    for (const { code, seats } of outcomes[0]?.constituencies ?? []) {
      const official = Object.entries(final).map(([each, where]) => [each, where[code] ?? 0] as const);
      expect([code, differences(seats, new Map(official))]).toEqual([code, []]);
    }
    expect(outcomes[0]?.constituencies).toHaveLength(3);
    const [seat, ...more] = outcomes[0]?.returned ?? [];
    expect(more).toEqual([]);
    expect(seat).toMatchObject({ constituency: 'V', from: { party: 'KD' }, to: { party: 'L' } });
    const shown = ({ votes: number = 0, divisor = 1 } = {}) => (number / (divisor / 10)).toFixed(2);
    expect([shown(seat?.from), shown(seat?.to ?? {})]).toEqual(['316.67', '311.33']);
  });
});

describe('the rules of an area', () => {
  test('come from the election’s own day in all of these years', () => {
    const divisors = Object.values(ELECTION_DAYS).map((day) => rulesOf('KF', day, false).firstDivisor);
    expect(divisors).toEqual([14, 14, 14, 12, 12, 12]);
  });
});
