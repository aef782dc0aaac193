import { error } from '@sveltejs/kit';

/** Every address of a workspace that no screen has. It is here so that the bar stays around the refusal. */
export function load(): never {
  error(404);
}
