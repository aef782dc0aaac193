import type { Schemas } from '$lib/api';
import { addDays, daysBetween, type Day, type Span } from '$lib/time';
import { isPast, type Gap } from './sentence';

/** Where a new entry would go. */
export interface Place {
  channel: string;
  day: Day;
  /** "HH:MM" on the channel's clock, of a slot. */
  time?: string;
}

/** What somebody can be made the owner of. */
export interface Target {
  kind: 'entry' | 'plan' | 'channel';
  id: string;
}

/** What can be done about a gap, but for accepting it. */
export interface Ways {
  /** A new entry there mends it, or some of it. */
  fill?: Place;
  /** The entry that it is about. */
  entry?: string;
  /** The plans of this channel have to reach further. */
  plan?: string;
  /** A theme laid in the month of this day mends it. */
  theme?: Day;
  /** The entries of this channel in these days are what it is about. */
  among?: { channel: string; days: Span };
  assign: Target[];
  /** Somebody is away and needs a deputy. */
  cover: boolean;
  /** The entries that make a week too full. */
  week?: { member: string; days: Span };
}

/** What a viewer may do; `memberId` is theirs. */
export interface Rights {
  memberId: string;
  may: (
    permission:
      'write_own_entries' | 'write_entries' | 'write_plans' | 'write_channels' | 'write_topics' | 'manage_members'
  ) => boolean;
}

/** Returns what can be done about a gap by who may. `today` is the channel's. */
export function waysOf(gap: Gap, plan: Schemas['Plan'] | undefined, today: Day, rights: Rights): Ways {
  const entry = gap.subject?.kind === 'entry' && gap.rule !== 'silence' ? gap.subject.id : undefined;
  const ways: Ways = { assign: [], cover: false };
  if (entry) ways.entry = entry;
  if (gap.rule === 'overload' && gap.subject) {
    ways.week = { member: gap.subject.id, days: { from: gap.from, to: gap.to } };
    return ways;
  }
  if (isPast(gap) || gap.closed_at) return ways;
  if (rights.may('write_own_entries')) {
    const fill = placeOf(gap, plan, today);
    if (fill) ways.fill = fill;
  }
  if (gap.rule === 'theme_missing' && rights.may('write_topics')) ways.theme = gap.from;
  if (gap.rule === 'mix' && gap.channel_id)
    ways.among = { channel: gap.channel_id, days: { from: gap.from, to: gap.to } };
  if (gap.rule === 'horizon' && gap.channel_id && rights.may('write_plans')) ways.plan = gap.channel_id;
  if (gap.rule === 'uncovered_absence') {
    ways.cover = rights.may('manage_members') || gap.owner_id === rights.memberId;
    return ways;
  }
  ways.assign = targetsOf(gap, entry, rights);
  return ways;
}

function targetsOf(gap: Gap, entry: string | undefined, rights: Rights): Target[] {
  if (entry) {
    const own = gap.owner_id === rights.memberId && rights.may('write_own_entries');
    return own || rights.may('write_entries') ? [{ kind: 'entry', id: entry }] : [];
  }
  const targets: Target[] = [];
  if (gap.plan_id && rights.may('write_plans')) targets.push({ kind: 'plan', id: gap.plan_id });
  if (gap.channel_id && rights.may('write_channels')) targets.push({ kind: 'channel', id: gap.channel_id });
  return targets;
}

/** Returns where an entry would mend the gap: never in the past; of a slot with its time. */
export function placeOf(gap: Gap, plan: Schemas['Plan'] | undefined, today: Day): Place | undefined {
  const channel = gap.channel_id;
  if (!channel) return undefined;
  switch (gap.rule) {
    case 'cadence':
    case 'runs_dry': {
      const day = gap.from > today ? gap.from : today;
      const time = plan?.cadence.rule && day === gap.from ? plan.cadence.time?.slice(0, 5) : undefined;
      return time ? { channel, day, time } : { channel, day };
    }
    case 'silence': {
      // In the middle of what is left of it, so that neither half is long.
      const from = gap.from > today ? gap.from : today;
      return { channel, day: addDays(from, Math.floor(daysBetween(from, gap.to) / 2)) };
    }
    default:
      return undefined;
  }
}
