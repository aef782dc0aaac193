import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditActions, subjectKinds } from './words';

// The server writes what it tells in the log in these files; a name that is new there has to be one here, too.
const server = '../internal/app';
const source = [
  ...readdirSync(server)
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map((file) => `${server}/${file}`),
  '../internal/continuity/gap.go'
]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const written = (...patterns: RegExp[]) =>
  [...new Set(patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, word = '']) => word)))].toSorted();

describe('the audit log', () => {
  it('has a name for each kind of thing that the server writes into it, and for no other', () => {
    const kinds = written(
      /\.audit\("([a-z_]+)"/g,
      /\bSubjectKind: +"([a-z_]+)"/g,
      /^\s*(?:const )?subject[A-Z]\w* *= "([a-z_]+)"/gm
    );
    expect(kinds.length).toBeGreaterThan(20);
    expect(Object.keys(subjectKinds()).toSorted()).toEqual(kinds);
  });

  it('has a name for each thing that is done', () => {
    const actions = written(
      /\.audit\([^,\n]+, [^,\n]+, "([a-z_]+)"/g,
      /\bAction: +"([a-z_]+)"/g,
      /^\s*(?:const )?action[A-Z]\w* *= "([a-z_]+)"/gm,
      /\baction :?= "([a-z_]+)"/g,
      /\bEvent[A-Z]\w+ +EventKind = "([a-z_]+)"/g,
      /\.(?:saveEntry|writeOfBulk)\(.*, "([a-z_]+)"\)/g
    );
    expect(actions.length).toBeGreaterThan(30);
    expect(Object.keys(auditActions()).toSorted()).toEqual(actions);
  });
});
