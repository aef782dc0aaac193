import { expect, test } from 'vitest';
import { formatsOf } from '$lib/time';
import { planProblem } from './plan_problem';

const known = { from: '2027-01-04', to: '2028-01-02' };
const plans = [{ id: '1', label: 'Redaktionsplan', starts_on: '2027-03-01', ends_on: '2027-06-30', version: 1 }];

test.each([
  ['within the plan', '2027-03-01', '2027-06-30', ''],
  ['beyond its end', '2027-06-01', '2027-07-04', /^Der Plan „Redaktionsplan“ reicht vom/],
  ['where there is none', '2027-07-01', '2027-07-31', /keinen Plan/],
  ['beyond what is known', '2027-12-01', '2028-02-01', '']
])('%s', (_name, from, to, says) => {
  expect(planProblem({ from, to }, plans, known, formatsOf('de'))).toMatch(says || /^$/);
});
