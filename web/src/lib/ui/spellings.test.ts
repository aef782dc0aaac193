import { describe, expect, it } from 'vitest';
import { spellingsOf, withoutUmlauts } from './spellings';

describe('how a word may be spelled', () => {
  it.each([
    ['brucke', 'bruecke', ['brucke', 'bruecke']],
    ['bruecke', 'bruecke', ['bruecke', 'brucke']],
    ['fruhstuck', 'fruehstueck', ['fruhstuck', 'fruehstueck', 'fruhstueck', 'fruehstuck']],
    ['quelle', 'quelle', ['quelle']],
    ['neueroeffnung', 'neueroeffnung', ['neueroeffnung', 'neueroffnung']],
    ['ue', 'ue', ['ue']],
    ['oel', 'oel', ['oel', 'ol']]
  ])('%s, written %s', (own, written, spellings) =>
    expect(spellingsOf(own, written).toSorted()).toEqual(spellings.toSorted())
  );

  it('is bounded', () => expect(spellingsOf('x', 'bae'.repeat(100))).toHaveLength(9));

  it('is written without umlauts', () => expect(withoutUmlauts('Bru\u0308cke, Öl')).toBe('Bruecke, Oel'));
});
