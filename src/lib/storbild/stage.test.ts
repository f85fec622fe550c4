import { describe, expect, test } from 'vitest';
import { USUAL_SCREEN, type ScreenState } from '../election/screen.ts';
import type { Snapshot } from '../election/snapshot-shape.ts';
import type { LiveSnapshot } from '../live.svelte.ts';
import { Stage } from './stage.svelte.ts';

const night = (screen: Partial<ScreenState>) => {
  const contests = ['RD-23', 'RF-23'].map((id) => ({
    id,
    type: id.slice(0, 2),
    stage: 'none',
    projection: {},
    seats: null,
  }));
  const snapshot = {
    revision: 1,
    contests,
    targets: [],
    programme: { map: null },
    screen: { ...USUAL_SCREEN, ...screen },
  } as unknown as Snapshot;
  return { snapshot, events: [], connection: 'open' } as unknown as LiveSnapshot;
};
function press(stage: Stage, key: string): boolean {
  let taken = false;
  stage.key({ key, preventDefault: () => (taken = true) } as unknown as KeyboardEvent);
  return taken;
}

describe('keys on the machine', () => {
  test('go on and back, and pause', () => {
    const stage = new Stage(night({}), 'lopp-RD-23', null);
    press(stage, 'PageDown');
    expect(stage.scene?.id).toBe('lopp-RF-23');
    press(stage, 'ArrowLeft');
    expect(stage.scene?.id).toBe('lopp-RD-23');
    press(stage, ' ');
    expect(stage.notice).toBe('Pausad');
    expect(press(stage, 'a')).toBe(false);
  });

  test('move nothing on a pinned screen, which says that it is', () => {
    const stage = new Stage(night({ pin: 'lopp-RD-23' }), 'lopp-RD-23', null);
    for (const key of ['ArrowRight', 'PageUp', ' ']) {
      expect(press(stage, key)).toBe(true);
      expect(stage.scene?.id).toBe('lopp-RD-23');
      expect(stage.notice).toBe('Låst av redaktionen');
    }
  });

  test('move one whose pin the night does not have', () => {
    const stage = new Stage(night({ pin: 'finns-inte' }), 'lopp-RD-23', null);
    press(stage, 'ArrowRight');
    expect(stage.scene?.id).toBe('lopp-RF-23');
  });
});
