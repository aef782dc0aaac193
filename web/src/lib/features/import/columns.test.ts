import { expect, it } from 'vitest';
import { columnsSent, mapped } from './columns';

const columns = [
  { heading: 'Datum', role: 'date' as const, examples: [] },
  { heading: 'Titel', role: 'title' as const, examples: [] },
  { heading: 'Notiz', role: 'aside' as const, examples: [] }
];

it('lets one column at a time play a role', () => {
  const told = mapped(columns, {}, 'Notiz', 'title');
  expect(told).toEqual({ Titel: 'aside', Notiz: 'title' });
  expect(mapped(columns, told, 'Titel', 'title')).toEqual({ Titel: 'title', Notiz: 'aside' });
});

it('keeps as many aside as there are', () => {
  expect(mapped(columns, {}, 'Titel', 'aside')).toEqual({ Titel: 'aside' });
});

it('is sent with headings of any kind', () => {
  expect(columnsSent({ 'a: b': 'date' })).toEqual(['date:a: b']);
});
