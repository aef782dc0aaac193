export type Theme = 'system' | 'light' | 'dark';

/** src/app.html reads the same before the first paint. */
const KEY = 'stetig.theme';

/** Whether the planner is light or dark: by choice, or as the system is. */
class ViewerTheme {
  #current = $state<Theme>(stored());

  get current(): Theme {
    return this.#current;
  }

  choose(theme: Theme): void {
    this.#current = theme;
    if (theme === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Private windows may refuse; the choice then lasts as long as the page.
    }
  }
}

function stored(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const theme = new ViewerTheme();
