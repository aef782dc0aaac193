import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { filesIn } from './files';

type Catalogue = Record<string, string>;

const read = (language: string, file: string) =>
  JSON.parse(readFileSync(join('messages', language, file), 'utf8')) as Catalogue;
const files = readdirSync('messages/de');

/** Texts that may be longer in German, with the reason. Their layout has been looked at. */
const mayBeLong: Record<string, string> = {
  shell_undone: 'stands in a toast, which wraps',
  gaps_the_owner: 'part of a sentence, which wraps',
  views_open: 'a title, a tooltip and a line of the palette, which have room'
};

/** So much longer than the English may a German text be, or so many characters, before the layout has to be looked at. */
const LONGER = 1.6;
const LONGER_BY = 10;

describe('the catalogues', () => {
  it('are the same files in both languages, and all are read', () => {
    expect(readdirSync('messages/en')).toEqual(files);
    const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8')) as {
      'plugin.inlang.messageFormat': { pathPattern: string[] };
    };
    const named = settings['plugin.inlang.messageFormat'].pathPattern.map((path) => basename(path));
    expect(named.toSorted()).toEqual(files);
  });

  it.each(files)('%s has the same keys and values in both languages, in its own name', (file) => {
    const de = read('de', file);
    const en = read('en', file);
    expect(Object.keys(en)).toEqual(Object.keys(de));
    const filled = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].toSorted();
    for (const [key, text] of Object.entries(de)) {
      expect(key.startsWith(`${basename(file, '.json')}_`), key).toBe(true);
      expect(filled(en[key]), key).toEqual(filled(text));
      expect(JSON.stringify(text).length > 2 && JSON.stringify(en[key]).length > 2, `${key} is empty`).toBe(true);
    }
  });

  it.each(files)('%s names each key once', (file) => {
    for (const language of ['de', 'en']) {
      const lines = readFileSync(join('messages', language, file), 'utf8').matchAll(/^ {2}"(\w+)":/gm);
      const keys = [...lines].map(([, key]) => key);
      expect(keys, language).toEqual([...new Set(keys)]);
    }
  });

  it('has German that fits where English does', () => {
    const long = files.flatMap((file) => {
      const en = read('en', file);
      return Object.entries(read('de', file))
        .filter(([key, text]) => typeof text === 'string' && !(key in mayBeLong))
        .filter(
          ([key, text]) =>
            text.length > LONGER * (en[key]?.length ?? 0) && text.length > (en[key]?.length ?? 0) + LONGER_BY
        )
        .map(([key, text]) => `${key}: ${text} · ${en[key]}`);
    });
    expect(long).toEqual([]);
  });

  it('has no text that nothing shows', () => {
    const sources = filesIn('src', /\.(svelte|ts)$/)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unused = files
      .flatMap((file) => Object.keys(read('de', file)))
      .filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(sources));
    expect(unused).toEqual([]);
  });
});

describe('markup', () => {
  it.each(filesIn('src', /\.svelte$/))('%s has no text outside the catalogues', (file) => {
    expect(textsIn(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('would be caught', () => {
    expect(textsIn('<p>Hallo</p>')).toEqual(['Hallo']);
    expect(textsIn('<input placeholder="Titel eingeben" />')).toEqual(['placeholder="Titel eingeben"']);
    expect(textsIn('<Button label="Schließen">{x ? "Ja" : m.no()}</Button>')).toEqual(['label="Schließen"', 'Ja']);
    expect(textsIn('<p class="a b" data-x="Wort">{m.text()} · 1/2</p>')).toEqual([]);
  });
});

/** Attributes that people read or hear. */
const read_attributes = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'text',
  'heading',
  'hint',
  'description'
]);

/** The name of the product, which is the same everywhere. */
const names = new Set(['Stetig']);

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Returns texts that stand in the markup itself: between tags, in attributes that are read, in expressions shown. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  const isText = (text: string) => /\p{L}{2,}/u.test(text) && !names.has(text.trim());
  const literals = (node: Node): string[] => {
    if (node.type === 'Literal') return typeof node.value === 'string' && isText(node.value) ? [node.value] : [];
    if (node.type === 'ConditionalExpression')
      return [...literals(node.consequent as Node), ...literals(node.alternate as Node)];
    if (node.type === 'LogicalExpression') return [...literals(node.left as Node), ...literals(node.right as Node)];
    if (node.type === 'TemplateLiteral')
      return (node.quasis as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked).filter(isText);
    return [];
  };
  const visit = (node: Node, inRead = false): void => {
    if (node.type === 'Text') {
      if (isText(String(node.data))) found.push(String(node.data).trim());
      return;
    }
    if (node.type === 'ExpressionTag') {
      found.push(...literals(node.expression as Node));
      return;
    }
    if (node.type === 'StyleDirective' || node.type === 'ClassDirective') return;
    if (node.type === 'Attribute') {
      if (!read_attributes.has(String(node.name)) && !inRead) return;
      for (const value of [node.value].flat() as Node[]) {
        if (value?.type === 'Text' && isText(String(value.data)))
          found.push(`${String(node.name)}="${String(value.data)}"`);
        if (value?.type === 'ExpressionTag') found.push(...literals(value.expression as Node));
      }
      return;
    }
    for (const [key, value] of Object.entries(node)) {
      if (['expression', 'metadata', 'tag'].includes(key)) continue;
      for (const child of [value].flat()) {
        if (child && typeof child === 'object' && typeof (child as Node).type === 'string') visit(child as Node);
      }
    }
  };
  visit(parse(source, { modern: true }).fragment as unknown as Node);
  return found;
}
