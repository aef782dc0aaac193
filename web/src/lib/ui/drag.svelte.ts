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
/** So often it looks whether the page has turned. */
const LOOK_MS = 50;
/** So near the edge, what is longer than the screen scrolls. */
const EDGE_PX = 40;
const SCROLL_PX = 8;

/**
 * Drags things by mouse, pen or finger to where they can be dropped. What turns the page carries data-turn, what scrolls
 * data-scrolls. It listens to the window, so that what was taken may go out of the page while it turns. While something is
 * dragged, the page's root carries data-dragging: what lies above days and columns then lets the pointer through.
 */
export class Drag<Thing, Drop> {
  #taken = $state.raw<Thing>();
  #at = $state.raw<Pointed>({ x: 0, y: 0 });
  #over = $state.raw<Drop>();
  #turning = $state<string>();
  #stop: (() => void) | undefined;

  constructor(
    /** Returns where something would be dropped that is held over an element. */
    private readonly dropAt: (under: Element) => Drop | undefined,
    private readonly ondrop: (taken: Thing, drop: Drop) => void,
    private readonly onturn: (to: string) => void = () => {},
    /** It was let go where nothing takes it; not called for what was put back where it came from. */
    private readonly onmiss: (taken: Thing) => void = () => {}
  ) {}

  /** What is dragged. */
  get taken(): Thing | undefined {
    return this.#taken;
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

  /** Begins with a press on a thing; whether it is a drag shows later. */
  press(event: PointerEvent, thing: Thing): void {
    if (event.button !== 0 || !event.isPrimary || this.#stop) return;
    const from = { x: event.clientX, y: event.clientY };
    const isTouch = event.pointerType === 'touch';
    const source = event.target instanceof Element ? event.target.closest('aside') : null;
    const ended = new AbortController();
    const { signal } = ended;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const start = (at: Pointed) => {
      this.#taken = thing;
      document.documentElement.dataset.dragging = '';
      window.getSelection()?.removeAllRanges();
      if (isTouch) navigator.vibrate?.(10);
      this.#follow(at);
    };
    this.#stop = () => {
      clearTimeout(timer);
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
      ended.abort();
      this.#turn(undefined);
      delete document.documentElement.dataset.dragging;
      this.#turned = this.#taken = this.#over = this.#stop = undefined;
    };
    if (isTouch) timer = setTimeout(() => start(from), LONG_PRESS_MS);

    const is = (other: PointerEvent) => other.pointerId === event.pointerId;
    window.addEventListener(
      'pointermove',
      (moved) => {
        if (!is(moved)) return;
        const at = { x: moved.clientX, y: moved.clientY };
        if (this.#taken) this.#follow(at);
        else if (Math.hypot(at.x - from.x, at.y - from.y) > FAR_PX) {
          if (isTouch) this.#stop?.();
          else start(at);
        }
      },
      { signal }
    );
    window.addEventListener('pointerup', (up) => is(up) && this.#drop(source), { signal });
    window.addEventListener('pointercancel', (gone) => is(gone) && this.cancel(), { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && this.#taken && this.#escape(key), {
      signal,
      capture: true
    });
    // What was touched goes on to be told of the finger even when the page has turned and it is gone.
    event.target?.addEventListener('touchmove', (move) => this.#taken && move.preventDefault(), {
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

  /** Lets go; what came from `source`, a list at the side, may be put back there. */
  #drop(source: Element | null): void {
    const taken = this.#taken;
    const over = this.#over;
    const under = document.elementFromPoint(this.#at.x, this.#at.y);
    this.#stop?.();
    if (taken === undefined) return;
    // The press that dragged is no click on what it ends on.
    const swallowed = new AbortController();
    window.addEventListener('click', swallow, { capture: true, signal: swallowed.signal });
    setTimeout(() => swallowed.abort());
    if (over) this.ondrop(taken, over);
    else if (!source?.contains(under)) this.onmiss(taken);
  }

  #follow(at: Pointed): void {
    this.#at = at;
    const under = document.elementFromPoint(at.x, at.y);
    this.#over = under ? this.dropAt(under) : undefined;
    this.#turn(under?.closest<HTMLElement>('[data-turn]')?.dataset.turn);
    // It goes on for as long as the pointer rests there, and there is more.
    if (this.#frame !== undefined || !scrollAll(under, at)) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#taken) this.#follow(this.#at);
    });
  }

  #frame: number | undefined;

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the page was turned to last, as long as the pointer stays on what leads there. */
  #turned: string | undefined;

  #turn(to: string | undefined): void {
    if (to !== this.#turned) this.#turned = undefined;
    else to = undefined;
    if (to === this.#turning) return;
    clearTimeout(this.#timer);
    this.#turning = to;
    if (to === undefined) return;
    this.#timer = setTimeout(() => {
      this.#turned = to;
      this.onturn(to);
      this.#turning = undefined;
      this.#lookAgain();
    }, TURN_MS);
  }

  /** Where an edge then leads is found anew, as soon as it says so: the pointer rests, and the page under it is another. */
  #lookAgain(): void {
    this.#timer = setTimeout(() => {
      if (!this.#taken) return;
      this.#follow(this.#at);
      if (this.#turned !== undefined) this.#lookAgain();
    }, LOOK_MS);
  }
}

/**
 * Scrolls what something is held over and near an edge of: what carries data-scrolls and, on a phone, all of the screen.
 * Reports whether anything moved.
 */
function scrollAll(under: Element | null, at: Pointed): boolean {
  let hasMoved = false;
  for (
    let box = under?.closest('[data-scrolls], main');
    box;
    box = box.parentElement?.closest('[data-scrolls], main')
  ) {
    const { top, bottom, left, right } = box.getBoundingClientRect();
    const before = [box.scrollLeft, box.scrollTop];
    box.scrollBy(SCROLL_PX * pull(at.x, left, right), SCROLL_PX * pull(at.y, top, bottom));
    hasMoved ||= box.scrollLeft !== before[0] || box.scrollTop !== before[1];
  }
  return hasMoved;
}

/** Which way what is held near an end pulls: -1 back, 1 on. */
function pull(at: number, from: number, to: number): number {
  return at < from + EDGE_PX ? -1 : at > to - EDGE_PX ? 1 : 0;
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
