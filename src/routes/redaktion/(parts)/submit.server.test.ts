import { describe, expect, test } from 'vitest';
import { refusal } from './submit.server.ts';

const sent = { form: 'f', typed: { own: ['12'], note: ['x'] }, labels: { own: 'Röster', valid: 'Giltiga' } };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

describe('what the API refused', () => {
  test('comes back field by field in the form’s order, with all that was typed', async () => {
    const faults = [
      { field: 'valid', problem: 'missing', found: null },
      { field: 'own', problem: 'negative', found: '-1' },
    ];
    const { status, data } = await refusal(answer(422, { error: 'x', faults }), sent);
    expect(status).toBe(422);
    expect(data.typed).toEqual(sent.typed);
    expect(data.faults.map(({ field, label }) => [field, label])).toEqual([
      ['own', 'Röster'],
      ['valid', 'Giltiga'],
    ]);
    expect(data.problem).toBeNull();
  });

  test('tells how long to wait', async () => {
    const { data } = await refusal(answer(429, { error: 'wait' }, { 'retry-after': '42' }), sent);
    expect(data.problem).toBe('Vänta 42 sekunder och försök igen.');
  });

  test('tells a session that is over from writing that is closed', async () => {
    expect((await refusal(answer(401, { error: 'x' }), sent)).data.expired).toBe(true);
    const closed = await refusal(answer(403, { error: 'writing is closed: no ADMIN_TOKEN is set' }), sent);
    expect(closed.data.expired).toBeUndefined();
    expect(closed.data.problem).toContain('ADMIN_TOKEN');
  });

  test('is told even when the answer is no JSON', async () => {
    const { data } = await refusal(answer(500, '<h1>Oops</h1>'), sent);
    expect(data.problem).toBe('Det gick inte att spara (500). Försök igen.');
    expect(data.typed).toEqual(sent.typed);
  });
});
