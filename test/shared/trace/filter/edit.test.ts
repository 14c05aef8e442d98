import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chipsOf,
  withChipNegated,
  withoutChip,
  type FilterChip,
} from '../../../../shared/trace/filter/filterChips.ts';
import {
  addPathTerm,
  addTerm,
  hasTerm,
  removeTerm,
  setTerm,
  toggleTerm,
  valuesOf,
} from '../../../../shared/trace/filter/editFilter.ts';
import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';
import { settlesLater } from '../../../../shared/trace/filter/settlesLater.ts';
import { matches } from './subjects.ts';

const texts = (query: string): string[] => chipsOf(query).map(({ text }) => text);

function chip(query: string, text: string): FilterChip {
  const found = chipsOf(query).find((one) => one.text === text);
  if (found === undefined) throw new Error(`no chip ${text}`);
  return found;
}

describe('chips', () => {
  it('are the parts that must all hold, with their places', () => {
    const query = 'a  -dir:out and (b or c) "d e" not type:call';
    expect(texts(query)).toEqual(['a', '-dir:out', '(b or c)', '"d e"', 'not type:call']);
    for (const { text, from, to } of chipsOf(query)) expect(query.slice(from, to)).toBe(text);
    expect(chipsOf(query)[1]).toMatchObject({ isNegated: true, key: 'dir', values: ['out'] });
    expect(texts('a or b')).toEqual(['a or b']);
    expect(texts('(a b)')).toEqual(['(a b)']);
    expect(texts('')).toEqual([]);
    expect(texts('acton:x')).toEqual([]);
  });

  it('are taken away and turned into their opposite', () => {
    const query = 'a and -dir:out (b or c)';
    expect(withoutChip(query, chip(query, 'a'))).toBe('-dir:out (b or c)');
    expect(withChipNegated(query, chip(query, '-dir:out'))).toBe('a dir:out (b or c)');
    expect(withChipNegated(query, chip(query, '(b or c)'))).toBe('a -dir:out -(b or c)');
    expect(withChipNegated('a or b', chip('a or b', 'a or b'))).toBe('-(a or b)');
    expect(withChipNegated('not a', chip('not a', 'not a'))).toBe('a');
    expect(withChipNegated('not(a)', chip('not(a)', 'not(a)'))).toBe('(a)');
  });
});

describe('terms', () => {
  it('are added with quotes where they are needed, and join the list of their key', () => {
    expect(addTerm('', 'action', 'Heartbeat')).toBe('action:Heartbeat');
    expect(addTerm('x', 'station', 'CP 1')).toBe('x station:"CP 1"');
    expect(addTerm('x', 'station', 'a"b,c*')).toBe(String.raw`x station:"a\"b,c*"`);
    expect(addTerm('action:A y', 'action', 'B')).toBe('action:A,B y');
    expect(addTerm('action:A', 'action', 'a')).toBe('action:A');
    expect(addTerm('a or b', 'dir', 'in')).toBe('(a or b) dir:in');
    expect(addTerm('', 'unanswered')).toBe('unanswered');
    expect(addTerm('', 'text', 'or')).toBe('"or"');
    expect(addTerm('', 'text', 'a:b c')).toBe('"a:b c"');
    expect(addTerm('', 'text', '-5')).toBe('"-5"');
    expect(addTerm('', 'text', 'Faulted')).toBe('Faulted');
    expect(addTerm('acton:x', 'dir', 'in')).toBe('dir:in');
  });

  it('that are excluded take the place of what they contradict', () => {
    expect(addTerm('action:A,B', 'action', 'A', { not: true })).toBe('action:B -action:A');
    expect(addTerm('-action:A', 'action', 'A')).toBe('action:A');
    expect(addTerm('-action:A', 'action', 'A', { not: true })).toBe('-action:A');
  });

  it('are found, removed and toggled at the top only', () => {
    const query = '(dir:in or x) action:A,B -type:call issue:any';
    expect(hasTerm(query, 'dir', 'in')).toBe(false);
    expect(hasTerm(query, 'action', 'b')).toBe(true);
    expect(hasTerm(query, 'type', 'call')).toBe(false);
    expect(valuesOf(query, 'action')).toEqual(['A', 'B']);
    expect(removeTerm(query, 'action', 'A')).toBe('(dir:in or x) action:B -type:call issue:any');
    expect(removeTerm(query, 'action', 'C')).toBe(query);
    expect(toggleTerm(query, 'issue', 'any')).toBe('(dir:in or x) action:A,B -type:call');
    expect(toggleTerm('x', 'issue', 'any')).toBe('x issue:any');
    expect(toggleTerm('a marked', 'marked')).toBe('a');
  });

  it('of which there can be one are set', () => {
    expect(setTerm('dir:in x', 'dir', 'out')).toBe('x dir:out');
    expect(setTerm('-dir:in x', 'dir', undefined)).toBe('x');
  });

  it('compare a place in the payload, by a pointer or as it is written', () => {
    expect(addPathTerm('', '/status', 'Faulted')).toBe('payload.status=Faulted');
    expect(addPathTerm('x', '/meterValue/0/sampledValue/2/value', '1 2')).toBe(
      'x payload.meterValue[*].sampledValue[*].value="1 2"',
    );
    expect(addPathTerm('', 'payload.evse.id', '1')).toBe('payload.evse.id=1');
    expect(addPathTerm('', 'list[3]."a key"', 'v')).toBe('payload.list[*]."a key"=v');
    expect(addPathTerm('', '/a~1b', 'v')).toBe('payload."a/b"=v');
    expect(addPathTerm('payload.a=1', 'a', '1')).toBe('payload.a=1');
    expect(addPathTerm('payload.a=1 x', 'a', '1', { not: true })).toBe('x -payload.a=1');
    expect(addTerm('x', 'payload.list[*].a', '1', { not: true })).toBe('x -payload.list[*].a=1');
    expect(addTerm('-payload.a=1', 'payload.a', '1')).toBe('payload.a=1');
  });

  it('that were added find what was clicked, whatever its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'm1', 'a or (b)'), (value, before) => {
        const query = addTerm(before, 'station', value);
        expect(parseFilter(query)).toHaveProperty('node');
        expect(hasTerm(query, 'station', value)).toBe(true);
        expect(matches(addTerm('', 'station', value), { stationId: value })).toBe(true);
        expect(matches(addTerm('', 'station', value, { not: true }), { stationId: value })).toBe(false);
        const raw = `[2,"1","A",${JSON.stringify({ 'a b': [{ x: value }] })}]`;
        expect(matches(addPathTerm('', '/a b/0/x', value), { raw })).toBe(true);
      }),
    );
  });
});

describe('settlesLater', () => {
  it('is for what can change after a record came', () => {
    expect(['unanswered', 'x or -(marked)', 'latency:>1s'].map(settlesLater)).toEqual([true, true, true]);
    expect(['', 'x', 'dir:in', 'acton:'].map(settlesLater)).toEqual([false, false, false, false]);
  });
});
