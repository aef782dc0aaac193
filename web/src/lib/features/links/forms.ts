import type { Schemas } from '$lib/api';
import { addDays, civil, instantOf, wallOf, type Day, type Formats, type Instant } from '$lib/time';

/** A link as it is typed: "" stands for none. */
export interface LinkForm {
  name: string;
  shows: Schemas['SharedPage'];
  report_id: string;
  channel_id: string;
  year: number | null;
  names: boolean;
  language: Schemas['Language'];
  /** The last day on which it is good. */
  until: Day | '';
}

/** So many days a link is good, where nothing else is chosen. */
const USUAL_DAYS = 90;
/** So many days ahead its last day may lie: a year, that day included. */
export const MOST_DAYS = 364;

/** Returns the form of a new link: always the latest report. */
export function newLinkForm(today: Day, language: Schemas['Language'], channel: string, report: string): LinkForm {
  return {
    name: '',
    shows: 'latest_report',
    report_id: report,
    channel_id: channel,
    year: civil(today).year,
    names: false,
    language,
    until: addDays(today, USUAL_DAYS)
  };
}

/** Returns the link that a form stands for; its last day is that of a zone (IANA name). */
export function linkSent(form: LinkForm, zone: string): Schemas['SharedLinkDraft'] {
  const { name, shows, names, language, until } = form;
  const sent: Schemas['SharedLinkDraft'] = { name, shows, names, language };
  if (shows === 'report') sent.report_id = form.report_id;
  if (shows === 'channel_year') {
    sent.channel_id = form.channel_id;
    if (form.year !== null) sent.year = form.year;
  }
  if (until) sent.expires_at = instantOf({ day: addDays(until, 1), time: '00:00' }, zone);
  return sent;
}

/** Returns until when a link is good, as it was chosen: "30. Mai 2027" for a whole last day, else the moment. */
export function endInWords(expires: Instant, zone: string, formats: Formats): string {
  const { day, time } = wallOf(expires, zone);
  return time === '00:00' ? formats.dayAndYear(addDays(day, -1)) : formats.momentAndYear(expires, zone);
}
