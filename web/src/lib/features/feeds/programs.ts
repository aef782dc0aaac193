import { m } from '$lib/paraglide/messages';

/** A calendar program: how one subscribes in it, and how often it really fetches. */
export interface Program {
  name: string;
  how: string;
  refresh: string;
  /** It fetches with servers of its maker, so the address must be reachable from everywhere. */
  fromOutside: boolean;
}

/** Returns the programs most have. The server's page about subscribing says the same. */
export function programs(): Program[] {
  return [
    { name: m.feeds_google(), how: m.feeds_google_how(), refresh: m.feeds_google_refresh(), fromOutside: true },
    { name: m.feeds_outlook(), how: m.feeds_outlook_how(), refresh: m.feeds_outlook_refresh(), fromOutside: true },
    {
      name: m.feeds_outlook_old(),
      how: m.feeds_outlook_old_how(),
      refresh: m.feeds_outlook_old_refresh(),
      fromOutside: false
    },
    { name: m.feeds_apple(), how: m.feeds_apple_how(), refresh: m.feeds_apple_refresh(), fromOutside: false },
    {
      name: m.feeds_thunderbird(),
      how: m.feeds_thunderbird_how(),
      refresh: m.feeds_thunderbird_refresh(),
      fromOutside: false
    },
    {
      name: m.feeds_nextcloud(),
      how: m.feeds_nextcloud_how(),
      refresh: m.feeds_nextcloud_refresh(),
      fromOutside: false
    }
  ];
}
