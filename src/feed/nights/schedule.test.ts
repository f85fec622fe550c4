import { describe, expect, it } from 'vitest';
import { exportRuns } from './export-runs.ts';
import { TABLES } from './index.ts';
import { exportRun, seatsAt } from './schedule.ts';

const { '2014': night, '2018': reconstruction } = TABLES;

describe('export runs', () => {
  it('take in a report that comes a second after the stamp, as genuine files do', () => {
    expect(exportRun(night, '20140914231123')).toBe('20140914231122');
    expect(exportRun(night, '20140914231124')).toBe('20140914231152');
  });

  it('come each minute or half minute, all night, with the drift on record', () => {
    const seconds = night.exportRuns.map((time) => {
      const [hours = 0, minutes = 0, rest = 0] = time.split(':').map(Number);
      return hours * 3600 + minutes * 60 + rest;
    });
    const gaps = seconds.slice(1).map((each, index) => each - (seconds[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(61);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(29);
    expect(night.exportRuns).toContain('23:09:52');
    expect(night.exportRuns.at(-1)).toBe('23:13:52');
  });

  it('go on by rule after the record: half minutes on the night, minutes on the Wednesday', () => {
    expect(exportRun(reconstruction, '20180909231353')).toBe('20180909231352');
    expect(exportRun(reconstruction, '20180909231400')).toBe('20180909231422');
    expect(exportRun(reconstruction, '20180910003101')).toBe('20180910003122');
    expect(exportRun(reconstruction, '20180912160001')).toBe('20180912160052');
  });

  it('are filled in where no file is left of them', () => {
    expect(exportRuns(['20140914220058', '20140914220358', '20140914220358']).slice(-4)).toEqual([
      '20140914220058',
      '20140914220158',
      '20140914220258',
      '20140914220358',
    ]);
  });

  it('allot seats some seconds into the run', () => {
    expect(seatsAt(night, '20140914225958')).toBe('20140914230025');
    expect(seatsAt(reconstruction, '20180909225958')).toBe('20180909230025');
    expect(seatsAt(reconstruction, '20180910003122')).toBe('20180910003137');
  });
});
