#!/usr/bin/env node
// Writes the public holidays of every region, year by year, as date-holidays knows
// them: the dates alone, without the holidays that begin at noon. A line is a region
// of internal/holiday, a year and its days; # begins a comment.
//
// usage: node table.mjs > ../../internal/holiday/testdata/date-holidays.txt
import fs from 'node:fs';
import Holidays from 'date-holidays';

const firstYear = 2017;
const lastYear = 2035;

// Where the library has a place of its own for what is a part of a region here.
const parts = {
  'DE-BY-CATHOLIC': ['DE', 'BY', 'KATH'],
  'DE-BY-AUGSBURG': ['DE', 'BY', 'A'],
  'DE-SN-CATHOLIC': ['DE', 'SN', 'BZ'],
  'DE-TH-CATHOLIC': ['DE', 'TH', 'EIC'],
  'CH-FR-CATHOLIC': ['CH', 'FR'],
  'CH-SO-CATHOLIC': ['CH', 'SO'],
  'CH-AI-APPENZELL': ['CH', 'AI'],
};

// Cantons that the library knows as one of their parts.
const divided = ['CH-FR', 'CH-SO', 'CH-AI'];

function places() {
  const all = { DE: ['DE'], AT: ['AT'], ...parts };
  for (const country of ['DE', 'CH']) {
    for (const state of Object.keys(new Holidays().getStates(country))) {
      const code = `${country}-${state}`;
      if (!divided.includes(code)) all[code] = [country, state];
    }
  }
  return all;
}

const isWhole = (holiday) => holiday.end - holiday.start > 22 * 60 * 60 * 1000;

function days(place, year) {
  const found = new Holidays(...place)
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public' && isWhole(holiday))
    .map((holiday) => holiday.date.slice(5, 10));
  return [...new Set(found)].sort().join(' ');
}

const { version } = JSON.parse(
  fs.readFileSync(new URL('node_modules/date-holidays/package.json', import.meta.url)),
);
console.log(`# date-holidays ${version}; made by scripts/holidaycheck`);
for (const [code, place] of Object.entries(places()).sort()) {
  for (let year = firstYear; year <= lastYear; year++) {
    console.log(code, year, days(place, year));
  }
}
