import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import {
  addDays,
  civil,
  daysBetween,
  monthOf,
  weekdayOf,
  weekOf,
  weekParts,
  type Day,
  type Formats,
  type Span
} from '$lib/time';

export type Gap = Schemas['Gap'];
export type Rule = Schemas['Rule'];

/**
 * Says in one plain sentence why a gap is one, in the words of the weekly report (internal/report/sentence.go; a test
 * compares them), in the viewer's language, which changes without asking the server. The channel is not named in it: a gap is always shown beside its channel.
 */
export function sentence(gap: Gap, owner: string, formats: Formats): string {
  const day = (at: Day) => formats.dayAndYear(at);
  const title = quoted(gap.explained?.subject_title ?? '');
  switch (gap.rule) {
    case 'cadence':
      return cadence(gap, when(gap, formats));
    case 'runs_dry':
      return m.gaps_runs_dry({ expected: gap.expected, from: day(gap.from), to: day(gap.to) });
    case 'silence':
      return silence(gap, formats);
    case 'horizon':
      return m.gaps_horizon({ from: day(gap.from), to: day(gap.to) });
    case 'not_ready':
      return m.gaps_not_ready({ title, day: day(gap.from) });
    case 'overdue':
      return m.gaps_overdue({ title, day: day(gap.from) });
    case 'unowned':
      if (gap.subject?.kind === 'plan') {
        return owner ? m.gaps_unowned_plan_left({ title, name: owner }) : m.gaps_unowned_plan({ title });
      }
      return owner
        ? m.gaps_unowned_entry_left({ title, day: day(gap.from), name: owner })
        : m.gaps_unowned_entry({ title, day: day(gap.from) });
    case 'uncovered_absence':
      return m.gaps_uncovered_absence({ when: fromTo(gap, formats), name: owner || m.gaps_the_owner() });
    case 'overload':
      return m.gaps_overload({
        when: when(gap, formats),
        name: owner || m.gaps_somebody(),
        load: duration(gap.actual),
        budget: duration(gap.expected)
      });
    case 'theme_missing':
      return m.gaps_theme_missing({ when: when(gap, formats) });
    case 'mix':
      return mix(gap, formats);
    case 'clash':
      return m.gaps_clash({
        title,
        day: day(gap.to),
        apart: duration(gap.actual),
        other: gap.explained?.other?.title ? quoted(gap.explained.other.title) : m.gaps_entry_before(),
        least: duration(gap.expected)
      });
    case 'holiday':
      return m.gaps_holiday({ title, day: day(gap.from) });
    default: // a rule of a later program
      return m.gaps_other_rule({
        rule: gap.rule,
        expected: String((gap as Gap).expected),
        actual: String((gap as Gap).actual),
        span: span(gap, formats)
      });
  }
}

/** Reports whether the gap is history. */
export function isPast(gap: Pick<Gap, 'severity' | 'state'>): boolean {
  return gap.severity === 'missed' || gap.state === 'missed';
}

/** Returns what was promised and what is there; "" where the sentence says it all. */
export function figures(gap: Pick<Gap, 'rule' | 'expected' | 'actual' | 'severity' | 'state'>): string {
  const { expected, actual } = gap;
  if (gap.rule === 'silence') return m.gaps_figures_silence({ expected, actual });
  if (gap.rule !== 'cadence' && gap.rule !== 'runs_dry') return '';
  return isPast(gap) ? m.gaps_figures_appeared({ expected, actual }) : m.gaps_figures_entries({ expected, actual });
}

/** Returns what a kind of gap is called. */
export function ruleName(rule: Rule): string {
  const names: Record<Rule, () => string> = {
    cadence: m.gaps_rule_cadence,
    runs_dry: m.gaps_rule_runs_dry,
    silence: m.gaps_rule_silence,
    horizon: m.gaps_rule_horizon,
    not_ready: m.gaps_rule_not_ready,
    overdue: m.gaps_rule_overdue,
    unowned: m.gaps_rule_unowned,
    uncovered_absence: m.gaps_rule_uncovered_absence,
    overload: m.gaps_rule_overload,
    theme_missing: m.gaps_rule_theme_missing,
    mix: m.gaps_rule_mix,
    clash: m.gaps_rule_clash,
    holiday: m.gaps_rule_holiday
  };
  return names[rule]?.() ?? rule;
}

