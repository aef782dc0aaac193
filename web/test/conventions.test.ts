import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { filesIn } from './files';

const sources = filesIn('src', /\.(svelte|ts)$/).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const code = sources.filter(({ file }) => !file.endsWith('.test.ts'));
const lines = (pattern: RegExp, among: typeof sources) =>
  among.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : []))
  );

describe('how the planner is built', () => {
  it('knows dates in one place', () => {
    const elsewhere = code.filter(({ file }) => !file.startsWith('src/lib/time/'));
    expect(lines(/new Date\b|Date\.(now|parse|UTC)|\bIntl\.(?!Segmenter)/, elsewhere)).toEqual([]);
  });

  it('asks the API from queries and mutations, not from components', () => {
    const components = code.filter(({ file }) => /^src\/lib\/(features|ui)\/.*\.svelte$/.test(file));
    expect(lines(/\bapi\.(GET|POST|PATCH|PUT|DELETE)\b|\bcreate(Query|Mutation|InfiniteQuery)\b/, components)).toEqual(
      []
    );
    expect(
      lines(
        /\bfetch\(/,
        code.filter(({ file }) => file !== 'src/lib/api/client.ts')
      )
    ).toEqual([]);
  });

  it('has no style attributes, which the content security policy forbids', () => {
    expect(
      lines(
        /\sstyle="/,
        code.filter(({ file }) => file.endsWith('.svelte'))
      )
    ).toEqual([]);
  });

  it('reaches from one feature into another nowhere but through its index or queries', () => {
    const across = code.flatMap(({ file, text }) => {
      const own = /^src\/lib\/features\/([^/]+)\//.exec(file)?.[1];
      if (!own) return [];
      return [...text.matchAll(/\$lib\/features\/([\w-]+)(\/[\w./-]+)?/g)]
        .filter(([, other, path]) => other !== own && path !== undefined && path !== '/queries')
        .map(([imported]) => `${file}: ${imported}`);
    });
    expect(across).toEqual([]);
  });

  it('knows bits-ui in the lower folders alone', () => {
    const features = code.filter(({ file }) => !/^src\/lib\/(ui|shell)\//.test(file));
    expect(lines(/from 'bits-ui'/, features)).toEqual([]);
  });

  it('lets the lower folders know nothing of the higher', () => {
    const floors = ['time', 'api', 'ui', 'shell', 'features'];
    const upward = code.flatMap(({ file, text }) => {
      const floor = floors.indexOf(/^src\/lib\/(\w+)\//.exec(file)?.[1] ?? '');
      if (floor < 0 || file === 'src/lib/shell/screens.ts') return [];
      return [...text.matchAll(/'\$lib\/(\w+)/g)]
        .filter(([, other]) => floors.indexOf(other ?? '') > floor)
        .map(([, other]) => `${file} imports ${other}`);
    });
    expect(upward).toEqual([]);
  });
});

test('the colours are those of the pages that the server writes', () => {
  const pages = readFileSync('static/pages.css', 'utf8');
  const planner = readFileSync('src/app.css', 'utf8');
  const valuesIn = (block: string) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name, value]) => [name, value]));
  const [light = '', dark = ''] = [...pages.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '');
  const ours = Object.fromEntries(
    [...planner.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, ...both]) => [name, both])
  );
  const theirs = Object.entries(valuesIn(light)).map(([name, value]) => [name, [value, valuesIn(dark)[name]]]);
  expect(theirs.length).toBeGreaterThan(15);
  expect(ours).toEqual(Object.fromEntries(theirs));
});
