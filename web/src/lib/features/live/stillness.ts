/** Somebody who types rests at least so long between words. */
const TYPING_MS = 600;

/** Knows whether somebody is in the midst of something that a change under their hands would spoil: a drag, or typing. */
export class Stillness {
  #isPressed = false;
  #isTyping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void) | undefined;

  /** Calls back as soon as nothing is under way, at once where nothing is. Only the latest is called. */
  whenStill(task: () => void): void {
    this.#waiting = task;
    this.#look();
  }

  /** Follows pointer and keys; returns what ends it. */
  start(): () => void {
    const ended = new AbortController();
    const options = { signal: ended.signal, capture: true, passive: true };
    const press = (isPressed: boolean) => () => {
      this.#isPressed = isPressed;
      // What a drag ends in comes first.
      if (!isPressed) setTimeout(() => this.#look());
    };
    window.addEventListener('pointerdown', press(true), options);
    for (const end of ['pointerup', 'pointercancel', 'dragend', 'blur'])
      window.addEventListener(end, press(false), options);
    window.addEventListener('input', () => this.#type(), options);
    window.addEventListener('keyup', () => this.#look(), options);
    return () => {
      ended.abort();
      clearTimeout(this.#timer);
      this.#waiting = undefined;
    };
  }

  #type(): void {
    clearTimeout(this.#timer);
    this.#isTyping = true;
    this.#timer = setTimeout(() => {
      this.#isTyping = false;
      this.#look();
    }, TYPING_MS);
  }

  #look(): void {
    if (!this.#waiting || this.#isPressed || this.#isTyping || isDrawn()) return;
    const task = this.#waiting;
    this.#waiting = undefined;
    task();
  }
}

/** Reports whether something is moved or marked by keyboard; what draws it says so. */
function isDrawn(): boolean {
  return document.querySelector('[data-drawing]') !== null;
}
