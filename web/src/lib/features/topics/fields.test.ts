import { expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { fieldsOf } from './fields';

const topic = (field: string, name: string, description = '') =>
  ({ id: `${field}/${name}`, field, name, description }) as Schemas['Topic'];
const told = (fields: ReturnType<typeof fieldsOf>) =>
  fields.map(({ name, topics }) => `${name}: ${topics.map((one) => one.name).join(', ')}`);
const all = [
  topic('', 'Loses'),
  topic('Zukunft', 'Wärme'),
  topic('Ärger', 'Lärm'),
  topic('Zukunft', 'Äpfel', 'aus dem Alten Land')
];

it('sorts by field and name as people do, those without a field last', () => {
  expect(told(fieldsOf(all))).toEqual(['Ärger: Lärm', 'Zukunft: Äpfel, Wärme', ': Loses']);
});

it('finds all words in field, name and description', () => {
  expect(told(fieldsOf(all, 'alten ZUK'))).toEqual(['Zukunft: Äpfel']);
  expect(fieldsOf(all, 'nichts')).toEqual([]);
});
