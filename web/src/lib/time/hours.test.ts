import { describe, expect, it } from 'vitest';
import { formatsOf } from './format';
import { hoursFrom, hoursTyped } from './hours';

describe('hours as they are typed', () => {
  it.each([
    ['12,5', 12.5],
    ['12.25', 12.25],
    [' 0 ', 0],
    ['', null],
    ['168', 168],
    ['168.5', undefined],
    ['-1', undefined],
    ['viel', undefined],
    ['1e2', undefined]
  ])('%s', (typed, hours) => expect(hoursFrom(typed, 168)).toBe(hours));

  it('are written with the comma of the language', () => {
    expect(hoursTyped(12.5, formatsOf('de'))).toBe('12,5');
    expect(hoursTyped(12.5, formatsOf('en'))).toBe('12.5');
    expect(hoursTyped(null, formatsOf('de'))).toBe('');
  });
});
