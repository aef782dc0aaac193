import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drag } from './drag.svelte';

const WIDE_PX = 100;

/** A page of elements beside one another, each WIDE_PX wide, and a pointer that drags over them. */
function pageOf(html: string) {
  document.body.innerHTML = html;
  const under = vi.fn((x: number) => document.body.children[Math.floor(x / WIDE_PX)] ?? null);
  document.elementFromPoint = under;
  for (const element of document.body.children) element.scrollBy = () => {};
  const dropped: string[] = [];
  const turns: string[] = [];
  const missed: string[] = [];
  const drag = new Drag<string, string>(
    (element) => element.closest<HTMLElement>('[data-day]')?.dataset.day,
    (thing, day) => dropped.push(`${thing} on ${day}`),
    (to) => turns.push(to),
    (thing) => missed.push(thing)
  );
  const at = (column: number) => ({ clientX: column * WIDE_PX + 50, clientY: 10, pointerId: 1, isPrimary: true });
  const take = (column: number) => {
    const target = document.body.children[column] ?? expect.fail('there is nothing to take');
    target.addEventListener('pointerdown', (event) => drag.press(event as PointerEvent, 'Beitrag'), { once: true });
    target.dispatchEvent(new PointerEvent('pointerdown', { ...at(column), button: 0, bubbles: true }));
  };
  const move = (column: number) => {
    window.dispatchEvent(new PointerEvent('pointermove', at(column)));
    window.dispatchEvent(new PointerEvent('pointermove', { ...at(column), clientX: at(column).clientX + 10 }));
  };
  const drop = () => window.dispatchEvent(new PointerEvent('pointerup', at(0)));
  return { drag, dropped, turns, missed, take, move, drop };
}

describe('what is dragged', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    document.body.innerHTML = '';
  });

  it('turns the page once while it rests, also where the page then leads elsewhere and back', () => {
    const { drag, turns, take, move } = pageOf('<i data-day="1"></i><a data-turn="Mai"></a><a data-turn="Juni"></a>');
    take(0);
    move(1);
    vi.advanceTimersByTime(5_000);
    expect(turns).toEqual(['Mai']);
    move(2);
    vi.advanceTimersByTime(5_000);
    move(1);
    vi.advanceTimersByTime(5_000);
    expect(turns).toEqual(['Mai', 'Juni', 'Mai']);
    drag.cancel();
  });

  it('goes on turning at an edge, which leads farther each time', () => {
    const { drag, turns, take, move } = pageOf('<i data-day="1"></i><b data-turn="0"></b>');
    const edge = document.querySelector('b') ?? expect.fail();
    take(0);
    move(1);
    for (let i = 1; i <= 3; i++) {
      vi.advanceTimersByTime(700);
      edge.dataset.turn = String(i);
    }
    expect(turns).toEqual(['0', '1', '2']);
    drag.cancel();
  });

  it('is dropped where it is held, and says where nothing takes it', () => {
    const { dropped, missed, take, move, drop } = pageOf('<i data-day="1"></i><i data-day="2"></i><p></p>');
    take(0);
    move(1);
    expect(document.documentElement.dataset).toHaveProperty('dragging');
    drop();
    expect(dropped).toEqual(['Beitrag on 2']);
    expect(document.documentElement.dataset).not.toHaveProperty('dragging');
    take(0);
    move(2);
    drop();
    expect(dropped).toHaveLength(1);
    expect(missed).toEqual(['Beitrag']);
  });

  it('goes back without a word to the list that it came from', () => {
    const { missed, take, move, drop } = pageOf('<aside></aside><i data-day="1"></i>');
    take(0);
    move(1);
    move(0);
    drop();
    expect(missed).toEqual([]);
  });
});
