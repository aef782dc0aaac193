import type { Schemas } from '$lib/api';

/** The days of the week in rules (RFC 5545 §3.3.10), Monday first. */
const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The last of a month, as rules count it. */
export const LAST = -1;

/** Hours that an entry may be from its slot, where nothing is said. */
const TOLERANCE_HOURS = 24;

/** Ways to promise something: so many a week or month, on weekdays, on days of months, or by a rule written by hand. */
export type CadenceKind = 'quota' | 'weekly' | 'monthly' | 'rule';

/** A cadence as it is being put together. What belongs to another kind stays, for who changes their mind. */
export interface CadenceForm {
  kind: CadenceKind;
  quota: number | null;
  per: 'week' | 'month';
  /** Of weekly: 1 for Monday to 7. */
  weekdays: number[];
  /** Of weekly and monthly: every so many weeks or months. */
  every: number | null;
  /** Of monthly: by weekday ("the first Tuesday"), or by day ("the 15th"). */
  by: 'weekday' | 'day';
  /** Of monthly by weekday: which of the month, 1 to 4, or LAST. */
  nths: number[];
  weekday: number;
  /** Of monthly by day: 1 to 31, or LAST. */
  monthDay: number;
  rule: string;
  /** "HH:MM" on the channel's clock. */
  time: string;
  tolerance: number | null;
}

/** What a new plan begins with. */
export const usualCadence: CadenceForm = {
  kind: 'quota',
  quota: 1,
  per: 'week',
  weekdays: [2],
  every: 1,
  by: 'weekday',
  nths: [1],
  weekday: 2,
  monthDay: 1,
  rule: '',
  time: '10:00',
  tolerance: TOLERANCE_HOURS
};

/** Returns the rule that the form stands for; "" while it stands for none. */
export function ruleOf(form: CadenceForm): string {
  const every = form.every ?? 0;
  if (form.kind === 'rule') return form.rule.trim().toUpperCase();
  if (form.kind === 'quota' || every < 1) return '';
  const interval = every > 1 ? `;INTERVAL=${every}` : '';
  if (form.kind === 'weekly') {
    const days = form.weekdays.toSorted((a, b) => a - b).map((day) => weekdayCodes[day - 1]);
    return days.length > 0 ? `FREQ=WEEKLY${interval};BYDAY=${days.join(',')}` : '';
  }
  if (form.by === 'day') return `FREQ=MONTHLY${interval};BYMONTHDAY=${form.monthDay}`;
  const code = weekdayCodes[form.weekday - 1];
  const nths = form.nths.toSorted((a, b) => (a > 0 ? a : 9) - (b > 0 ? b : 9));
  return nths.length > 0 ? `FREQ=MONTHLY${interval};BYDAY=${nths.map((nth) => `${nth}${code}`).join(',')}` : '';
}

/** Returns the cadence as the API takes it; undefined while something of it is missing. */
export function cadenceOf(form: CadenceForm): Schemas['Cadence'] | undefined {
  if (form.kind === 'quota') return form.quota ? { quota: form.quota, per: form.per } : undefined;
  const rule = ruleOf(form);
  if (!rule || !form.time) return undefined;
  return { rule, time: form.time, tolerance_hours: form.tolerance ?? TOLERANCE_HOURS };
}

/** Takes a cadence apart into the form; a rule that the form cannot say in its own words is shown as the rule it is. */
export function formOf(cadence: Schemas['Cadence']): CadenceForm {
  if (cadence.quota) return { ...usualCadence, kind: 'quota', quota: cadence.quota, per: cadence.per ?? 'week' };
  const rule = cadence.rule ?? '';
  const form: CadenceForm = {
    ...usualCadence,
    rule,
    time: (cadence.time ?? '').slice(0, 5),
    tolerance: cadence.tolerance_hours ?? TOLERANCE_HOURS
  };
  const said = partsOf(rule);
  const understood = said && { ...form, ...said };
  return understood && sameRule(ruleOf(understood), rule) ? understood : { ...form, kind: 'rule' };
}

function partsOf(rule: string): Partial<CadenceForm> | undefined {
  const parts = Object.fromEntries(rule.split(';').map((part) => part.split('=') as [string, string]));
  const every = Number(parts.INTERVAL ?? 1);
  const days = (parts.BYDAY ?? '').split(',').filter(Boolean);
  const number = (code: string) => weekdayCodes.indexOf(code as (typeof weekdayCodes)[number]) + 1;
  if (parts.FREQ === 'WEEKLY') return { kind: 'weekly', every, weekdays: days.map(number) };
  if (parts.FREQ !== 'MONTHLY') return undefined;
  if (parts.BYMONTHDAY) return { kind: 'monthly', every, by: 'day', monthDay: Number(parts.BYMONTHDAY) };
  const weekday = number(days[0]?.slice(-2) ?? '');
  return { kind: 'monthly', every, by: 'weekday', weekday, nths: days.map((day) => Number.parseInt(day, 10)) };
}

/** Reports whether two rules say the same, in whatever order. */
function sameRule(a: string, b: string): boolean {
  const sorted = (rule: string) =>
    rule
      .replace(/^RRULE:/, '')
      .replace(/;?(WKST=MO|INTERVAL=1)(?=;|$)/g, '')
      .split(';')
      .map((part) => part.split(/[=,]/).toSorted().join())
      .toSorted()
      .join(';');
  return sorted(a) === sorted(b);
}