/** "12. bis 18. April 2027", as it stands in a sentence. */
export function span({ from, to }: Span, formats: Formats): string {
  if (from === to) return formats.dayAndYear(to);
  const end = formats.dayAndYear(to);
  if (monthOf(from) === monthOf(to)) return m.gaps_span_month({ first: civil(from).day, to: end });
  const sameYear = civil(from).year === civil(to).year;
  return m.gaps_span({ from: sameYear ? formats.day(from) : formats.dayAndYear(from), to: end });
}

function cadence(gap: Gap, when: string): string {
  const { expected, actual } = gap;
  if (isPast(gap)) {
    return actual === 0
      ? m.gaps_cadence_past_none({ expected, when })
      : m.gaps_cadence_past_some({ actual, when, expected });
  }
  return actual === 0 ? m.gaps_cadence_none({ expected, when }) : m.gaps_cadence_some({ actual, when, expected });
}

function silence(gap: Gap, formats: Formats): string {
  const pauses = daysBetween(gap.from, gap.to) + 1 !== gap.actual;
  const said = isPast(gap)
    ? pauses
      ? m.gaps_silence_past_pauses
      : m.gaps_silence_past
    : pauses
      ? m.gaps_silence_pauses
      : m.gaps_silence;
  return said({
    when: fromTo(gap, formats),
    days: m.gaps_days({ count: gap.actual }),
    allowed: m.gaps_allowed({ count: gap.expected })
  });
}

function mix(gap: Gap, formats: Formats): string {
  const { expected, actual } = gap;
  const tooMuch = actual > expected;
  const said =
    gap.subject?.kind === 'curated'
      ? tooMuch
        ? m.gaps_mix_curated_most
        : m.gaps_mix_curated_least
      : tooMuch
        ? m.gaps_mix_company_most
        : m.gaps_mix_company_least;
  return said({ when: fromTo(gap, formats), expected, actual });
}

/** "45 min", "10 h", "10 h 30 min". */
function duration(all: number): string {
  const hours = Math.floor(all / 60);
  const minutes = all % 60;
  if (hours === 0) return m.gaps_minutes({ minutes });
  return minutes === 0 ? m.gaps_hours({ hours }) : m.gaps_hours_minutes({ hours, minutes });
}

/** Says at the beginning of a sentence on which days something is. */
function when(days: Span, formats: Formats): string {
  const { from, to } = days;
  if (from === to) return m.gaps_when_day({ weekday: formats.weekday(from), day: formats.dayAndYear(from) });
  if (weekdayOf(from) === 1 && to === addDays(from, 6)) {
    return m.gaps_when_week({ number: weekParts(weekOf(from)).number, span: span(days, formats) });
  }
  if (civil(from).day === 1 && monthOf(from) === monthOf(to) && civil(addDays(to, 1)).day === 1) {
    return m.gaps_when_month({ month: formats.monthAndYear(monthOf(from)) });
  }
  return fromTo(days, formats);
}

function fromTo(days: Span, formats: Formats): string {
  if (days.from === days.to) return m.gaps_when_on({ day: formats.dayAndYear(days.from) });
  return m.gaps_when_from({ span: span(days, formats) });
}

/** Puts a title into quotation marks; those within it become single ones, alternately opening and closing. */
export function quoted(title: string): string {
  const isGerman = m.gaps_quoted({ title: '' }) === '„“';
  const opening = isGerman ? '‚' : '‘';
  const closing = isGerman ? '‘' : '’';
  let marks = 0;
  const inner = title.replace(/[„“”]/g, () => (marks++ % 2 === 0 ? opening : closing));
  return m.gaps_quoted({ title: inner || m.gaps_untitled() });
}
