import { wallOf } from './zone';
import type { Day } from './day';

const MS_A_MINUTE = 60_000;

/** The machine's clock: the only place that reads it. It ticks by the minute for what is shown. */
class Clock {
  #now = $state(Date.now());

  /** Returns the present moment in milliseconds; what reads it in markup is drawn anew each minute. */
  get now(): number {
    return this.#now;
  }

  /** Returns the present day in a zone. */
  today(zone: string): Day {
    return wallOf(this.#now, zone).day;
  }

  /** Starts ticking; returns what ends it. */
  start(): () => void {
    const timer = setInterval(() => (this.#now = Date.now()), MS_A_MINUTE);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
