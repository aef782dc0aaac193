import { describe, expect, it } from 'vitest';
import { addressWith } from './address';
import { filterOf, filterParams, filterQuery, isSet, noFilter, type Filter } from './filter';
import { workOf } from './work';

const all: Filter = {
  channel: ['c1', 'c2'],
  state: ['drafting', 'in_review'],
  owner: ['m1'],
  topic: ['t1'],
  approver: ['m2'],
  awaitsMe: true,
  q: 'Brücke, alt & neu',
  from: '2027-01-01',
  to: '2027-12-31',
  undated: false
};

const read = (address: string) => filterOf(new URL(address, 'http://x').searchParams);

it('what somebody works on leaves out ideas and what is cancelled', () => {
  const address = addressWith('list', new URLSearchParams(), workOf('m1', { from: '2027-03-08', to: '2027-03-14' }));
  expect(filterQuery(read(address))).toEqual({
    owner: ['m1'],
    state: ['planned', 'drafting', 'in_review', 'approved', 'published'],
    from: '2027-03-08',
    to: '2027-03-14'
  });
});

describe('a filter in an address', () => {
  it('comes back as it was written', () => {
    const address = addressWith('/w/x/list', new URLSearchParams(), filterParams(all));
    expect(address).toContain('channel=c1,c2&state=drafting,in_review&');
    expect(read(address)).toEqual(all);
    expect(read('/w/x/list')).toEqual(noFilter);
  });

  it('leaves out what means nothing, and what stands twice', () => {
    expect(read('/?state=lost,idea&from=2027-02-30&to=soon&undated=maybe&awaits=you&channel=a,,a')).toEqual({
      ...noFilter,
      state: ['idea'],
      channel: ['a']
    });
  });

  it('keeps what else the address says, but not what is open beside it', () => {
    const now = new URL('http://x/?sort=title&q=alt&entry=e1').searchParams;
    expect(addressWith('/list', now, filterParams({ ...noFilter, owner: ['m1'] }))).toBe('/list?sort=title&owner=m1');
  });
});

describe('what the API is asked', () => {
  it('may be what nobody has, alone or beside what somebody has', () => {
    expect(filterQuery({ ...noFilter, owner: ['nobody'] })).toEqual({ unowned: true });
    expect(filterQuery({ ...noFilter, owner: ['m1', 'nobody'] })).toEqual({ owner: ['m1'], unowned: true });
  });

  it('is nothing where nothing is set', () => {
    expect(filterQuery({ ...noFilter, q: '  ' })).toEqual({});
    expect(isSet({ ...noFilter, q: '  ' })).toBe(false);
  });

  it('is every part that is set', () => {
    expect(filterQuery(all)).toEqual({
      channel: ['c1', 'c2'],
      state: ['drafting', 'in_review'],
      owner: ['m1'],
      topic: ['t1'],
      approver: ['m2'],
      awaits_me: true,
      q: 'Brücke, alt & neu',
      from: '2027-01-01',
      to: '2027-12-31',
      undated: false
    });
    expect(isSet({ ...noFilter, undated: false })).toBe(true);
  });
});
