/** Returns an address with some parameters set, "" taking one away; what opens beside a screen does not go along. */
export function addressWith(path: string, now: URLSearchParams, change: Record<string, string>): string {
  const kept = [...now].filter(([name]) => !passing.includes(name) && !(name in change));
  const set = Object.entries(change).filter(([, value]) => value !== '');
  const query = [...kept, ...set].map(([name, value]) => `${name}=${written(value)}`).join('&');
  return query ? `${path}?${query}` : path;
}

/** What is open beside a screen: an entry, or one that is begun. */
const passing = ['entry', 'new', 'day', 'time', 'about'];

/** Commas stay as they are, so that people can read a list. */
function written(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',');
}

/** Returns the ids in a parameter that lists them. */
export function idsIn(value: string | null): string[] {
  return [...new Set(value?.split(',').filter(Boolean))];
}
