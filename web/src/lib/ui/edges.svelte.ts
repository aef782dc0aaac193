import { SvelteMap } from 'svelte/reactivity';

/** What stands at the edges of the window for as long as it is shown, and is not to be covered by what is told in passing. */
export class Edges {
  readonly #below = new SvelteMap<Element, number>();
  readonly #right = new SvelteMap<Element, number>();

  /** How high from the lower edge of the window all reaches that stands there, in CSS pixels. */
  get below(): number {
    return Math.max(0, ...this.#below.values());
  }

  /** How far from the right edge of the window all reaches that stands there, in CSS pixels. */
  get right(): number {
    return Math.max(0, ...this.#right.values());
  }

  /** Attach it to what holds buttons or links at the lower edge. */
  readonly atBottom = (element: Element) => this.#follow(this.#below, element, ({ top }) => window.innerHeight - top);

  /** Attach it to what stands at the right edge, from top to bottom. */
  readonly atRight = (element: Element) => this.#follow(this.#right, element, ({ left }) => window.innerWidth - left);

  #follow(taken: SvelteMap<Element, number>, element: Element, reach: (box: DOMRect) => number): () => void {
    const measure = () => {
      const box = element.getBoundingClientRect();
      taken.set(element, box.width > 0 && box.height > 0 ? reach(box) : 0);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
      taken.delete(element);
    };
  }
}

export const edges = new Edges();
