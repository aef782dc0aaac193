import type { Schemas } from '$lib/api';

/** What is told of an entry besides itself; "" for what is not known. */
export interface Names {
  channel: (id: string) => Schemas['Channel'] | undefined;
  topic: (id: string | null) => string;
  member: (id: string | null) => string;
  /** The workspace's zone, for channels that are not known. */
  zone: string;
}
