import type { QueryClient } from '@tanstack/svelte-query';
import { api, channelsQuery, dataOf, membersQuery, type Schemas } from '$lib/api';
import { stateInWords } from '$lib/features/entry';
import { viewAddress } from '$lib/features/views';
import { viewsQuery } from '$lib/features/views/queries';
import { m } from '$lib/paraglide/messages';
import type { Find, Found, FoundGroup } from '$lib/shell/finding';
import { wallOf, type Formats } from '$lib/time';
import type { IconName } from '$lib/ui';
import { searchAddress, searchFor } from './search';
import { foundIn, soughtIn } from './words';

/** So many of a kind are offered; the screen has all. */
const MOST = 5;

interface Where {
  client: QueryClient;
  workspace: string;
  formats: Formats;
  /** Returns the address that shows an entry. */
  entryAddress: (id: string) => string;
}

/** Finds entries and topics on the server, channels, people and views among those that are known here. */
export function finderIn(where: Where): Find {
  const { client, workspace } = where;
  const base = `/w/${workspace}`;
  return async (words, signal) => {
    const [entries, topics, channels, members, views] = await Promise.all([
      entriesWith(words, workspace, signal),
      topicsWith(words, workspace, signal),
      client.ensureQueryData(channelsQuery(workspace)),
      client.ensureQueryData(membersQuery(workspace)),
      client.ensureQueryData(viewsQuery(workspace))
    ]);
    const named = <T extends { id: string; name: string }>(list: T[], icon: IconName, address: (one: T) => string) =>
      withName(list, words).map((one): Found => ({ id: one.id, label: one.name, icon, address: address(one) }));
    const all = searchAddress(`${base}/search`, new URLSearchParams(), searchFor(words));
    const groups: FoundGroup[] = [
      { name: 'entries', label: m.search_entries(), found: entries.map((entry) => entryFound(entry, channels, where)) },
      { name: 'topics', label: m.search_topics(), found: topics.map((topic) => topicFound(topic, base)) },
      {
        name: 'channels',
        label: m.search_channels(),
        found: named(channels, 'channels', ({ id }) => `${base}/channels?channel=${id}`)
      },
      {
        name: 'people',
        label: m.search_people(),
        found: named(
          members.filter(({ removed }) => !removed),
          'account',
          ({ id }) => `${base}/people?member=${id}`
        )
      },
      { name: 'views', label: m.search_views(), found: named(views, 'views', (view) => viewAddress(base, view)) },
      {
        name: 'all',
        label: m.search_screen(),
        found: [{ id: 'all', label: m.search_all({ query: words }), icon: 'search', address: all }]
      }
    ];
    return groups.filter(({ found }) => found.length > 0);
  };
}

/** The entries with the words that were changed last. */
async function entriesWith(q: string, workspace: string, signal: AbortSignal): Promise<Schemas['Entry'][]> {
  const params = { path: { workspace }, query: { q, limit: MOST, sort: '-updated' as const } };
  return dataOf(await api.GET('/workspaces/{workspace}/entries', { params, signal })).items;
}

async function topicsWith(q: string, workspace: string, signal: AbortSignal): Promise<Schemas['Topic'][]> {
  const params = { path: { workspace }, query: { q, limit: MOST } };
  return dataOf(await api.GET('/workspaces/{workspace}/topics', { params, signal })).items;
}

/** The first in whose names all of the words stand, as the server looks for titles. */
function withName<T extends { name: string }>(list: T[], words: string): T[] {
  const sought = soughtIn(words);
  if (sought.length === 0) return [];
  return list.filter(({ name }) => sought.every((word) => foundIn(name, [word]).length > 0)).slice(0, MOST);
}

function entryFound(entry: Schemas['Entry'], channels: Schemas['Channel'][], { formats, entryAddress }: Where): Found {
  const channel = channels.find(({ id }) => id === entry.channel_id);
  const at = entry.published_at ?? entry.publish_at;
  const day = at && channel ? wallOf(at, channel.time_zone).day : entry.publish_on;
  return {
    id: entry.id,
    label: entry.title,
    detail: [day ? formats.dayAndYear(day) : stateInWords(entry.state), channel?.name].filter(Boolean).join(' · '),
    icon: 'edit',
    address: entryAddress(entry.id)
  };
}

function topicFound({ id, name, field }: Schemas['Topic'], base: string): Found {
  return { id, label: name, detail: field, icon: 'topics', address: `${base}/topics?topic=${id}` };
}
