import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { ruleName, type Gap, type Rule } from './sentence';

export type Severity = Schemas['Severity'];

/** Severities of what is still ahead, the most pressing first. */
export const severities: Exclude<Severity, 'missed'>[] = ['critical', 'warning', 'notice'];

const groupings = ['urgency', 'channel', 'owner', 'rule'] as const;
export type Grouping = (typeof groupings)[number];

/** What is shown of the gaps, as the address says it. "" is all; the owner "nobody" is what nobody has. */
export interface Selection {
  channel: string;
  owner: string;
  rule: Rule | '';
  group: Grouping;
}

export const NOBODY = 'nobody';

/** Reads a selection from an address. */
export function selectionFrom(params: URLSearchParams): Selection {
  const group = params.get('group') as Grouping | null;
  return {
    channel: params.get('channel') ?? '',
    owner: params.get('owner') ?? '',
    rule: (params.get('rule') ?? '') as Rule | '',
    group: group && groupings.includes(group) ? group : 'urgency'
  };
}

/** Writes a selection into an address, and leaves the rest of it alone. */
export function selectionInto(params: URLSearchParams, { channel, owner, rule, group }: Selection): URLSearchParams {
  return changedParams(params, { channel, owner, rule, group: group === 'urgency' ? '' : group });
}

/** Returns parameters of an address with some changed; "" takes one away. */
export function changedParams(params: URLSearchParams, changed: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changed)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** Reports whether a selection leaves something out. */
export function isNarrow({ channel, owner, rule }: Selection): boolean {
  return Boolean(channel || owner || rule);
}

/** Returns the gaps of a selection, in their order. */
export function chosen(gaps: Gap[], { channel, owner, rule }: Selection): Gap[] {
  return gaps.filter(
    (gap) =>
      (!channel || gap.channel_id === channel) &&
      (!owner || (gap.owner_id ?? NOBODY) === owner) &&
      (!rule || gap.rule === rule)
  );
}

/** Gaps under one heading. */
export interface Section {
  key: string;
  title: string;
  /** What the heading means. */
  means: string;
  gaps: Gap[];
}

/** The names that gaps know only by their ids. */
export interface Names {
  /** What is about a member, and no channel, is about all of them. */
  channel: (id: string | null) => string;
  /** "" for nobody. */
  member: (id: string | null) => string;
}

/** Sorts gaps under headings. By urgency the most pressing come first, else the headings by name. */
export function sectionsOf(gaps: Gap[], group: Grouping, names: Names): Section[] {
  if (group === 'urgency') {
    return severities
      .map((severity) => ({
        key: severity,
        title: severityName(severity),
        means: meaningOf(severity),
        gaps: gaps.filter((gap) => gap.severity === severity)
      }))
      .filter((section) => section.gaps.length > 0);
  }
  const keyOf = {
    channel: (gap: Gap) => gap.channel_id ?? '',
    owner: (gap: Gap) => gap.owner_id ?? NOBODY,
    rule: (gap: Gap) => gap.rule
  }[group];
  const titleOf = (gap: Gap) =>
    group === 'channel'
      ? names.channel(gap.channel_id)
      : group === 'owner'
        ? names.member(gap.owner_id) || m.gaps_nobody()
        : ruleName(gap.rule);
  const sections: Record<string, Section> = {};
  for (const gap of gaps) {
    const key = keyOf(gap);
    sections[key] ??= { key, title: titleOf(gap), means: '', gaps: [] };
    sections[key].gaps.push(gap);
  }
  return Object.values(sections).toSorted((a, b) => a.title.localeCompare(b.title));
}

/** Returns the word for how urgent a gap is. */
export function severityName(severity: Severity): string {
  return {
    critical: m.gaps_severity_critical,
    warning: m.gaps_severity_warning,
    notice: m.gaps_severity_notice,
    missed: m.gaps_severity_missed
  }[severity]();
}

function meaningOf(severity: Exclude<Severity, 'missed'>): string {
  return { critical: m.gaps_means_critical, warning: m.gaps_means_warning, notice: m.gaps_means_notice }[severity]();
}
