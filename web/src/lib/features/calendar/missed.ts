import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shell';

/** Tells that something was let go where nothing takes it, and so is where it was. */
export function tellMissed(title: string): void {
  toasts.tell(m.calendar_dropped_nowhere({ title }));
}
