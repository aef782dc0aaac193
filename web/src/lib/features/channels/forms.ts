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
  /** A region's code. */
  region: string;
  skip_holidays: boolean;
  warn_on_holidays: boolean;
  /** How many hours have to lie between two entries; null where that is not asked. */
  spacing_hours: number | null;
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
    four_eyes: channel?.four_eyes ?? false,
    region: channel?.region ?? '',
    skip_holidays: channel?.skip_holidays ?? false,
    warn_on_holidays: channel?.warn_on_holidays ?? false,
    spacing_hours: (channel?.min_spacing_minutes ?? 0) / 60 || null
  };
}

/** Returns what of a channel's form goes to the API. */
export function channelSent(form: Partial<ChannelForm>): Schemas['ChannelPatch'] {
  const { grace_hours, owner_id, deputy_id, color, link, region, spacing_hours, ...rest } = form;
  const sent: Schemas['ChannelPatch'] = { ...rest };
  if (grace_hours !== undefined) sent.grace_hours = grace_hours ?? 0;
  if (owner_id !== undefined) sent.owner_id = owner_id || null;
  if (deputy_id !== undefined) sent.deputy_id = deputy_id || null;
  if (color !== undefined) sent.color = color || null;
  if (link !== undefined) sent.link = link.trim() || null;
  if (region !== undefined) sent.region = region || null;
  if (spacing_hours !== undefined) sent.min_spacing_minutes = Math.round((spacing_hours ?? 0) * 60);
  return sent;
}

/** What part of a plan's entries may be of a kind, in percent; null is no bound. */
export interface ShareForm {
  least: number | null;
  most: number | null;
}

const noShare: ShareForm = { least: null, most: null };

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
  theme_each_month: boolean;
  company_share: ShareForm;
  curated_share: ShareForm;
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
    four_eyes: plan.four_eyes === null ? '' : plan.four_eyes ? 'yes' : 'no',
    theme_each_month: plan.theme_each_month,
    company_share: shareForm(plan.company_share),
    curated_share: shareForm(plan.curated_share)
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
    four_eyes: '',
    theme_each_month: false,
    company_share: { ...noShare },
    curated_share: { ...noShare }
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
    four_eyes: form.four_eyes === '' ? null : form.four_eyes === 'yes',
    theme_each_month: form.theme_each_month,
    company_share: shareSent(form.company_share),
    curated_share: shareSent(form.curated_share)
  };
}

/** Returns what a plan would be judged by while it is typed; what does not change the days it promises is left out. */
export function planAsked(sent: Omit<Schemas['PlanDraft'], 'channel_id'>, channel: string, plan: string | undefined) {
  const { starts_on, ends_on, cadence, lead_time_days, max_silence_days, owner_id, deputy_id, four_eyes } = sent;
  const asked: Schemas['PlanPreviewDraft'] = {
    channel_id: channel,
    plan_id: plan ?? null,
    starts_on,
    ends_on,
    cadence
  };
  return { ...asked, lead_time_days, max_silence_days, owner_id, deputy_id, four_eyes };
}

function shareForm(share: Schemas['NullableShare']): ShareForm {
  if (!share) return { ...noShare };
  return { least: share.at_least || null, most: share.at_most === 100 ? null : share.at_most };
}

function shareSent({ least, most }: ShareForm): Schemas['NullableShare'] {
  return least === null && most === null ? null : { at_least: least ?? 0, at_most: most ?? 100 };
}

/** Reports whether the least is more than the most, which no mix can be. */
export function isCrossed({ least, most }: ShareForm): boolean {
  return (least ?? 0) > (most ?? 100);
}

/** Returns what of a plan has to be sent after some of its form was changed. */
export function planPatch(form: PlanForm, changes: Partial<PlanForm>): Schemas['PlanPatch'] {
  const sent = planSent(form);
  if (!sent) return {};
  return Object.fromEntries(Object.entries(sent).filter(([key]) => key in changes));
}
