import type { Schemas } from '$lib/api';

type Channel = Schemas['Channel'];

/** A channel's new place. */
export interface Placed {
  channel: Channel;
  position: number;
}

/**
 * Returns which channels have to get another position, so that one stands so many rows lower (or, negative, higher);
 * none where it stands at the end already. Channels come in their order, some perhaps with the same position.
 */
export function moved(channels: Channel[], id: string, by: number): Placed[] {
  const from = channels.findIndex((channel) => channel.id === id);
  const to = Math.max(0, Math.min(from + by, channels.length - 1));
  const it = channels[from];
  if (!it || to === from) return [];
  const others = channels.filter((channel) => channel !== it);
  const order = [...others.slice(0, to), it, ...others.slice(to)];
  return order
    .map((channel, position) => ({ channel, position }))
    .filter(({ channel, position }) => channel.position !== position);
}

/** Returns the position of a channel that comes last. */
export function lastPosition(channels: Channel[]): number {
  return channels.reduce((last, channel) => Math.max(last, channel.position + 1), 0);
}
