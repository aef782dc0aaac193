import { expect, it } from 'vitest';
import { columnsSent, mapped } from './columns';

const columns = [
  { heading: 'Datum', field: 'date', detected: 'date', examples: [] },
  { heading: 'Titel', field: 'title', detected: 'title', examples: [] },
  { heading: 'Notiz', field: null, detected: null, examples: [] }
];

it('lets one column at a time play a role', () => {
  const told = mapped(columns, {}, 'Notiz', 'title');
  expect(told).toEqual({ Titel: 'extra', Notiz: 'title' });
  expect(mapped(columns, told, 'Titel', 'title')).toEqual({ Titel: 'title', Notiz: 'extra' });
});

it('keeps as many aside as there are', () => {
  expect(mapped(columns, {}, 'Titel', 'extra')).toEqual({ Titel: 'extra' });
});

it('is sent with headings of any kind', () => {
  expect(columnsSent({ 'a: b': 'date' })).toBe('{"a: b":"date"}');
  expect(columnsSent({})).toBeUndefined();
});
