import { describe, expect, it } from 'vitest';
import { arrangementOf, ariaSort, turned } from './arrangement';
import { columnsFor, shifted, usualColumns } from './columns';
import { changeOf } from './bulk';

const read = (query: string) => arrangementOf(new URLSearchParams(query), undefined);

describe('an arrangement', () => {
  it('is what the address says, or the usual', () => {
    expect(read('')).toEqual({ sort: 'date', group: '', columns: usualColumns });
    expect(read('sort=-title&group=week&columns=owner,date,owner,lost')).toEqual({
      sort: '-title',
      group: 'week',
      columns: ['owner', 'date']
    });
    expect(read('sort=colour&group=colour')).toMatchObject({ sort: 'date', group: '' });
  });

  it('has the columns kept in this browser unless the address names some, if only none', () => {
    expect(arrangementOf(new URLSearchParams(''), ['format']).columns).toEqual(['format']);
    expect(arrangementOf(new URLSearchParams('columns='), ['format']).columns).toEqual([]);
  });

  it('turns with a press on a head', () => {
    expect([turned('date', 'title'), turned('title', 'title'), turned('-title', 'title')]).toEqual([
      'title',
      '-title',
      'title'
    ]);
    expect([ariaSort('-title', 'title'), ariaSort('title', 'title'), ariaSort('title', 'date')]).toEqual([
      'descending',
      'ascending',
      undefined
    ]);
  });

  it('lets columns change places, within their bounds; the title stays first', () => {
    expect(shifted(['date', 'state', 'owner'], 'state', -1)).toEqual(['state', 'date', 'owner']);
    expect(shifted(['date', 'state'], 'state', 1)).toEqual(['date', 'state']);
    expect(shifted(['date'], 'owner', 1)).toEqual(['date']);
    expect(columnsFor(['owner', 'date']).map(({ name }) => name)).toEqual(['title', 'owner', 'date']);
  });
});

describe('a change of many', () => {
  const form = { by: 2, unit: 'weeks' as const, value: '' };
  it.each([
    ['move', {}, { move_days: 14 }],
    ['move', { unit: 'days', by: -3 }, { move_days: -3 }],
    ['move', { by: 0 }, undefined],
    ['move', { by: 1.5, unit: 'days' }, undefined],
    ['move', { by: 1_000 }, undefined],
    ['owner', {}, { owner_id: null }],
    ['topic', { value: 't' }, { topic_id: 't' }],
    ['state', {}, undefined],
    ['state', { value: 'planned' }, { state: 'planned' }],
    ['delete', {}, { deleted: true }]
  ] as const)('%s %j', (kind, change, want) => {
    expect(changeOf(kind, { ...form, ...change })).toEqual(want);
  });
});
