/** What a goal asks for, in the words of running text. */
import type { Target } from '../election/snapshot-shape.ts';
import { formatShareOf, formatVotes } from '../format.ts';

/** `mer än 38,75 %`, `minst 35 051 röster`; `null`: no figure. A share stands as the programme states it. */
export function goalPhrase({ goal, kind }: Target, decimals = 2): string | null {
  if (goal === null) return null;
  return kind === 'votes' ? `minst ${formatVotes(goal)}` : `mer än ${formatShareOf(goal, decimals)}`;
}
