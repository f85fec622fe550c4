import { cubicOut } from 'svelte/easing';
import { prefersReducedMotion, Tween } from 'svelte/motion';

/** From the old value to the new in 600 ms, ease-out, and only on news; at once for who asks for less motion. */
export const glide = <Drawn>(value: () => Drawn): Tween<Drawn> =>
  Tween.of(value, { duration: () => (prefersReducedMotion.current ? 0 : 600), easing: cubicOut });
