import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { may, permissions, roleFor } from './permissions';

test('who may what is what the server says', () => {
  const page = readFileSync('../docs/permissions.md', 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \|[^|]+\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
  const server = Object.fromEntries(
    rows.map(([, name, ...columns]) => [
      name,
      (['viewer', 'contributor', 'editor', 'lead'] as const)[columns.findIndex((cell) => cell.trim() === 'yes')]
    ])
  );
  expect(rows.length).toBeGreaterThan(15);
  expect(Object.fromEntries(permissions.map((name) => [name, roleFor(name)]))).toEqual(server);
});

test('each role may what those before it may', () => {
  expect(may('viewer', 'read')).toBe(true);
  expect(may('viewer', 'write_comments')).toBe(false);
  expect(may('editor', 'write_comments')).toBe(true);
  expect(may('editor', 'write_plans')).toBe(false);
  expect(may('lead', 'write_plans')).toBe(true);
});
