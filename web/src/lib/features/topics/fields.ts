import type { Schemas } from '$lib/api';

type Topic = Schemas['Topic'];

/** A field with its topics; the field "" holds those without one. */
export interface Field {
  name: string;
  topics: Topic[];
}

/** Sorts topics into their fields, both by name, those without a field last; only topics in whose texts all words are. */
export function fieldsOf(topics: Topic[], search = ''): Field[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = topics.filter(({ field, name, description }) => {
    const text = `${field} ${name} ${description}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  const names = [...new Set(found.map(({ field }) => field))];
  return names
    .toSorted((a, b) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)))
    .map((name) => ({
      name,
      topics: found.filter(({ field }) => field === name).toSorted((a, b) => a.name.localeCompare(b.name))
    }));
}
