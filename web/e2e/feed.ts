import ICAL from 'ical.js';

/** An event of a feed as a calendar in Berlin shows it. */
export interface FeedEvent {
  title: string;
  day: string;
  /** "10:00"; "" for a whole day. */
  time: string;
  status: string;
}

/** Reads a feed as Thunderbird does. */
export function eventsOf(feed: string): FeedEvent[] {
  return new ICAL.Component(ICAL.parse(feed) as unknown[]).getAllSubcomponents('vevent').map((component) => {
    const { summary, startDate } = new ICAL.Event(component);
    const status = String(component.getFirstPropertyValue('status'));
    if (startDate.isDate) return { title: summary, day: startDate.toString(), time: '', status };
    const [day = '', time = ''] = startDate
      .toJSDate()
      .toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
      .split(' ');
    return { title: summary, day, time: time.slice(0, 5), status };
  });
}
