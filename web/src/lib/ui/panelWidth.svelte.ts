const KEY = 'stetig.panel';

/** How wide the panel at the side is, in rem; kept for the next time. */
class PanelWidth {
  readonly least = 22;
  readonly most = 60;
  #rem = $state(stored());

  get rem(): number {
    return this.#rem;
  }

  set(rem: number): void {
    this.#rem = Math.round(Math.max(this.least, Math.min(rem, this.most)));
    try {
      localStorage.setItem(KEY, String(this.#rem));
    } catch {
      // It then lasts as long as the page.
    }
  }

  /** Draws its left edge to a place in the window, in pixels. */
  setByEdge(x: number): void {
    const pixels = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.set((window.innerWidth - x) / pixels);
  }
}

const USUAL = 32;

function stored(): number {
  try {
    return Number(localStorage.getItem(KEY)) || USUAL;
  } catch {
    return USUAL;
  }
}

export const panelWidth = new PanelWidth();
