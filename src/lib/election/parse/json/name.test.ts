import { expect, test } from 'vitest';
import { EXPECTED } from '../../../../../tests/support/json-example.ts';
import { isRead } from './expected.ts';
import { readJsonArchiveName, readJsonName, signatureOf, type JsonName } from './name.ts';

test('A member says its count, part, area and election', () => {
  expect(readJsonName('Val_2026_preliminar_rostfordelning_2380_KF.json')).toEqual({
    prefix: 'Val_2026',
    count: 'night',
    part: 'districts',
    area: '2380',
    type: 'KF',
  });
  expect(readJsonName('Val_20220911_slutlig_mandatfordelning_00_RD.json')).toEqual({
    prefix: 'Val_20220911',
    count: 'final',
    part: 'seats',
    area: '00',
    type: 'RD',
  });
});

test('Tolerance: a summering is delivered without its area, and described with it', () => {
  expect(readJsonName('Genrep_2026_slutlig_summering_RF.json')).toMatchObject({
    part: 'municipalities',
    area: null,
  });
  expect(readJsonName('Val_2026_slutlig_summering_23_RF.json')).toMatchObject({ area: '23' });
});

test.each([
  'Val_2026_preliminar_rostfordelning_KF.json',
  'Val_2026_preliminar_rostfordelning_23_KF.json',
  'Val_2026_preliminar_rostfordelning_2380_RF.json',
  'Val_2026_preliminar_rostfordelning_27_RD.json',
  'Val_2026_preliminar_personroster_2380_KF.json',
  'Val_2026_preliminar_rostfordelning_2380_KF_sign.sha256',
  'Val_2026_preliminär_rostfordelning_2380_KF.json',
  '_preliminar_rostfordelning_2380_KF.json',
  'valnatt_2380K.xml',
  '',
])('"%s" is no result file', (name) => expect(readJsonName(name)).toBeNull());

test('An archive is of one area; national sums are of none', () => {
  expect(readJsonArchiveName('Val_2026_preliminar_00_RD.zip')).toEqual({
    prefix: 'Val_2026',
    count: 'night',
    area: '00',
    type: 'RD',
  });
  expect(readJsonArchiveName('Val_2026_slutlig_2380_KF.zip')).toMatchObject({ count: 'final', area: '2380' });
  for (const name of ['Val_2026_slutlig_OS_KF.zip', 'Val_2026_slutlig_2380_RF.zip', 'valnatt.zip'])
    expect(readJsonArchiveName(name), name).toBeNull();
});

test('Tolerance: a signature is named for its member with or without .json', () => {
  const member = 'Val_2026_slutlig_mandatfordelning_23_RF.json';
  const [bare, whole] = [member.replace('.json', '_sign.sha256'), `${member}_sign.sha256`];
  expect(signatureOf(member, [member, bare])).toBe(bare);
  expect(signatureOf(member, [whole, member])).toBe(whole);
  expect(signatureOf(member, [member, 'Val_2026_slutlig_rostfordelning_23_RF_sign.sha256'])).toBeNull();
});

test('What nobody follows is not read, nor are the districts of the national final file unless asked for', () => {
  const named = (name: string): JsonName => readJsonName(name) as JsonName;
  const national = named('Val_2026_slutlig_rostfordelning_00_RD.json');
  expect(isRead(national, EXPECTED)).toBe(false);
  expect(isRead(national, { ...EXPECTED, finalDistricts: true })).toBe(true);
  expect(isRead(named('Val_2026_preliminar_rostfordelning_00_RD.json'), EXPECTED)).toBe(true);
  expect(isRead(named('Val_2026_slutlig_rostfordelning_23_RF.json'), EXPECTED)).toBe(true);
  expect(isRead(named('Val_2026_slutlig_summering_RD.json'), EXPECTED)).toBe(true);
  expect(isRead(named('Val_2026_preliminar_rostfordelning_24_RF.json'), EXPECTED)).toBe(false);
  expect(isRead(named('Val_2026_preliminar_rostfordelning_2380_KF.json'), EXPECTED)).toBe(false);
});
