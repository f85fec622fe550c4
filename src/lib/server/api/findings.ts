import { Hono } from 'hono';
import { z } from 'zod';
import type { Finding, FindingEntry } from '../../election/finding.ts';
import { findingEntries } from '../../election/finding-draft.ts';
import { findingsOf, settledEntries } from '../../election/findings.ts';
import { findingAction, findingReason } from '../../finding-words.ts';
import type { AuthEnv } from '../auth.ts';
import type { ApiDeps } from './deps.ts';
import { answer, body, typed } from './entering.ts';

const decision = z.object({ status: typed, note: typed });

/**
 * `GET /api/findings`: what the feed checks found and still stands, with the desk's decision but not who made it; then
 * what was decided about and has been corrected since (`fixed`). `PUT /:id` (token) acknowledges, notes a known fault
 * (of any counted district too, as `knownFault/KF/2380/23800229`) or releases; the id's slashes may be encoded.
 */
export const findingRoutes = ({ store, plan, live, desk, auth }: ApiDeps) =>
  new Hono<AuthEnv>()
    .get('/', async (c) => {
      const known = await store.results.known(live.newest);
      const standing = findingsOf(known, plan);
      const all = [...standing.map(shown), ...settledEntries(known.entries, standing).map(settled)];
      // Notes are the desk's own: who said what is for the signed-in only.
      return c.json((await auth.isSignedIn(c)) ? all : all.map((finding) => ({ ...finding, note: null })));
    })
    .put('/:id{.+}', auth.requireToken, body(decision), async (c) => {
      const said = { ...c.req.valid('json'), id: c.req.param('id') };
      const writer = { who: c.get('who'), remark: said.note.trim() || null };
      return answer(c, await desk.enter((known) => findingEntries(said, { known, plan }), writer));
    });

const shown = ({ votes: _votes, reports: _reports, ...finding }: Finding) => ({
  ...finding,
  reason: findingReason(finding),
  action: findingAction(finding),
});

const settled = ({ finding, districtName, note }: FindingEntry) => ({
  id: finding,
  districtName,
  status: 'fixed' as const,
  note,
});
