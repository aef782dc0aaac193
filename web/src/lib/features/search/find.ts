import type { QueryClient } from '@tanstack/svelte-query';
import { api, channelsQuery, dataOf, membersQuery, type Schemas } from '$lib/api';
import { stateInWords } from '$lib/features/entry';
import { viewAddress } from '$lib/features/views';
import { viewsQuery } from '$lib/features/views/queries';
import { m } from '$lib/paraglide/messages';
import type { Find, FoundGroup } from '$lib/shell/finding';
import { wallOf, type Formats } from '$lib/time';
import { searchAddress, searchFor } from './search';
import { soughtIn, foundIn } from './words';

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
export function finderIn({ client, workspace, formats, entryAddress }: Where): Find {
  const base = `/w/${workspace}`;
  return async (words, signal) => {
    const asked = { params: { path: { workspace }, query: { q: words, limit: MOST } }, signal };
    const [entries, topics, channels, members, views] = await Promise.all([
      api.GET('/workspaces/{workspace}/entries', {
        ...asked,
        params: { ...asked.params, query: { ...asked.params.query, sort: '-updated' } }
      }),
      api.GET('/workspaces/{workspace}/topics', asked),
      client.ensureQueryData(channelsQuery(workspace)),
      client.ensureQueryData(membersQuery(workspace)),
      client.ensureQueryData(viewsQuery(workspace))
    ]);
    const sought = soughtIn(words);
    const channelOf = (id: string) => channels.find((channel) => channel.id === id);
    const named = <T extends { name: string }>(list: T[]) =>
      list.filter(({ name }) => has(name, sought)).slice(0, MOST);
    const groups: FoundGroup[] = [
      {
        name: 'entries',
        label: m.search_entries(),
        found: dataOf(entries).items.map((entry) => ({
          id: entry.id,
          label: entry.title,
          detail: detailOf(entry, channelOf(entry.channel_id), formats),
          icon: 'edit',
          address: entryAddress(entry.id)
        }))
      },
      {
        name: 'topics',
        label: m.search_topics(),
        found: dataOf(topics).items.map(({ id, name, field }) => ({
          id,
          label: name,
          detail: field,
          icon: 'topics',
          address: `${base}/topics?topic=${id}`
        }))
      },
      {
        name: 'channels',
        label: m.search_channels(),
        found: named(channels).map(({ id, name }) => ({
          id,
          label: name,
          icon: 'channels',
          address: `${base}/channels?channel=${id}`
        }))
      },
      {
        name: 'people',
        label: m.search_people(),
        found: named(members.filter(({ removed }) => !removed)).map(({ id, name }) => ({
          id,
          label: name,
          icon: 'account',
          address: `${base}/people?member=${id}`
        }))
      },
      {
        name: 'views',
        label: m.search_views(),
        found: named(views).map((view) => ({
          id: view.id,
          label: view.name,
          icon: 'views',
          address: viewAddress(base, view)
        }))
      },
      {
        name: 'all',
        label: m.search_screen(),
        found: [
          {
            id: 'all',
            label: m.search_all({ query: words }),
            icon: 'search',
            address: searchAddress(`${base}/search`, new URLSearchParams(), searchFor(words))
          }
        ]
      }
    ];
    return groups.filter(({ found }) => found.length > 0);
  };
}

/** Reports whether each of the words begins one of a name, as the server looks for titles. */
function has(name: string, sought: string[]): boolean {
  return sought.length > 0 && sought.every((word) => foundIn(name, [word]).length > 0);
}

function detailOf(entry: Schemas['Entry'], channel: Schemas['Channel'] | undefined, formats: Formats): string {
  const at = entry.published_at ?? entry.publish_at;
  const day = at && channel ? wallOf(at, channel.time_zone).day : entry.publish_on;
  return [day ? formats.dayAndYear(day) : stateInWords(entry.state), channel?.name].filter(Boolean).join(' · ');
}
