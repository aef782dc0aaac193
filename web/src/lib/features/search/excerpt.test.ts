import { describe, expect, it } from 'vitest';
import { excerptOf, partsOf, type Part } from './excerpt';
import { soughtIn } from './words';

/** What was found, in brackets. */
const shown = (parts: Part[] | undefined) => parts?.map(({ text, found }) => (found ? `[${text}]` : text)).join('');
const marked = (text: string, search: string) => shown(partsOf(text, soughtIn(search)));

describe('what was found is marked', () => {
  it.each([
    ['Die Brücke von gestern', 'brucke', 'Die [Brücke] von gestern'],
    ['Die Brücke, die Bruecke', 'bruecke', 'Die [Brücke], die [Bruecke]'],
    ['Muellers', 'müll', '[Muell]ers'],
    ['Die Bru\u0308cke', 'brücke', 'Die [Bru\u0308cke]'],
    ['STRASSENFEST in der Straße', 'straße', '[STRASSE]NFEST in der [Straße]'],
    ['Übung, übungen', 'übung', '[Übung], [übung]en'],
    ['Kreiselpumpe und Pumpe', 'pumpe', 'Kreisel[pumpe] und [Pumpe]'],
    ['Straßenbrücken, Brückentag', 'brücken', 'Straßen[brücken], [Brücken]tag'],
    ['Straßenbrücken', 'ssenbr brück', 'Stra[ßenbrück]en'],
    ['Testtest', 'test', '[Testtest]'],
    ['Kreiselpumpenkreisel', 'kreisel pe', '[Kreisel]pumpen[kreisel]'],
    ['Bananen', 'anan ane', 'B[anane]n'],
    ['Messe-Messung', 'mess messe', '[Messe]-[Mess]ung'],
    ['„3D“ und ３d', '3D', '„[3D]“ und [３d]'],
    ['ﬁx', 'fi', '[ﬁ]x'],
    ['💡 Idee', 'idee', '💡 [Idee]'],
    ['<b>fett</b>', 'b', '<[b]>fett</[b]>'],
    ['nichts', '', 'nichts'],
    ['nichts', '***', 'nichts']
  ])('%s, looking for %s', (text, search, want) => {
    expect(marked(text, search)).toBe(want);
    expect(
      partsOf(text, soughtIn(search))
        .map((part) => part.text)
        .join('')
    ).toBe(text);
  });
});

describe('an excerpt of a copy', () => {
  const far = `${'Wort '.repeat(100)}Die Größe zählt.${' Mehr'.repeat(100)}`;

  it('shows the place, cut between words', () => {
    const excerpt = shown(excerptOf(far, soughtIn('grosse'))) ?? '';
    expect(excerpt).toMatch(/^…Wort (Wort )*Die \[Größe\] zählt\.( Mehr)+…$/);
    expect(excerpt.length).toBeLessThan(240);
  });

  it('shows the place where most of it is', () => {
    const text = `Größe ${'. '.repeat(200)} die Größe zählt`;
    expect(shown(excerptOf(text, soughtIn('größe zählt')))).toMatch(/\[Größe\] \[zählt\]$/);
  });

  it('shows a short copy whole, without its marks', () => {
    const copy = '# Überschrift\n\n- **Fetter** [Verweis](https://example.org/fett)\n> Zitat_eins _schräg_';
    expect(shown(excerptOf(copy, soughtIn('fett')))).toBe('Überschrift [Fett]er Verweis Zitat_eins schräg');
  });

  it('is none where nothing was found in it', () => {
    expect(excerptOf(far, soughtIn('zeppelin'))).toBeUndefined();
    expect(excerptOf('', soughtIn('größe'))).toBeUndefined();
  });

  it('cuts no character in two in a text without spaces', () => {
    for (const odd of ['', '!']) {
      const excerpt = shown(excerptOf(`${odd}${'👍'.repeat(300)}ende${odd}${'👍'.repeat(300)}`, [['ende']])) ?? '';
      expect(excerpt).toContain('[ende]');
      expect(excerpt.isWellFormed()).toBe(true);
    }
  });
});
