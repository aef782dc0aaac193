import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { may, type Permission } from './permissions';

const roles = ['viewer', 'contributor', 'editor', 'lead'] as const;

test('who may what is what the server says', () => {
  const page = readFileSync('../docs/permissions.md', 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \|[^|]+\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
  const server = Object.fromEntries(
    rows.map(([, name, ...columns]) => [name, roles[columns.findIndex((cell) => cell.trim() === 'yes')]])
  );
  expect(rows.length).toBeGreaterThan(15);
  const ours = (name: string) => roles.find((role) => may(role, name as Permission));
  expect(Object.fromEntries(Object.keys(server).map((name) => [name, ours(name)]))).toEqual(server);
});

test('each role may what those before it may', () => {
  expect(may('viewer', 'read')).toBe(true);
  expect(may('viewer', 'write_comments')).toBe(false);
  expect(may('editor', 'write_comments')).toBe(true);
  expect(may('editor', 'write_plans')).toBe(false);
  expect(may('lead', 'write_plans')).toBe(true);
});
