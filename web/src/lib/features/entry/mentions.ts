import type { Schemas } from '$lib/api';

type Member = Schemas['Member'];

/** Where a mention is being typed. */
export interface Mentioning {
  /** Of the "@". */
  at: number;
  /** What was typed after it. */
  query: string;
}

/** Returns the mention that is being typed at the caret; undefined where there is none. */
export function mentioningAt(text: string, caret: number): Mentioning | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? undefined : { at: caret - query.length - 1, query };
}

/** Returns those who can be mentioned and whose name, or a word of it, begins so. */
export function mentionable(members: Member[], query: string): Member[] {
  const asked = query.toLowerCase();
  return members.filter(
    (member) => !member.deactivated && !member.removed && ` ${member.name.toLowerCase()}`.includes(` ${asked}`)
  );
}

/** Returns the ids of those whose "@Name" stands in a text, each once. Of "@Anna" and "@Anna Beispiel" the longer is meant. */
export function mentionsIn(text: string, members: Member[]): string[] {
  const found = new Set<string>();
  let rest = text;
  for (const member of members.toSorted((a, b) => b.name.length - a.name.length)) {
    const name = `@${member.name}`;
    if (!rest.includes(name)) continue;
    found.add(member.id);
    rest = rest.replaceAll(name, '');
  }
  return [...found];
}

/** Puts a member's name where a mention is being typed; returns the text and where the caret is then. */
export function withMention(text: string, { at, query }: Mentioning, name: string): { text: string; caret: number } {
  const mention = `@${name} `;
  const end = at + 1 + query.length;
  return { text: text.slice(0, at) + mention + text.slice(end).replace(/^ /, ''), caret: at + mention.length };
}
