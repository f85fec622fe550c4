/** Shares as the authority prints them: decimal comma, rounded half up on the exact quotient of integers. */

/** `7,3` for 229 of 3119 with one decimal; empty when there is nothing to divide by. */
export function shareText(part: number, whole: number, decimals: number): string {
  return whole > 0 ? fixed(part, whole, decimals) : '';
}

/**
 * Change of a share against the previous election, from the unrounded shares: `+0,4`, `-0,0` (a fall too small to
 * see), `0,0` (no change at all). Empty when one of the shares does not exist.
 */
export function changeText(
  now: { part: number; whole: number },
  before: { part: number; whole: number },
  decimals: number,
): string {
  if (now.whole <= 0 || before.whole <= 0) return '';
  const difference = now.part * before.whole - before.part * now.whole;
  const sign = difference > 0 ? '+' : difference < 0 ? '-' : '';
  return sign + fixed(Math.abs(difference), now.whole * before.whole, decimals);
}

/** BigInt, so that no figure is too large; a negative one (only in files made to be wrong) keeps its sign. */
function fixed(part: number, whole: number, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const [numerator, denominator] = [BigInt(Math.abs(part)) * 100n * scale, BigInt(whole)];
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  return `${part < 0 ? '-' : ''}${rounded / scale},${String(rounded % scale).padStart(decimals, '0')}`;
}
