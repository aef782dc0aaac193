import { expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { effortsFrom, typedEfforts } from './efforts';

it('efforts are typed with the comma of the language, and read again', () => {
  const efforts = [
    { format: 'Reel', effort_hours: 2.5 },
    { format: 'Story', effort_hours: 0 }
  ];
  const typed = typedEfforts(efforts, formatsOf('de'));
  expect(typed).toEqual([
    { format: 'Reel', hours: '2,5' },
    { format: 'Story', hours: '0' }
  ]);
  expect(effortsFrom([...typed, { format: ' ', hours: '' }])).toEqual(efforts);
});

it('a format without hours, hours without a format and what are no hours are none', () => {
  expect(effortsFrom([{ format: 'Reel', hours: '' }])).toBeUndefined();
  expect(effortsFrom([{ format: '', hours: '2' }])).toBeUndefined();
  expect(effortsFrom([{ format: 'Reel', hours: 'viel' }])).toBeUndefined();
  expect(effortsFrom([{ format: 'Reel', hours: '1000,5' }])).toBeUndefined();
});
