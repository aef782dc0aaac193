import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatsOf } from '$lib/time';
import { effortHint, holidayHint, usualEffort, type Hints } from './hints';

const hints: Hints = {
  efforts: [{ format: 'Carousel', effort_hours: 2.5 }],
  holidays: [{ day: '2027-05-06', name: { de: 'Christi Himmelfahrt', en: 'Ascension Day' } }]
};
const de = formatsOf('de');

describe('an effort that is not typed', () => {
  it('is that of the format, however it is written', () => {
    expect(usualEffort(' carousel ', hints)).toBe(2.5);
    expect(usualEffort('reel', hints)).toBeUndefined();
    expect(effortHint(null, 'carousel ', hints, de)).toBe('Leer zählt, was „carousel“ sonst braucht: 2,5 Std.');
  });

  it('is nothing where nobody said, and what was typed counts', () => {
    expect(effortHint(null, 'reel', hints, de)).toBe('die Arbeit von der Idee bis zum Erscheinen');
    expect(effortHint(null, 'carousel', { ...hints, efforts: [] }, de)).toBe(
      'die Arbeit von der Idee bis zum Erscheinen'
    );
    expect(effortHint(0, 'carousel', hints, de)).toBe('die Arbeit von der Idee bis zum Erscheinen');
  });
});

describe('a holiday', () => {
  it('is named on its day, in the viewer’s language', () => {
    expect(holidayHint('2027-05-06', hints, de)).toBe('Feiertag: Christi Himmelfahrt');
    expect(holidayHint('2027-05-07', hints, de)).toBe('');
    overwriteGetLocale(() => 'en');
    expect(holidayHint('2027-05-06', hints, formatsOf('en'))).toBe('Public holiday: Ascension Day');
  });
});
