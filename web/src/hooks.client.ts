import type { HandleClientError } from '@sveltejs/kit';

/** An address that leads nowhere is no fault of ours; all else is told to whoever looks into the console. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status !== 404) console.error(error);
  return { message };
};
