import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** Of JavaScript, compressed, that the year needs before it shows. */
const MOST_KB = 170;

// Of what was built last: scripts/test-planner builds first.
test.runIf(existsSync('build/index.html'))('the first view is light', () => {
  const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8')) as Record<
    string,
    { file: string; imports?: string[]; src?: string; name?: string }
  >;
  const needed = new Set<string>();
  const need = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || needed.has(chunk.file)) return;
    needed.add(chunk.file);
    chunk.imports?.forEach(need);
  };
  const route = routeNode('/w/[workspace]');
  const first = Object.entries(manifest).filter(
    ([key, { name }]) =>
      /entry\/(start|app)$/.test(name ?? '') || nodeOf(key, name) === 0 || [1, 2, route].includes(nodeOf(key, name))
  );
  expect(first.length).toBeGreaterThanOrEqual(5);
  first.forEach(([key]) => need(key));
  const sizes = [...needed]
    .filter((file) => file.endsWith('.js'))
    .map((file) => gzipSync(readFileSync(join('build', file))).length);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  expect(kilobytes).toBeGreaterThan(30);
  expect(kilobytes).toBeLessThanOrEqual(MOST_KB);
});

function nodeOf(key: string, name = ''): number {
  const found = /nodes\/(\d+)(?:\.js)?$/.exec(name) ?? /nodes\/(\d+)\.js$/.exec(key);
  return found ? Number(found[1]) : -1;
}

/** Returns the number that SvelteKit gave the page of a route. */
function routeNode(route: string): number {
  const app = readFileSync('.svelte-kit/generated/client-optimized/app.js', 'utf8');
  const found = new RegExp(`"${route.replace(/[[\]/]/g, '\\$&')}": \\[(\\d+)`).exec(app);
  if (!found) throw new Error(`SvelteKit knows no route ${route}`);
  return Number(found[1]);
}
