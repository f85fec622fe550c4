import { formatInteger, NBSP } from '$lib/format.ts';

/** `1 234 samtal`, `12,5 procent`: a figure that was counted by hand, as exactly as it was given. */
export function amountWords(value: number, unit: string): string {
  const [, decimals] = String(value).split('.');
  return `${formatInteger(value)}${decimals ? `,${decimals}` : ''}${NBSP}${unit}`;
}
