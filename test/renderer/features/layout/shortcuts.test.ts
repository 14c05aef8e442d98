import { describe, expect, it } from 'vitest';
import { neighbour, readKey } from '../../../../renderer/features/layout/shortcuts.ts';

describe('keys', () => {
  it('wait for the second key after g', () => {
    expect(readKey('g', undefined)).toEqual({ pending: 'g' });
    expect(readKey('s', 'g')).toEqual({ shortcut: { kind: 'start' } });
    expect(readKey('s', undefined)).toEqual({});
  });

  it('still work as themselves after a g that meant nothing', () => {
    expect(readKey('2', 'g')).toEqual({ shortcut: { kind: 'tab', index: 1 } });
  });

  it('leave all others alone', () => {
    for (const key of ['0', 'Enter', '/', 'n', 'Shift']) expect(readKey(key, undefined)).toEqual({});
  });
});

describe('neighbour', () => {
  const ids = ['a', 'b', 'c'];

  it('goes around the ends', () => {
    expect(neighbour(ids, 'c', 1)).toBe('a');
    expect(neighbour(ids, 'a', -1)).toBe('c');
    expect(neighbour(ids, 'a', 1)).toBe('b');
  });

  it('enters the list from either end', () => {
    expect(neighbour(ids, undefined, 1)).toBe('a');
    expect(neighbour(ids, undefined, -1)).toBe('c');
    expect(neighbour([], undefined, 1)).toBeUndefined();
  });
});
