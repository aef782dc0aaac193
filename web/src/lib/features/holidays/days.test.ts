import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatsOf } from '$lib/time';
import { holidaysIn, holidaysInWords, holidaysOnDay, sharedInWords } from './days';
import { countriesOf, nextInWords, regionName } from './regions';

const named = (day: string, de: string, en: string) => ({ day, name: { de, en } });
const friday = named('2027-03-26', 'Karfreitag', 'Good Friday');
const corpus = named('2027-05-27', 'Fronleichnam', 'Corpus Christi');
const all = { 'DE-BY': [friday, corpus], 'DE-BE': [friday] };
const de = formatsOf('de');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('holidays of a region', () => {
  const spring = { from: '2027-03-01', to: '2027-05-31' };

  it('are those on the days shown, and none without a region', () => {
    expect(holidaysIn(all, 'DE-BY', { from: '2027-04-01', to: '2027-05-27' }, de)).toEqual([
      { day: '2027-05-27', name: 'Fronleichnam' }
    ]);
    expect(holidaysIn(all, null, spring, de)).toEqual([]);
    expect(holidaysIn(all, 'AT', spring, de)).toEqual([]);
  });

  it('are dated where more than a day is shown', () => {
    const found = holidaysIn(all, 'DE-BY', spring, de);
    expect(plain(holidaysInWords(found, spring, de))).toBe(
      'Feiertage: Karfreitag am 26. März, Fronleichnam am 27. Mai'
    );
    const day = { from: friday.day, to: friday.day };
    expect(holidaysInWords(holidaysIn(all, 'DE-BY', day, de), day, de)).toBe('Feiertag: Karfreitag');
    expect(holidaysInWords([], day, de)).toBe('');
  });
});

describe('a day of several channels', () => {
  const bavaria = { name: 'Blog', region: 'DE-BY' };
  const berlin = { name: 'LinkedIn', region: 'DE-BE' };

  it('names the channels only where it is no holiday for all of them', () => {
    const told = (day: string, channels: { name: string; region: string | null }[]) =>
      sharedInWords(holidaysOnDay(day, channels, all, de));
    expect(told(friday.day, [bavaria, berlin])).toBe('Feiertag: Karfreitag');
    expect(told(corpus.day, [bavaria, berlin])).toBe('Feiertag: Fronleichnam (Blog)');
    expect(told(friday.day, [bavaria, { name: 'Mastodon', region: null }])).toBe('Feiertag: Karfreitag (Blog)');
    expect(told('2027-03-27', [bavaria, berlin])).toBe('');
    expect(told(friday.day, [])).toBe('');
  });
});

describe('regions', () => {
  const region = (code: string, country: string, de: string, en: string) => ({ code, country, name: { de, en } });
  const regions = [
    region('DE-BE', 'DE', 'Berlin', 'Berlin'),
    region('DE-BY', 'DE', 'Bayern', 'Bavaria'),
    region('AT', 'AT', 'Österreich', 'Austria')
  ];

  it('stand by country, in the viewer’s language', () => {
    overwriteGetLocale(() => 'en');
    expect(countriesOf(regions, formatsOf('en'))).toEqual([
      {
        name: 'Germany',
        regions: [
          { code: 'DE-BE', name: 'Berlin' },
          { code: 'DE-BY', name: 'Bavaria' }
        ]
      },
      { name: 'Austria', regions: [{ code: 'AT', name: 'Austria' }] }
    ]);
    expect(regionName('DE-BY', regions, de)).toBe('Bayern');
    expect(regionName('DE-HH', regions, de)).toBe('DE-HH');
  });

  it('have holidays ahead, today’s among them', () => {
    expect(plain(nextInWords([friday, corpus], friday.day, de))).toBe(
      'Karfreitag (26. März 2027), Fronleichnam (27. Mai 2027)'
    );
    expect(plain(nextInWords([friday, corpus], '2027-03-27', de))).toBe('Fronleichnam (27. Mai 2027)');
    expect(nextInWords([friday], '2027-05-01', de)).toBe('');
  });
});
