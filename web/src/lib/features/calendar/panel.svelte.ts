const KEY = 'stetig.backlog';

/** Whether the ideas stand beside the calendar; kept for the next visit. */
class BacklogPanel {
  #open = $state(stored());

  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    try {
      localStorage.setItem(KEY, open ? 'open' : '');
    } catch {
      // Private windows may refuse; the choice then lasts as long as the page.
    }
  }

  toggle(): void {
    this.open = !this.#open;
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === 'open';
  } catch {
    return false;
  }
}

export const backlogPanel = new BacklogPanel();
