import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** A channel has no page of its own; mails lead to its place among the others. */
export const load: PageLoad = ({ params }) =>
  redirect(307, `/w/${params.workspace}/channels?channel=${encodeURIComponent(params.channel)}`);
