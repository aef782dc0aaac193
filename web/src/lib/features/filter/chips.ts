import { stateInWords } from '$lib/features/entry';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import { NOBODY, type Filter, type FilterPart } from './filter';

/** One thing that a filter leaves in, and the filter without it. */
export interface Chip {
  key: string;
  label: string;
  without: Filter;
}

export interface Names {
  channel: (id: string) => string | undefined;
  member: (id: string) => string | undefined;
  topic: (id: string) => string | undefined;
}

/** Returns the name of a part of a filter. */
export function partInWords(part: Exclude<FilterPart, 'q'>): string {
  return {
    channel: m.filter_channel,
    state: m.filter_state,
    owner: m.filter_owner,
    topic: m.filter_topic,
    approval: m.filter_approval,
    time: m.filter_time
  }[part]();
}

/** Returns what a filter has set, each by itself. */
export function chipsOf(filter: Filter, names: Names, formats: Formats): Chip[] {
  const chips: Chip[] = [];
  const add = (key: string, label: string, change: Partial<Filter>) =>
    chips.push({ key, label, without: { ...filter, ...change } });
  const addEach = <Part extends 'channel' | 'state' | 'owner' | 'topic' | 'approver'>(
    part: Part,
    label: string,
    name: (value: Filter[Part][number]) => string | undefined
  ) => {
    for (const value of filter[part])
      add(`${part}-${value}`, m.filter_chip({ part: label, value: name(value) ?? m.filter_gone() }), {
        [part]: filter[part].filter((other) => other !== value)
      });
  };

  if (filter.q.trim()) add('q', m.filter_text({ text: filter.q.trim() }), { q: '' });
  addEach('channel', partInWords('channel'), names.channel);
  addEach('state', partInWords('state'), stateInWords);
  addEach('owner', partInWords('owner'), (id) => (id === NOBODY ? m.filter_nobody() : names.member(id)));
  addEach('topic', partInWords('topic'), names.topic);
  addEach('approver', partInWords('approval'), names.member);
  if (filter.awaitsMe) add('awaits', m.filter_awaits_me(), { awaitsMe: false });
  if (filter.from && filter.to)
    add('days', formats.spanAndYear({ from: filter.from, to: filter.to }), { from: '', to: '' });
  else if (filter.from) add('from', m.filter_since({ day: formats.dayAndYear(filter.from) }), { from: '' });
  else if (filter.to) add('to', m.filter_until({ day: formats.dayAndYear(filter.to) }), { to: '' });
  if (filter.undated !== undefined)
    add('undated', filter.undated ? m.filter_undated_only() : m.filter_dated_only(), { undated: undefined });
  return chips;
}
