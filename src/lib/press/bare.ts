/** A figure as its one value: what a bare copy holds, what a list shows, and what a recall compares. */
import { formatCount, formatNumber, formatShare, formatVotes, NBSP } from '../format.ts';
import { STATE_WORDS } from '../words.ts';
import { pointsChange } from './difference.ts';
import type { Figure } from './figure.ts';
import { rankPhrase, unitPhrase } from './phrases.ts';
import type { Decimals } from './sentence.ts';

/** `40,60 %`, `−6,19 procentenheter`, `28 632 röster`, `17 mandat`, `Inte nått` */
export function bareValue(figure: Figure, decimals: Decimals = 2): string {
  switch (figure.kind) {
    case 'share':
    case 'district':
      return formatShare(figure.votes, figure.valid, decimals);
    case 'votes':
      return formatVotes(figure.votes);
    case 'change': {
      const { ownBefore: own, validBefore: valid } = figure.compared;
      return pointsChange(figure.compared, { own, valid }, decimals);
    }
    case 'rank':
      return `${rankPhrase(figure.place)}${figure.tied.length > 0 ? ' (delat)' : ''}`;
    case 'seats':
      return formatCount(figure.seats, 'mandat', 'mandat');
    case 'majority':
      return figure.seats >= figure.majority ? 'egen majoritet' : 'inte egen majoritet';
    case 'turnout':
      return formatShare(figure.cast, figure.eligible, decimals);
    case 'goal':
      return STATE_WORDS[figure.target.state];
    case 'count':
      return `${formatNumber(figure.value)}${NBSP}${unitPhrase(figure.value, figure.target.unit)}`.trim();
  }
}

/** What a figure is called in lists: `Andel`, `Röster`, `C, andel`, the goal's own label. */
export function figureName(figure: Figure): string {
  switch (figure.kind) {
    case 'share':
      return figure.targets.length > 0 || figure.compared ? 'Andel' : `Andel, ${figure.party.name}`;
    case 'votes':
      return 'Röster';
    case 'change':
      return 'Förändring';
    case 'rank':
      return 'Plats';
    case 'seats':
      return 'Mandat';
    case 'majority':
      return 'Egen majoritet';
    case 'turnout':
      return 'Valdeltagande';
    case 'district':
      return `Valdistriktet ${figure.name}`;
    case 'goal':
    case 'count':
      return figure.target.label;
  }
}
