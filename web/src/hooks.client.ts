import type { HandleClientError } from '@sveltejs/kit';
import { connection } from '$lib/api';

/** An address that leads nowhere is no fault of ours; all else is told to whoever looks into the console. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status !== 404) console.error(error);
  return { message, isOffline: notLoaded(error) };
};

/** Whether it is a part of the planner that could not be fetched: browsers throw a TypeError with words of their own. */
function notLoaded(error: unknown): boolean {
  const isOffline = !navigator.onLine || !connection.online;
  const isModule = error instanceof TypeError && /module|fetch|load/i.test(error.message);
  if (isModule && isOffline) connection.lost();
  return isModule && isOffline;
}
