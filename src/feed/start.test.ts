import { describe, expect, it } from 'vitest';
import { FAKE_TIMES, fakeNight } from './fake-night.ts';
import { openNight } from './nights/index.ts';
import { readOptions } from './options.ts';
import { parseStart, timelineOf, usualStart } from './start.ts';

const night = fakeNight();
const timeline = timelineOf(night);

describe('where a replay starts', () => {
  it('is a played minute before the first publication with a report', () => {
    expect(usualStart(night, timeline)).toBe(Date.parse(FAKE_TIMES.empty));
    const early = { ...night, publications: night.publications.slice(1) };
    expect(usualStart(early, timelineOf(early))).toBe(Date.parse(FAKE_TIMES.first));
  });

  it('passes over the publications of a JSON night that hold no report', () => {
    const json = openNight('2026');
    // Reported at 21.00.20, published at 21.01.
    expect(usualStart(json, timelineOf(json))).toBe(Date.parse('2026-09-13T21:00:00+02:00'));
  });

  it('is the last moment with end, and any moment of the night by ISO time', () => {
    const end = Date.parse(FAKE_TIMES.final) + 2 * 60_000;
    expect(parseStart('end', night, timeline)).toEqual({ startAt: end });
    expect(parseStart('2018-09-09T18:42:10Z', night, timeline)).toEqual({
      startAt: Date.parse('2018-09-09T20:42:10+02:00'),
    });
  });

  it.each(['22:31', '2018-09-09T20:42:10', '2018-09-08T20:42:00+02:00', '2019-01-01T00:00:00+01:00'])(
    'is not "%s"',
    (text) => {
      expect(parseStart(text, night, timeline)).toEqual({ error: expect.stringContaining(text) });
    },
  );
});

describe('the command line', () => {
  it('has a default for everything', () => {
    expect(readOptions([])).toEqual({
      options: { night: '2018', speed: 60, port: 4180, host: '127.0.0.1', start: undefined, faults: [] },
    });
  });

  it('takes several faults', () => {
    const args = ['--night', '2014', '--speed=max', '--port', '0', '--fault', 'html', '--fault=reset@22:31'];
    expect(readOptions(args)).toMatchObject({
      options: { night: '2014', speed: 'max', port: 0, faults: ['html', 'reset@22:31'] },
    });
  });

  it.each([
    [['--night', '2010']],
    [['--speed', '0']],
    [['--speed', 'fast']],
    [['--port', '70000']],
    [['--port', '-1']],
    [['--what']],
    [['night']],
  ])('is refused with a reason: %j', (args) => {
    expect(readOptions(args)).toEqual({ error: expect.any(String) });
  });

  it('explains itself', () => {
    expect(readOptions(['--help'])).toEqual({ help: true });
  });
});
