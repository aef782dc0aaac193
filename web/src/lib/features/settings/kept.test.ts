import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { howLongInWords, keptInWords } from './kept';

// The server says in this table what it keeps; what is new there has to have words here, too.
const table = /func keptMeanings\(\)[^]*?\n}\n/.exec(readFileSync('../internal/app/my_data.go', 'utf8'))?.[0] ?? '';
const kinds = [...table.matchAll(/^\t\t(?:"([a-z_]+)"|kept(\w+)): +{/gm)].map(
  ([, quoted, constant]) => quoted ?? constant?.toLowerCase() ?? ''
);

it('has words for all that the server keeps', () => {
  expect(kinds.length).toBeGreaterThan(25);
  const untold = kinds.filter((kind) => {
    const data = { kind, meaning: '?', kept: '?' } as Schemas['KeptData'];
    return keptInWords(data) === '?' || howLongInWords(data) === '?';
  });
  expect(untold).toEqual([]);
});

it('tells what has no words yet as the server says it', () => {
  const data = { kind: 'dreams', meaning: 'Dreams you had.', kept: 'For a night.' } as Schemas['KeptData'];
  expect([keptInWords(data), howLongInWords(data)]).toEqual(['Dreams you had.', 'For a night.']);
});
