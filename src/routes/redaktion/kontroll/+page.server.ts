import type { Finding } from '$lib/election/finding.ts';
import type { OralContest } from '../muntligt/+page.server.ts';
import { read } from '../(parts)/ask.server.ts';
import { NO_DISTRICT } from '../(parts)/fault-words.ts';
import { sessionActions } from '../(parts)/session.server.ts';
import { first, submit, typedIn } from '../(parts)/submit.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A finding as `GET /api/findings` gives it. */
export interface FindingOnRecord extends Omit<Finding, 'votes' | 'reports'> {
  readonly reason: string;
  readonly action: string;
}
/** What was decided about and has been corrected since. */
export interface FixedFinding extends Pick<Finding, 'id' | 'districtName' | 'note'> {
  readonly status: 'fixed';
}

/** What the feed checks found; `?val=CONTEST` is the contest that the form for known faults is for. */
export const load: PageServerLoad = async (event) => {
  const [findings, contests] = await Promise.all([
    read<readonly (FindingOnRecord | FixedFinding)[]>(event, '/api/findings'),
    read<readonly OralContest[]>(event, '/api/oral/districts', []),
  ]);
  return {
    standing: findings.filter((finding): finding is FindingOnRecord => finding.status !== 'fixed'),
    fixed: findings.filter((finding): finding is FixedFinding => finding.status === 'fixed'),
    contests,
    chosen: event.url.searchParams.get('val'),
  };
};

const LABELS = { finding: 'Distrikt', status: 'Vad gäller?', note: 'Anteckning' };

export const actions: Actions = {
  ...sessionActions,
  /** A decision about a finding, or a fault in a district that no check found: both are one write to the API. */
  decide: async (event) => {
    const typed = await typedIn(event);
    return submit(event, {
      form: first(typed, 'form'),
      typed,
      labels: LABELS,
      path: `/api/findings/${encodeURIComponent(first(typed, 'id') || NO_DISTRICT)}`,
      asked: { method: 'PUT', body: { status: first(typed, 'status'), note: first(typed, 'note') } },
      keep: ['val'],
    });
  },
};
