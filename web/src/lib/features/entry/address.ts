/** What an entry that is to be made begins with. */
export interface Beginning {
  /** Its id; left out, the first. */
  channel?: string;
  /** YYYY-MM-DD; left out, an idea. */
  day?: string;
  /** HH:MM */
  time?: string;
  topic?: string;
}

const OWN = ['entry', 'new', 'day', 'time', 'about'];

/** Returns an address with an entry open beside what it shows. */
export function withEntry(url: URL, entry: string): string {
  const at = cleared(url);
  at.searchParams.set('entry', entry);
  return at.pathname + at.search;
}

/** Returns an address with a new entry begun beside what it shows. */
export function withNewEntry(url: URL, { channel, day, time, topic }: Beginning = {}): string {
  const at = cleared(url);
  at.searchParams.set('new', channel ?? '');
  if (day) at.searchParams.set('day', day);
  if (time) at.searchParams.set('time', time);
  if (topic) at.searchParams.set('about', topic);
  return at.pathname + at.search;
}

/** Returns an address without any entry beside what it shows. */
export function withoutEntry(url: URL): string {
  const at = cleared(url);
  return at.pathname + at.search;
}

/** Reports whether an entry, or a new one, stands beside what an address shows. */
export function showsEntry(url: URL): boolean {
  return url.searchParams.has('entry') || url.searchParams.has('new');
}

/** "day", "time" and "about" are ours only where an entry is begun: a screen may have its own. */
function cleared(url: URL): URL {
  const at = new URL(url);
  const isNew = at.searchParams.has('new');
  for (const name of OWN) if (isNew || name === 'entry' || name === 'new') at.searchParams.delete(name);
  return at;
}
