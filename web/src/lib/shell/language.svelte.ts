import { baseLocale, isLocale, locales, overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';
import { formatsOf, type Formats } from '$lib/time';

/** The cookie in which the pages of the server keep the choice too. */
const COOKIE = 'stetig_lang';
const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

/** The language of the planner: the user's choice, else the first of the browser's that is ours. */
class ViewerLanguage {
  #current = $state<Locale>(baseLocale);

  constructor() {
    this.#current = chosen() ?? preferred() ?? baseLocale;
    // Texts read it in markup, so they are drawn anew when it changes, and nothing that was typed is lost.
    overwriteGetLocale(() => this.#current);
    this.#tellDocument();
  }

  get current(): Locale {
    return this.#current;
  }

  /** How days and weeks are written in it. */
  get formats(): Formats {
    return formatsOf(this.#current);
  }

  choose(language: Locale): void {
    this.#current = language;
    const secure = window.location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${COOKIE}=${language}; Path=/; Max-Age=${YEAR_IN_SECONDS}; SameSite=Lax${secure}`;
    this.#tellDocument();
  }

  #tellDocument(): void {
    document.documentElement.lang = this.#current;
  }
}

function chosen(): Locale | undefined {
  const value = new RegExp(`(?:^|; )${COOKIE}=([a-z]+)`).exec(document.cookie)?.[1];
  return isLocale(value) ? value : undefined;
}

function preferred(): Locale | undefined {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLocale);
}

export const language = new ViewerLanguage();
export { locales as languages };
export type { Locale as Language };
