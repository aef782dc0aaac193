import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { fieldLabels, fieldsInWords } from './auditFields';
import { auditActions, subjectKinds } from './words';

// The server writes what it tells in the log in these files; a name that is new there has to be one here, too.
const server = '../internal/app';
const source = [
  ...readdirSync(server)
    .filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
    .map((file) => `${server}/${file}`),
  '../internal/continuity/gap.go'
]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

const written = (...patterns: RegExp[]) =>
  [...new Set(patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, word = '']) => word)))].toSorted();

describe('the audit log', () => {
  it('has a name for each kind of thing that the server writes into it, and for no other', () => {
    const kinds = written(
      /\.audit\("([a-z_]+)"/g,
      /\bSubjectKind: +"([a-z_]+)"/g,
      /^\s*(?:const )?subject[A-Z]\w* *= "([a-z_]+)"/gm
    );
    expect(kinds.length).toBeGreaterThan(20);
    expect(Object.keys(subjectKinds()).toSorted()).toEqual(kinds);
  });

  it('has a name for each thing that is done', () => {
    const actions = written(
      /\.audit\([^,\n]+, [^,\n]+, "([a-z_]+)"/g,
      /\bAction: +"([a-z_]+)"/g,
      /^\s*(?:const )?action[A-Z]\w* *= "([a-z_]+)"/gm,
      /\baction :?= "([a-z_]+)"/g,
      /\bEvent[A-Z]\w+ +EventKind = "([a-z_]+)"/g,
      /\.(?:saveEntry|writeOfBulk)\(.*, "([a-z_]+)"\)/g
    );
    expect(actions.length).toBeGreaterThan(30);
    expect(Object.keys(auditActions()).toSorted()).toEqual(actions);
  });

  it('has a name for each field', () => {
    const fields = written(/\bdiff\.[a-z]+\("([a-z_]+)"/g, /\bField: +"([a-z_]+)"/g).filter(
      (field) => !/^file_|^bulk/.test(field)
    );
    expect(fields.length).toBeGreaterThan(60);
    expect(fields.filter((field) => !fieldLabels[field])).toEqual([]);
  });

  it('tells fields by names, in the zone and the form of who reads', () => {
    const names = {
      member: (id: string) => ({ m1: 'Ada Beispiel' })[id],
      channel: (id: string) => ({ c1: 'Blog' })[id],
      topic: () => undefined,
      formats: formatsOf('de'),
      zone: 'Europe/Berlin'
    };
    const told = fieldsInWords(
      [
        { field: 'channel_id', from: null, to: 'c1' },
        { field: 'owner_id', from: 'm1', to: 'm2' },
        { field: 'state', from: 'planned', to: 'in_review' },
        { field: 'publish_at', from: null, to: '2027-08-05T08:00:00Z' },
        { field: 'copy', from: null, to: '18 characters' },
        { field: 'bulk_id', from: null, to: 'b1' }
      ],
      names
    );
    expect(told.map(({ label, from, to }) => `${label}: ${from} → ${to}`)).toEqual([
      'Kanal:  → Blog',
      'Verantwortlich: Ada Beispiel → (nicht mehr da)',
      'Status: geplant → in Prüfung',
      'Termin:  → 5.\u00A0August 2027, 10:00',
      'Text:  → 18 Zeichen'
    ]);
  });
});
