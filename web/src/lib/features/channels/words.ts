import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { addDays, type Formats } from '$lib/time';
import { formOf, LAST, type CadenceForm } from './cadence';

/** A Monday, to take names of weekdays from. */
const SOME_MONDAY = '2024-01-01';

/** Returns the name of a weekday, 1 for Monday to 7. */
export function weekdayName(weekday: number, formats: Formats): string {
  return formats.weekday(addDays(SOME_MONDAY, weekday - 1));
}

/** Returns its short name, "Di". */
export function weekdayShortName(weekday: number, formats: Formats): string {
  return formats.weekdayShort(addDays(SOME_MONDAY, weekday - 1));
}

/** Returns "1." or "letzter" · "first" or "last": which one of a month. */
export function nthName(nth: number): string {
  const names: Record<number, () => string> = {
    1: m.channels_nth_1,
    2: m.channels_nth_2,
    3: m.channels_nth_3,
    4: m.channels_nth_4,
    [LAST]: m.channels_nth_last
  };
  return names[nth]?.() ?? String(nth);
}

/** Says a cadence in a few words: "2 je Woche", "Di, Do um 10:00". */
export function cadenceInWords(cadence: Schemas['Cadence'], formats: Formats): string {
  const form = formOf(cadence);
  if (form.kind === 'quota') {
    const quota = form.quota ?? 0;
    return form.per === 'week' ? m.channels_cadence_week({ quota }) : m.channels_cadence_month({ quota });
  }
  return m.channels_cadence_at({ days: daysInWords(form, formats), time: form.time });
}

function daysInWords(form: CadenceForm, formats: Formats): string {
  const every = form.every ?? 1;
  if (form.kind === 'weekly') {
    const days = form.weekdays.map((day) => weekdayShortName(day, formats)).join(', ');
    return every > 1 ? m.channels_cadence_weeks({ days, every }) : days;
  }
  if (form.kind === 'monthly') {
    const days =
      form.by === 'day'
        ? monthDayName(form.monthDay)
        : `${form.nths.map(nthName).join(', ')} ${weekdayShortName(form.weekday, formats)}`;
    return every > 1 ? m.channels_cadence_months({ days, every }) : m.channels_cadence_monthly({ days });
  }
  return form.rule;
}

/** Returns "15." or "letzter Tag" · "day 15" or "last day" of a month. */
export function monthDayName(day: number): string {
  return day === LAST ? m.channels_month_day_last() : m.channels_month_day({ day });
}

/** Returns the word for what a channel is for now. */
export function statusName(status: Schemas['ChannelStatus']): string {
  return {
    candidate: m.channels_status_candidate,
    listening: m.channels_status_listening,
    active: m.channels_status_active,
    retired: m.channels_status_retired
  }[status]();
}

/** Says who has a channel: their name, that they are asked, or that nobody is. */
export function ownerInWords(channel: Schemas['Channel'], nameOf: (member: string) => string): string {
  if (!channel.owner_id) return m.channels_owner_nobody();
  const name = nameOf(channel.owner_id);
  return channel.owner_accepted_at ? name : m.channels_owner_asked({ name });
}
