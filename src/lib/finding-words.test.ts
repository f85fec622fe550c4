import { describe, expect, test } from 'vitest';
import { describeEvent, type EventContext } from './describe-event.ts';
import type { FindingFigures } from './election/finding.ts';
import type { FindingEvent } from './election/event.ts';
import type { ContestId, DistrictCode, MunicipalityCode, PartyCode } from './election/model.ts';
import { eveningOf } from './format.ts';
import { findingAction, findingReason, heldBackWords } from './finding-words.ts';

const told = (figures: FindingFigures, ...contests: readonly string[]) => ({
  figures,
  contests: contests as readonly ContestId[],
  districtName: 'Frösö 5',
  municipalityName: 'Östersund',
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const HALF: FindingFigures = {
  check: 'half',
  valid: 870,
  validBefore: 1348,
  turnout: { cast: 880, eligible: 1911 },
  turnoutBefore: { cast: 1340, eligible: 1604 },
};
const MIXUP: FindingFigures = {
  check: 'mixup',
  difference: 2,
  elections: [
    { type: 'RF', own: 395, valid: 1335 },
    { type: 'KF', own: 397, valid: 1337 },
  ],
};

describe('what the desk reads of a finding', () => {
  test.each([
    [
      told(MIXUP, 'RF-23', 'KF-2380'),
      'Kontrollera Frösö 5: regionval och kommunval har samma siffror (1 335 och 1 337 giltiga röster). Ring valnämnden i Östersund och fråga vilket av valen som är rätt.',
    ],
    [
      // 880 of 1 911 is 46.05 percent, 1 340 of 1 604 is 83.54.
      told(HALF, 'RD-23'),
      'Kontrollera Frösö 5 i riksdagsvalet: ungefär hälften av rösterna saknas? 870 giltiga mot 1 348 förra valet, valdeltagande 46,0 % mot 83,5 %. Ring valnämnden i Östersund och fråga om alla röster är med.',
    ],
    [
      told(
        {
          check: 'magnitude',
          party: 'M' as PartyCode,
          votes: 110,
          votesBefore: 8,
          valid: 607,
          expected: 487,
        },
        'KF-2380',
      ),
      'Kontrollera Frösö 5 i kommunvalet: M har 110 röster mot 8 förra valet. Är det en siffra för mycket? Med 11 stämmer antalet röster (väntat omkring 487). Ring valnämnden i Östersund och fråga efter partiets siffra.',
    ],
  ])('%#', (finding, words) => {
    expect(plain(findingAction(finding))).toBe(words);
  });

  test.each([
    [{ check: 'fall', before: 1335, after: 1280, changes: [['S', -55]] }, 'giltiga 1 335 → 1 280 (S −55).'],
    [
      { check: 'fall', before: 1335, after: null, changes: [] },
      'var räknat med 1 335 röster och är nu inte räknat.',
    ],
    [{ check: 'knownFault', own: 1, valid: 2 }, 'enligt uppgift till redaktionen är siffrorna fel.'],
  ])('%j', (figures, words) => {
    expect(plain(findingReason(told(figures as FindingFigures, 'RF-23')))).toBe(`Regionval: ${words}`);
  });
});

test('districts held back are told by number, none is not told', () => {
  expect(plain(heldBackWords({ heldBack: 1 }))).toBe('1 distrikt kontrolleras');
  expect(heldBackWords({ heldBack: 0 })).toBe('');
});

describe('the event of a finding', () => {
  const context: EventContext = {
    party: 'S',
    baselineYear: '2010',
    evening: eveningOf('2014-09-14'),
    places: new Map(),
    areas: new Map(),
  };
  const words = (about: FindingEvent['about']) => {
    const event: FindingEvent = {
      kind: 'finding',
      about,
      finding: 'mixup/RF-KF/2380/23800229',
      contest: 'RF-23' as ContestId,
      municipality: '2380' as MunicipalityCode,
      district: '23800229' as DistrictCode,
      districtKind: 'ordinary',
      ...told(MIXUP, 'RF-23', 'KF-2380'),
    };
    return describeEvent({ id: 1, revision: 1, at: '2014-09-14T23:14:00+02:00', event }, context);
  };

  test('stands out when it comes, and is told without alarm when it is over', () => {
    expect(words('found')).toMatchObject({ title: 'Kontrolleras 23.14: Frösö 5', changed: true });
    expect(words('gone')).toMatchObject({ title: 'Kontrollerat 23.14: Frösö 5', changed: false });
    expect(plain(words('gone').detail)).toBe(
      'Gäller inte längre: regionval och kommunval har samma siffror (1 335 och 1 337 giltiga röster).',
    );
    expect(words('released').detail).toMatch(/^Räknas med igen i prognoserna\. Regionval/);
  });
});
