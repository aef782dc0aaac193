import { expect, test, vi } from 'vitest';
import { withHandlers } from './handlers';

test('what a control does and what its tooltip does are both done', () => {
  const done: string[] = [];
  const own = { onclick: () => done.push('own'), title: 'own', disabled: true };
  const onfocus = vi.fn();
  const both = withHandlers(own, { onclick: () => done.push('tooltip'), onfocus, title: 'tooltip', onblur: undefined });
  (both.onclick as () => void)();
  expect(done).toEqual(['own', 'tooltip']);
  expect(both).toMatchObject({ onfocus, title: 'tooltip', disabled: true });
});
