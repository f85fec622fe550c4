import { expect, test } from 'vitest';
import { readMemberName } from './member-name.ts';

test("A result file's name says count, election and area", () => {
  expect(readMemberName('valnatt_2303K.xml')).toEqual({ count: 'night', type: 'KF', area: '2303' });
  expect(readMemberName('valnatt_00R.xml')).toEqual({ count: 'night', type: 'RD', area: '00' });
  expect(readMemberName('slutresultat_0114L.xml')).toEqual({ count: 'final', type: 'RF', area: '0114' });
});

test.each([
  'Filer',
  'Cksum',
  'valnatt_2303k.xml',
  'valnatt_23K.xml',
  'valnatt_2303X.xml',
  'val/valnatt_2303K.xml',
  'valnatt_2303K.xml.bak',
  '',
])('"%s" is not the name of a result file', (name) => expect(readMemberName(name)).toBeNull());
