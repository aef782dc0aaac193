import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { formatsOf } from '$lib/time';
import { GridDrag } from './drag.svelte';
import { frameOf, rowOf } from './grid';

const channel: Schemas['YearChannel'] = {
  channel_id: 'blog',
  name: 'Werkblog',
  platform: 'blog',
  status: 'active',
  color: null,
  region: null,
  runway: { days: 0, until: '2027-01-01' },
  figures: {
    from: '2027-01-04',
    to: '2028-01-02',
    expected: 0,
    kept: 0,
    unconfirmed: 0,
    planned: 0,
    ready: 0,
    published: 0,
    promised: 0,
    rate: null
  },
  cells: [],
  plans: [{ id: 'plan', label: 'Plan', starts_on: '2027-01-01', ends_on: '2027-06-30', version: 1 }],
  themes: [{ id: 'theme', label: 'Werkstatt', starts_on: '2027-03-01', ends_on: '2027-03-14', version: 1 }],
  pauses: []
};

function begin() {
  const frame = frameOf({ kind: 'year', year: 2027 }, '2027-01-01');
  const rows = [rowOf(channel, frame, {}, formatsOf('de'))];
  const drag = new GridDrag(
    () => frame,
    () => rows
  );
  return { drag, bar: rows[0]!.bars[0]! };
}

describe('a pointer', () => {
  it('that trembles clicks', () => {
    const { drag, bar } = begin();
    drag.hold(0, 8, 300, bar);
    expect(drag.over(8, 303)).toBe(false);
    expect(drag.drop()).toBeUndefined();
  });

  it('drags a theme within its plan', () => {
    const { drag, bar } = begin();
    drag.hold(0, 8, 300, bar);
    expect(drag.over(10, 372)).toBe(true);
    expect(drag.draft).toEqual({ row: 0, bar, span: { from: '2027-03-15', to: '2027-03-28' } });
    drag.over(50, 1800);
    expect(drag.drop()?.span).toEqual({ from: '2027-06-17', to: '2027-06-30' });
    expect(drag.draft).toBeUndefined();
  });

  it('is held back where the plan of a theme ends, and says so', () => {
    const { drag, bar } = begin();
    drag.hold(0, 8, 300, bar);
    drag.over(50, 1800);
    expect(drag.drop()?.isHeldBack).toBeUndefined();
    const last = { ...bar, from: '2027-06-17', to: '2027-06-30' };
    drag.hold(0, 24, 900, last);
    drag.over(30, 1100);
    expect(drag.drop()).toMatchObject({ span: { from: '2027-06-17', to: '2027-06-30' }, isHeldBack: true });
  });

  it('marks an empty stretch, in either direction', () => {
    const { drag } = begin();
    drag.hold(0, 20, 700);
    drag.over(18, 630);
    expect(drag.drop()).toEqual({ row: 0, span: { from: '2027-05-10', to: '2027-05-30' } });
  });

  it('drags nothing after it was cancelled', () => {
    const { drag, bar } = begin();
    drag.hold(0, 8, 300, bar);
    drag.over(10, 372);
    drag.cancel();
    expect(drag.over(11, 400)).toBe(false);
    expect(drag.drop()).toBeUndefined();
  });
});

describe('keys', () => {
  it('go on from where the last one led', () => {
    const { drag, bar } = begin();
    drag.nudge(0, bar, 'body', 1);
    drag.nudge(0, bar, 'body', 1);
    drag.nudge(0, bar, 'to', -1);
    expect(drag.drop()?.span).toEqual({ from: '2027-03-15', to: '2027-03-21' });
  });

  it('mark from where it was begun', () => {
    const { drag } = begin();
    drag.mark(0, 20);
    drag.mark(0, 21);
    drag.mark(0, 19);
    expect(drag.drop()?.span).toEqual({ from: '2027-05-17', to: '2027-05-30' });
    drag.mark(0, 30);
    expect(drag.draft?.span).toEqual({ from: '2027-08-02', to: '2027-08-08' });
  });
});
