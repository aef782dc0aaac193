import type { Schemas } from '$lib/api';
import { withoutEntry } from '$lib/features/entry';
import { addressWith } from '$lib/features/filter';

type View = Schemas['View'];

/** How a screen is set: all that a view keeps but its name. */
export interface Setting {
  screen: Schemas['Screen'];
  settings: Record<string, string>;
}

/** The path of each screen that can be saved, below the workspace's. */
const paths: Record<Schemas['Screen'], string> = {
  year: '',
  quarter: '',
  month: 'month',
  week: 'week',
  timeline: 'timeline',
  list: 'list',
  board: 'board',
  gaps: 'gaps',
  search: 'search'
};

/** Which view is shown: with it in the address, a view that was changed since is still known. */
const VIEW = 'view';

/** What an address says beside how its screen is set. */
const passing = [VIEW, 'gap'];

/** Reads how the screen at an address is set; undefined where it is none that can be saved. */
export function settingOf(url: URL): Setting | undefined {
  const own = new URL(withoutEntry(url), url);
  const path = own.pathname.split('/').slice(3).join('/');
  const settings = Object.fromEntries(
    [...own.searchParams].filter(([name, value]) => value && !passing.includes(name))
  );
  if (path === '') return { screen: 'quarter' in settings ? 'quarter' : 'year', settings };
  const screen = (Object.keys(paths) as Schemas['Screen'][]).find((name) => paths[name] === path);
  return screen && { screen, settings };
}

/** Returns the path of the screen that shows it, below the workspace's. */
export function pathOf({ screen }: Pick<View, 'screen'>): string {
  return paths[screen];
}

/** Returns the address that shows a view, below that of its workspace. */
export function viewAddress(workspace: string, view: Pick<View, 'id' | 'screen' | 'settings'>): string {
  const path = pathOf(view);
  const kept = Object.entries(view.settings).filter(([name]) => !passing.includes(name));
  const params = Object.fromEntries(kept.map(([name, value]) => [name, written(value)]));
  return addressWith(path ? `${workspace}/${path}` : workspace, new URLSearchParams(), { ...params, [VIEW]: view.id });
}

/** Returns the id of the view that an address shows, perhaps changed since; "" for none. */
export function viewShown(url: URL): string {
  return url.searchParams.get(VIEW) ?? '';
}

/** Reports whether a screen is set as a view says. */
export function isSetAs(setting: Setting, view: Pick<View, 'screen' | 'settings'>): boolean {
  const all = ({ screen, settings }: Pick<View, 'screen' | 'settings'>) =>
    [screen, ...Object.entries(settings).map(([name, value]) => `${name}=${written(value)}`)].toSorted().join('&');
  return all(setting) === all(view);
}

/** Other programs may have written lists and numbers. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).filter(Boolean).join(',');
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
