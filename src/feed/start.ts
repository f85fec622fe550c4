/** Where in a night a replay starts. */
import { z } from 'zod';
import type { Night } from './recording.ts';
import { swedishIso } from './swedish-time.ts';
import { createTimeline, type Timeline } from './timeline.ts';

const LEAD = 60_000;
const isoTime = z.iso.datetime({ offset: true });

/** Over the publications of both addresses. */
export function timelineOf(night: Night): Timeline {
  return createTimeline(timesOf(night));
}

const timesOf = ({ publications }: Night): number[] => publications.map(({ at }) => Date.parse(at));

/**
 * A minute of played time before the first publication that holds a report, but not before there is anything. Night
 * time, epoch milliseconds.
 */
export function usualStart(night: Night, timeline: Timeline): number {
  const reported = firstReported(night);
  const played = reported === undefined ? timeline.start : timeline.toPlayed(reported);
  return timeline.toNight(Math.max(timeline.start, played - LEAD));
}

/** Of an XML night the second (it may come up to a second before its report); of a JSON night by the time. */
function firstReported(night: Night): number | undefined {
  if (night.format === 'json') {
    return timesOf(night).find((time) => time >= Date.parse(night.firstReportAt));
  }
  const [empty, reported = empty] = night.publications.filter(({ address }) => address === 'night');
  return reported && Date.parse(reported.at);
}

/** Nothing: as usual; `end`: everything in; else an ISO time with offset, within the night. */
export function parseStart(
  text: string | undefined,
  night: Night,
  timeline: Timeline,
): { startAt: number } | { error: string } {
  const [first, last] = [timeline.toNight(timeline.start), timeline.toNight(timeline.end)];
  if (text === undefined) return { startAt: usualStart(night, timeline) };
  if (text === 'end') return { startAt: last };
  const startAt = isoTime.safeParse(text).success ? Date.parse(text) : Number.NaN;
  if (startAt >= first && startAt <= last) return { startAt };
  const expected = Number.isNaN(startAt) ? 'is no ISO time with offset' : 'lies outside the night';
  return {
    error: `--start: "${text}" ${expected}. It runs from ${swedishIso(first)} to ${swedishIso(last)}.`,
  };
}
