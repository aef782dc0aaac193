import type { Schemas } from '$lib/api';
import { addDays, civil, dayFrom, type Day } from '$lib/time';
import { cadenceOf, formOf, usualCadence, type CadenceForm } from './cadence';

/** A channel as it is typed: "" stands for none. */
export interface ChannelForm {
  name: string;
  platform: string;
  status: Schemas['ChannelStatus'];
  time_zone: string;
  grace_hours: number | null;
  owner_id: string;
  deputy_id: string;
  color: string;
  link: string;
  four_eyes: boolean;
}

/** Returns the form of a channel; without one, of a new one in a zone. */
export function channelForm(channel: Schemas['Channel'] | undefined, zone: string): ChannelForm {
  return {
    name: channel?.name ?? '',
    platform: channel?.platform ?? '',
    status: channel?.status ?? 'active',
    time_zone: channel?.time_zone ?? zone,
    grace_hours: channel?.grace_hours ?? 24,
    owner_id: channel?.owner_id ?? '',
    deputy_id: channel?.deputy_id ?? '',
    color: channel?.color ?? '',
    link: channel?.link ?? '',
    four_eyes: channel?.four_eyes ?? false
  };
}

/** Returns what of a channel's form goes to the API. */
export function channelSent(form: Partial<ChannelForm>): Schemas['ChannelPatch'] {
  const { grace_hours, owner_id, deputy_id, color, link, ...rest } = form;
  const sent: Schemas['ChannelPatch'] = { ...rest };
  if (grace_hours !== undefined) sent.grace_hours = grace_hours ?? 0;
  if (owner_id !== undefined) sent.owner_id = owner_id || null;
  if (deputy_id !== undefined) sent.deputy_id = deputy_id || null;
  if (color !== undefined) sent.color = color || null;
  if (link !== undefined) sent.link = link.trim() || null;
  return sent;
}

/** A plan as it is typed: "" stands for none. */
export interface PlanForm {
  name: string;
  starts_on: Day;
  ends_on: Day;
  cadence: CadenceForm;
  lead_time_days: number | null;
  max_silence_days: number | null;
  owner_id: string;
  deputy_id: string;
  /** "": as the channel says. */
  four_eyes: '' | 'yes' | 'no';
}

/** Returns the form of a plan that there is. */
export function planForm(plan: Schemas['Plan']): PlanForm {
  return {
    name: plan.name,
    starts_on: plan.starts_on,
    ends_on: plan.ends_on,
    cadence: formOf(plan.cadence),
    lead_time_days: plan.lead_time_days,
    max_silence_days: plan.max_silence_days,
    owner_id: plan.owner_id ?? '',
    deputy_id: plan.deputy_id ?? '',
    four_eyes: plan.four_eyes === null ? '' : plan.four_eyes ? 'yes' : 'no'
  };
}

/** Returns the form of a new plan for a year; for the present one it begins today. */
export function newPlanForm(year: number, name: string, today: Day): PlanForm {
  return {
    name,
    starts_on: civil(today).year === year ? today : dayFrom(year, 1, 1),
    ends_on: dayFrom(year, 12, 31),
    cadence: { ...usualCadence },
    lead_time_days: 7,
    max_silence_days: null,
    owner_id: '',
    deputy_id: '',
    four_eyes: ''
  };
}

/** Returns the form of a plan that carries another on, from the day after its last to the end of that day's year. */
export function nextPlanForm(plan: Schemas['Plan']): PlanForm {
  const from = civil(plan.ends_on).year;
  const next = civil(addDays(plan.ends_on, 1)).year;
  return {
    ...planForm(plan),
    name: plan.name.includes(String(from)) ? plan.name.replaceAll(String(from), String(next)) : plan.name,
    starts_on: addDays(plan.ends_on, 1),
    ends_on: dayFrom(next, 12, 31)
  };
}

/** Returns what a plan's form says, as far as it is whole; undefined while its cadence is, or it ends before it begins. */
export function planSent(form: PlanForm): Omit<Schemas['PlanDraft'], 'channel_id'> | undefined {
  const cadence = cadenceOf(form.cadence);
  if (!cadence || !form.starts_on || !form.ends_on || form.ends_on < form.starts_on) return undefined;
  return {
    name: form.name,
    starts_on: form.starts_on,
    ends_on: form.ends_on,
    cadence,
    lead_time_days: form.lead_time_days ?? 0,
    max_silence_days: form.max_silence_days || null,
    owner_id: form.owner_id || null,
    deputy_id: form.deputy_id || null,
    four_eyes: form.four_eyes === '' ? null : form.four_eyes === 'yes'
  };
}

/** Returns what of a plan has to be sent after some of its form was changed. */
export function planPatch(form: PlanForm, changes: Partial<PlanForm>): Schemas['PlanPatch'] {
  const sent = planSent(form);
  if (!sent) return {};
  return Object.fromEntries(Object.entries(sent).filter(([key]) => key in changes));
}
