type Properties = Record<string, unknown>;
type Handler = (event: unknown) => void;

/** Lays properties over others, but lets what both do on an event be done, one after the other. */
export function withHandlers(own: Properties, more: Properties): Properties {
  const both: Properties = { ...own, ...more };
  for (const [name, then] of Object.entries(more)) {
    const first = own[name];
    if (!name.startsWith('on') || typeof first !== 'function' || typeof then !== 'function') continue;
    both[name] = (event: unknown) => {
      (first as Handler)(event);
      (then as Handler)(event);
    };
  }
  return both;
}
