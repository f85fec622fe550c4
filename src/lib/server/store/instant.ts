const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds of an ISO 8601 time with offset; throws for anything else (without offset it is no instant). */
export function instant(time: string): number {
  const ms = WITH_OFFSET.test(time) ? Date.parse(time) : NaN;
  if (Number.isNaN(ms)) throw new RangeError(`${JSON.stringify(time)} is not an ISO 8601 time with offset`);
  return ms;
}
