#!/usr/bin/env node
// Reads a feed with ical.js, the parser of Thunderbird and of Nextcloud's
// calendar, and prints what it saw, one event a line, sorted:
//
//     UID|SUMMARY|start|end|STATUS
//
// and with --full also |DESCRIPTION|URL|CATEGORIES. Times are in UTC, days are
// dates, the end is exclusive; what is missing is "-". Backslashes, line breaks
// and bars in a value are written \\, \n and \|.
//
// usage: node read.mjs [--full] FILE
import fs from 'node:fs';
import ICAL from 'ical.js';

const full = process.argv.includes('--full');
const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
if (!file) {
  console.error('usage: node read.mjs [--full] FILE');
  process.exit(2);
}

const escaped = (text) =>
  String(text).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('|', '\\|');

function written(time) {
  if (!time) return '-';
  if (time.isDate) return time.toString();
  if (time.zone.tzid === 'floating') return `${time.toString()} without a zone`;
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function line(component) {
  const event = new ICAL.Event(component);
  const value = (name) => escaped(component.getFirstPropertyValue(name) ?? '-');
  const fields = [
    value('uid'),
    value('summary'),
    written(event.startDate),
    written(event.endDate),
    value('status'),
  ];
  if (full) {
    const categories = component.getFirstProperty('categories')?.getValues() ?? ['-'];
    fields.push(value('description'), value('url'), categories.map(escaped).join(','));
  }
  return fields.join('|');
}

// A byte order mark and invalid UTF-8 are faults of the feed, not to be mended here.
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(file));
const parsed = ICAL.parse(text);
if (parsed[0] !== 'vcalendar') {
  console.error(`expected one VCALENDAR, got ${parsed.length} components`);
  process.exit(1);
}
const lines = new ICAL.Component(parsed).getAllSubcomponents('vevent').map(line).sort();
process.stdout.write(lines.map((text) => `${text}\n`).join(''));
