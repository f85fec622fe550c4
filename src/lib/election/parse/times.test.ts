import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFeedDate, readFeedTime, readLocalDate, readLocalTime } from './times.ts';

test('A stamp is Swedish local time, with summer time where it holds', () => {
  expect(readFeedTime('20140914223358')).toBe('2014-09-14T22:33:58+02:00');
  expect(readFeedTime('20190117134627')).toBe('2019-01-17T13:46:27+01:00');
  expect(readFeedTime('20140915000000')).toBe('2014-09-15T00:00:00+02:00');
});

test('The hour that is skipped in spring is no time, the one that comes twice in autumn is its first', () => {
  expect(readFeedTime('20180325023000')).toBeNull();
  expect(readFeedTime('20180325030000')).toBe('2018-03-25T03:00:00+02:00');
  expect(readFeedTime('20181028023000')).toBe('2018-10-28T02:30:00+02:00');
  expect(readFeedTime('20181028030000')).toBe('2018-10-28T03:00:00+01:00');
});

test.each(['', '2014091422335', '201409142233580', '20140931120000', '20141314120000', '20140914240000'])(
  '"%s" is no time',
  (stamp) => expect(readFeedTime(stamp)).toBeNull(),
);

test.each(['20140914226000', '20140914220060', '2014-09-14T22:', '20140914 12000', '18991231120000'])(
  '"%s" is no time either',
  (stamp) => expect(readFeedTime(stamp)).toBeNull(),
);

test('A day is one of the calendar', () => {
  expect(readFeedDate('20140914')).toBe('2014-09-14');
  expect(readFeedDate('20160229')).toBe('2016-02-29');
  for (const day of ['', '20150229', '2014091', '20140014', '20140900', '2014-9-14']) {
    expect(readFeedDate(day)).toBeNull();
  }
});

test('A local time gets the Swedish offset, and one with a zone is no local time', () => {
  expect(readLocalTime('2026-09-13T20:49:49')).toBe('2026-09-13T20:49:49+02:00');
  expect(readLocalTime('2026-11-02T08:00:00')).toBe('2026-11-02T08:00:00+01:00');
  const none = ['2026-09-13T20:49:49Z', '2026-09-13T20:49:49+02:00', '2026-09-13 20:49:49', '2026-09-13'];
  for (const text of [...none, '2026-09-31T20:49:49', '2026-09-13T24:00:00', '2026-03-29T02:30:00', '']) {
    expect(readLocalTime(text), text).toBeNull();
  }
});

test('A local day is one of the calendar', () => {
  expect(readLocalDate('2026-09-13')).toBe('2026-09-13');
  for (const day of ['20260913', '2026-02-29', '2026-9-13', '']) expect(readLocalDate(day), day).toBeNull();
});

test('Every stamp that is read says the same moment as Intl does for Stockholm', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Stockholm',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, (date) => {
      const read = readFeedTime(clock.format(date).replace(/\D/g, ''));
      expect(read === null ? null : clock.format(new Date(read))).toBe(clock.format(date));
    }),
  );
});
