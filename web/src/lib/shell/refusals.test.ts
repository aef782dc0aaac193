import { expect, it } from 'vitest';
import { ApiError, type ProblemCode } from '$lib/api';
import { refusalText } from './refusals';

it.each<[string, ProblemCode, string, RegExp]>([
  ['what the server says is not allowed', 'forbidden', 'Wer mitschreibt, darf das nicht.', /^Wer mitschreibt, darf/],
  ['what it says is not there', 'not_found', 'Diese Ansicht gibt es nicht.', /^Diese Ansicht/],
  ['ours, where it says nothing', 'forbidden', '', /^Die eigene Rolle reicht dafür nicht/],
  ['ours of what the server knows nothing of', 'offline', '', /^Der Server ist nicht zu erreichen/],
  ['nothing of a fault', 'unknown', 'sql: no rows', /^(?!.*sql)./]
])('a refusal tells %s', (_, code, detail, said) => {
  expect(refusalText(new ApiError(0, code, detail, ''))).toMatch(said);
});
