import { expect, test } from 'vitest';
import { weekSpan } from '$lib/time';
import { dragged, nudged, stretched, type Grip } from './stretch';

const bar = { from: '2027-03-03', to: '2027-03-26' }; // Wednesday to Friday
const plan = { from: '2027-01-01', to: '2027-12-31' };
const day = (day: string) => ({ from: day, to: day });

test.each<[string, Grip, string, string, string, string]>([
  ['the body keeps its weekdays', 'body', '2027-W10', '2027-W12', '2027-03-17', '2027-04-09'],
  ['the body goes back', 'body', '2027-W10', '2027-W09', '2027-02-24', '2027-03-19'],
  ['the body stops at the end of the plan', 'body', '2027-W10', '2027-W52', '2027-12-08', '2027-12-31'],
  ['the body stops at its beginning', 'body', '2027-W20', '2027-W01', '2027-01-01', '2027-01-24'],
  ['the first day snaps to a Monday', 'from', '2027-W09', '2027-W08', '2027-02-22', '2027-03-26'],
  ['the last day snaps to a Sunday', 'to', '2027-W12', '2027-W14', '2027-03-03', '2027-04-11'],
  ['the first day never passes the last', 'from', '2027-W09', '2027-W20', '2027-03-26', '2027-03-26'],
  ['the last day never passes the first', 'to', '2027-W12', '2027-W02', '2027-03-03', '2027-03-03'],
  ['an edge stops at the plan’s', 'to', '2027-W12', '2027-W52', '2027-03-03', '2027-12-31']
])('%s', (_name, grip, held, over, from, to) => {
  expect(dragged(bar, grip, weekSpan(held), weekSpan(over), plan)).toEqual({ from, to });
});

test('among days it goes by days', () => {
  expect(dragged(bar, 'body', day('2027-03-10'), day('2027-03-11'), plan)).toEqual({
    from: '2027-03-04',
    to: '2027-03-27'
  });
});

test.each<[Grip, number, string, string]>([
  ['body', 7, '2027-03-10', '2027-04-02'],
  ['body', -700, '2027-01-01', '2027-01-24'],
  ['from', -1, '2027-03-02', '2027-03-26'],
  ['to', 7, '2027-03-03', '2027-04-02'],
  ['to', -70, '2027-03-03', '2027-03-03']
])('by keys: %s by %i days', (grip, days, from, to) => {
  expect(nudged(bar, grip, days, plan)).toEqual({ from, to });
});

test('what already lies outside its limits does not jump', () => {
  expect(dragged(bar, 'body', weekSpan('2027-W10'), weekSpan('2027-W10'), day('2027-06-01'))).toEqual(bar);
});

test('a stretch is the same from either end', () => {
  const [a, b] = [weekSpan('2027-W10'), weekSpan('2027-W12')];
  expect(stretched(a, b)).toEqual({ from: '2027-03-08', to: '2027-03-28' });
  expect(stretched(b, a)).toEqual(stretched(a, b));
});
