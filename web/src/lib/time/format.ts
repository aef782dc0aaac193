import { civil, weekdayNames, weekdayOf, type Day, type Span, type WeekdayName } from './day';
import type { Month, Quarter } from './month';
import { weekOf, weekParts, type Week } from './week';
import { wallOf, type Instant } from './zone';

export type Language = 'de' | 'en';

interface Names {
  months: string[];
  monthsShort: string[];
  weekdays: string[];
  weekdaysShort: string[];
}

const words = (text: string) => text.split(' ');

const names: Record<Language, Names> = {
  de: {
    months: words('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    monthsShort: words('Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez'),
    weekdays: words('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'),
    weekdaysShort: words('Mo Di Mi Do Fr Sa So')
  },
  en: {
    months: words('January February March April May June July August September October November December'),
    monthsShort: words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
    weekdays: words('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
    weekdaysShort: words('Mon Tue Wed Thu Fri Sat Sun')
  }
};

const NBSP = '\u00a0';
const MS_A_MINUTE = 60_000;

/** Writes days, weeks and times as people of a language write them; made once a language by `formatsOf`. */
export class Formats {
  readonly #names: Names;

  constructor(readonly language: Language) {
    this.#names = names[language];
  }

  /** "3. April" · "3 April" */
  day(day: Day): string {
    const { month, day: dayOfMonth } = civil(day);
    return `${dayOfMonth}${this.#isGerman ? '.' : ''}${NBSP}${this.#names.months[month - 1]}`;
  }

  /** "3. April 2027" · "3 April 2027" */
  dayAndYear(day: Day): string {
    return `${this.day(day)} ${civil(day).year}`;
  }

  /** "3.4." · "3 Apr" */
  dayShort(day: Day): string {
    const { month, day: dayOfMonth } = civil(day);
    return this.#isGerman ? `${dayOfMonth}.${month}.` : `${dayOfMonth}${NBSP}${this.#names.monthsShort[month - 1]}`;
  }

  /** "Mo 3.4." · "Mon 3 Apr" */
  weekdayAndDay(day: Day): string {
    return `${this.weekdayShort(day)}${NBSP}${this.dayShort(day)}`;
  }

  /** "Montag, 3. April 2027" · "Monday, 3 April 2027": with nothing left open, for who hears it. */
  dayInFull(day: Day): string {
    return `${this.weekday(day)}, ${this.dayAndYear(day)}`;
  }

  /** "Montag" · "Monday" */
  weekday(day: Day): string {
    return this.#names.weekdays[weekdayOf(day) - 1] ?? '';
  }

  /** "Montag" · "Monday" of "monday" */
  weekdayNamed(name: WeekdayName): string {
    return this.#names.weekdays[weekdayNames.indexOf(name)] ?? '';
  }

  /** "Mo" · "Mon" */
  weekdayShort(day: Day): string {
    return this.#names.weekdaysShort[weekdayOf(day) - 1] ?? '';
  }

  /** "April" */
  month(month: Month): string {
    return this.#names.months[Number(month.slice(5)) - 1] ?? '';
  }

  /** "Apr" */
  monthShort(month: Month): string {
    return this.#names.monthsShort[Number(month.slice(5)) - 1] ?? '';
  }

  /** "April 2027" */
  monthAndYear(month: Month): string {
    return `${this.month(month)} ${month.slice(0, 4)}`;
  }

  /** "2. Quartal 2027" · "Q2 2027" */
  quarter(quarter: Quarter): string {
    const number = quarter.slice(6);
    return this.#isGerman ? `${number}.${NBSP}Quartal ${quarter.slice(0, 4)}` : `Q${number} ${quarter.slice(0, 4)}`;
  }

  /** "KW 14" · "Week 14" */
  week(week: Week): string {
    return `${this.#isGerman ? 'KW' : 'Week'}${NBSP}${weekParts(week).number}`;
  }

  /** "KW 14, 2027" · "Week 14, 2027": the year is the week's own, not always the one of its days. */
  weekAndYear(week: Week): string {
    return `${this.week(week)}, ${weekParts(week).year}`;
  }

  /** "KW 14" · "Week 14" of the week a day lies in. */
  weekOfDay(day: Day): string {
    return this.week(weekOf(day));
  }

  /** "5.–11. April", "29. März – 4. April", with the year where the ends differ in it. */
  span(span: Span): string {
    const from = civil(span.from);
    const to = civil(span.to);
    if (span.from === span.to) return this.day(span.from);
    if (from.year !== to.year) return `${this.dayAndYear(span.from)} – ${this.dayAndYear(span.to)}`;
    if (from.month !== to.month) return `${this.day(span.from)} – ${this.day(span.to)}`;
    return `${from.day}${this.#isGerman ? '.' : ''}–${this.day(span.to)}`;
  }

  /** "5.–11. April 2027" */
  spanAndYear(span: Span): string {
    return span.from.slice(0, 4) === span.to.slice(0, 4)
      ? `${this.span(span)} ${span.to.slice(0, 4)}`
      : this.span(span);
  }

  /** "10:00", by the clock of the zone */
  time(at: Instant | number, zone: string): string {
    return wallOf(at, zone).time;
  }

  /** "Mo 3.4., 10:00" · "Mon 3 Apr, 10:00" */
  moment(at: Instant | number, zone: string): string {
    const { day, time } = wallOf(at, zone);
    return `${this.weekdayAndDay(day)}, ${time}`;
  }

  /** "3. April 2027, 10:00" */
  momentAndYear(at: Instant | number, zone: string): string {
    const { day, time } = wallOf(at, zone);
    return `${this.dayAndYear(day)}, ${time}`;
  }

  /** "0,8 s", "3 min": how long something took; of milliseconds. */
  lasted(ms: number): string {
    if (ms < MS_A_MINUTE) return `${this.number(Math.round(ms / 100) / 10)}${NBSP}s`;
    return `${this.number(Math.round(ms / MS_A_MINUTE))}${NBSP}min`;
  }

  /** "88 %" · "88%" of 0.875; cut, not rounded, so that only what is whole reads 100. */
  percent(share: number): string {
    const number = Math.floor(100 * share + 1e-9);
    return this.#isGerman ? `${number}${NBSP}%` : `${number}%`;
  }

  /** "1.234" · "1,234" */
  number(n: number): string {
    return n.toLocaleString(this.#isGerman ? 'de-DE' : 'en-GB');
  }

  get #isGerman(): boolean {
    return this.language === 'de';
  }
}

const made: Record<Language, Formats> = { de: new Formats('de'), en: new Formats('en') };

/** Returns the formats of a language. */
export function formatsOf(language: Language): Formats {
  return made[language];
}
