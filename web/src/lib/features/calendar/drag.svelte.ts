import type { Day } from '$lib/time';
import type { Entry } from './placing';

/** Where something is dropped: on a day, or on a free slot of it. */
export interface Drop {
  day: Day;
  /** Key of the free slot. */
  opening: string | undefined;
}

interface Pointed {
  x: number;
  y: number;
}

/** Farther than this, a press of the mouse is a drag. */
const FAR_PX = 5;
/** So long a finger rests before it drags; sooner, it scrolls. */
const LONG_PRESS_MS = 350;
/** So long something is held over what turns the page, until it turns. */
const TURN_MS = 600;
/** So near the edge, what is longer than the screen scrolls. */
const EDGE_PX = 40;
const SCROLL_PX = 12;

/**
 * Drags entries by mouse, pen or finger. Days carry data-day, free slots data-opening, and what turns the page
 * data-turn. It listens to the window, so that what was taken may go out of the page while it turns.
 */
export class Drag {
  #entry = $state.raw<Entry>();
  #at = $state.raw<Pointed>({ x: 0, y: 0 });
  #over = $state.raw<Drop>();
  #turning = $state<string>();
  #stop: (() => void) | undefined;

  constructor(
    private readonly ondrop: (entry: Entry, drop: Drop) => void,
    private readonly onturn: (to: string) => void
  ) {}

  /** What is dragged. */
  get entry(): Entry | undefined {
    return this.#entry;
  }

  /** Where the pointer is, in pixels of the window. */
  get at(): Pointed {
    return this.#at;
  }

  get over(): Drop | undefined {
    return this.#over;
  }

  /** Over what turns the page, for as long as it is held there. */
  get turning(): string | undefined {
    return this.#turning;
  }

  /** Begins with a press on an entry; whether it is a drag shows later. */
  press(event: PointerEvent, entry: Entry): void {
    if (event.button !== 0 || !event.isPrimary || this.#stop) return;
    const from = { x: event.clientX, y: event.clientY };
    const isTouch = event.pointerType === 'touch';
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const start = (at: Pointed) => {
      this.#entry = entry;
      window.getSelection()?.removeAllRanges();
      if (isTouch) navigator.vibrate?.(10);
      this.#follow(at);
    };
    this.#stop = () => {
      clearTimeout(timer);
      ended.abort();
      this.#turn(undefined);
      this.#entry = this.#over = this.#stop = undefined;
    };
    if (isTouch) timer = setTimeout(() => start(from), LONG_PRESS_MS);

    const is = (other: PointerEvent) => other.pointerId === event.pointerId;
    window.addEventListener(
      'pointermove',
      (moved) => {
        if (!is(moved)) return;
        const at = { x: moved.clientX, y: moved.clientY };
        if (this.#entry) this.#follow(at);
        else if (Math.hypot(at.x - from.x, at.y - from.y) > FAR_PX) {
          if (isTouch) this.#stop?.();
          else start(at);
        }
      },
      { signal }
    );
    window.addEventListener('pointerup', (up) => is(up) && this.#drop(), { signal });
    window.addEventListener('pointercancel', (gone) => is(gone) && this.cancel(), { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && this.#entry && this.#escape(key), {
      signal,
      capture: true
    });
    // What was touched goes on to be told of the finger even when the page has turned and it is gone.
    event.target?.addEventListener('touchmove', (move) => this.#entry && move.preventDefault(), {
      signal,
      passive: false
    });
    window.addEventListener('contextmenu', (menu) => isTouch && menu.preventDefault(), { signal });
  }

  cancel(): void {
    this.#stop?.();
  }

  #escape(key: KeyboardEvent): void {
    key.preventDefault();
    key.stopPropagation();
    this.cancel();
  }

  #drop(): void {
    const entry = this.#entry;
    const over = this.#over;
    this.#stop?.();
    if (!entry) return;
    // The press that dragged is no click on what it ends on.
    const swallowed = new AbortController();
    window.addEventListener('click', swallow, { capture: true, signal: swallowed.signal });
    setTimeout(() => swallowed.abort());
    if (over) this.ondrop(entry, over);
  }

  #follow(at: Pointed): void {
    this.#at = at;
    const under = document.elementFromPoint(at.x, at.y);
    const day = under?.closest<HTMLElement>('[data-day]')?.dataset.day;
    this.#over = day ? { day, opening: under?.closest<HTMLElement>('[data-opening]')?.dataset.opening } : undefined;
    this.#turn(under?.closest<HTMLElement>('[data-turn]')?.dataset.turn);
    this.#scroll(under, at.y);
  }

  /** Near its upper and lower edge, what is longer than the window goes on; on a phone, all of the screen. */
  #scroll(under: Element | null, y: number): void {
    for (const scrolled of [under?.closest('[data-scrolls]'), under?.closest('main')]) {
      if (!scrolled) continue;
      const { top, bottom } = scrolled.getBoundingClientRect();
      if (y < top + EDGE_PX) scrolled.scrollBy(0, -SCROLL_PX);
      if (y > bottom - EDGE_PX) scrolled.scrollBy(0, SCROLL_PX);
    }
  }

  #timer: ReturnType<typeof setTimeout> | undefined;

  #turn(to: string | undefined): void {
    if (to === this.#turning) return;
    clearTimeout(this.#timer);
    this.#turning = to;
    if (to === undefined) return;
    this.#timer = setTimeout(() => {
      this.onturn(to);
      // Where the edge then leads is found anew: the pointer rests, and the page under it is another.
      this.#turning = undefined;
      if (this.#entry) requestAnimationFrame(() => this.#entry && this.#follow(this.#at));
    }, TURN_MS);
  }
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
