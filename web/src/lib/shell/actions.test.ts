import { describe, expect, it, vi } from 'vitest';
import { Actions } from './actions.svelte';
import { matching } from './matching';

const press = (actions: Actions, key: string, more: KeyboardEventInit = {}, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.addEventListener('keydown', () => actions.press(event), { once: true });
  target.dispatchEvent(event);
  return event;
};

function withKeys(keys: string) {
  const actions = new Actions();
  const run = vi.fn();
  actions.add(() => [{ id: keys, label: keys, group: 'do', keys, run }]);
  return { actions, run };
}

describe('keys', () => {
  it('do what they are for, and keep the browser from its own', () => {
    const { actions, run } = withKeys('mod+k');
    expect(press(actions, 'k', { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(press(actions, 'K', { metaKey: true }).defaultPrevented).toBe(true);
    expect(press(actions, 'k').defaultPrevented).toBe(false);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('work one after the other', () => {
    const { actions, run } = withKeys('g y');
    press(actions, 'y');
    press(actions, 'g');
    press(actions, 'x');
    press(actions, 'y');
    expect(run).not.toHaveBeenCalled();
    press(actions, 'g');
    press(actions, 'y');
    expect(run).toHaveBeenCalledOnce();
  });

  it('pressed on the way to a screen are for what stands there, one after the other', async () => {
    let step = 0;
    let way: Promise<void> | null = null;
    const actions = new Actions();
    actions.underWay = () => way;
    actions.add(() => {
      const shown = step;
      const lead = () => {
        way = Promise.resolve().then(() => {
          step = shown + 1;
          way = null;
        });
      };
      return shown < 3 ? [{ id: 'on', label: 'on', group: 'view', keys: '+', run: lead }] : [];
    });
    for (let i = 0; i < 5; i++) press(actions, '+');
    await vi.waitFor(() => expect(step).toBe(3));
  });

  it('take a sign as it is typed, with Shift or without', () => {
    const { actions, run } = withKeys('?');
    press(actions, '?', { shiftKey: true });
    press(actions, '?');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('leave alone who types, but for chords', () => {
    const field = document.body.appendChild(document.createElement('input'));
    const single = withKeys('t');
    press(single.actions, 't', {}, field);
    expect(single.run).not.toHaveBeenCalled();
    const chord = withKeys('mod+k');
    press(chord.actions, 'k', { ctrlKey: true }, field);
    expect(chord.run).toHaveBeenCalledOnce();
    const undo = withKeys('mod+z');
    press(undo.actions, 'z', { ctrlKey: true }, field);
    expect(undo.run).not.toHaveBeenCalled();
    field.remove();
  });

  it('are free again when what offered them is gone', () => {
    const actions = new Actions();
    const run = vi.fn();
    const remove = actions.add(() => [{ id: 'a', label: 'a', group: 'do', keys: 't', run }]);
    remove();
    press(actions, 't');
    expect(run).not.toHaveBeenCalled();
    expect(actions.all).toEqual([]);
  });
});

describe('finding', () => {
  const named = (label: string, words?: string) => ({ id: label, label, words, group: 'do' as const, run: () => {} });
  const all = [
    named('Kanal anlegen', 'neu'),
    named('Beitrag löschen'),
    named('Zum Jahr gehen'),
    named('Vorjahr zeigen')
  ];
  const found = (query: string) => matching(all, query).map(({ label }) => label);

  it('takes every word, without marks and in any order', () => {
    expect(found('loschen beitrag')).toEqual(['Beitrag löschen']);
    expect(found('loeschen')).toEqual(['Beitrag löschen']);
    expect(found('NEU')).toEqual(['Kanal anlegen']);
    expect(found('beitrag anlegen')).toEqual([]);
    expect(found('')).toHaveLength(4);
  });

  it('puts first what begins with it', () => {
    expect(found('jahr')).toEqual(['Zum Jahr gehen', 'Vorjahr zeigen']);
  });
});
