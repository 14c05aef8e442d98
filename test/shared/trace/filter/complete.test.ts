import { describe, expect, it } from 'vitest';
import {
  completeFilter,
  takeOption,
  type KnownValues,
} from '../../../../shared/trace/filter/completeFilter.ts';
import { FILTER_KEYS, FILTER_WORDS } from '../../../../shared/trace/filter/filterKeys.ts';
import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';

const KNOWN: KnownValues = {
  actions: ['StatusNotification', 'StartTransaction', 'MeterValues', 'Data Transfer'],
  stations: ['CP-1', 'CP 2'],
  issueCodes: ['schema-*'],
  fields: ['status', 'evse.id'],
};

/** `|` is the cursor. */
function offered(marked: string): string[] {
  const cursor = marked.indexOf('|');
  return completeFilter(marked.replace('|', ''), cursor, KNOWN).options.map(({ text }) => text);
}

function taken(marked: string, option: string): string {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completion = completeFilter(text, cursor, KNOWN);
  const found = completion.options.find((one) => one.text === option);
  if (found === undefined) throw new Error(`${option} is not offered`);
  const after = takeOption(text, completion, found);
  return `${after.text.slice(0, after.cursor)}|${after.text.slice(after.cursor)}`;
}

describe('completion', () => {
  it('offers all keys and keywords where nothing is typed', () => {
    const all = [
      ...FILTER_KEYS.map(({ key }) => `${key}:`),
      'payload.',
      ...FILTER_WORDS.map(({ word }) => word),
    ];
    expect(offered('|')).toEqual(all);
    expect(offered('a -|')).toEqual(all);
    expect(offered('(|')).toEqual(all);
  });

  it('offers keys and actions by what was typed', () => {
    expect(offered('st|')).toEqual(['station:', 'action:StatusNotification', 'action:StartTransaction']);
    expect(offered('mar|')).toEqual(['marked']);
    expect(offered('x METER|')).toEqual(['action:MeterValues']);
  });

  it('offers values, those that begin with it first, with quotes where needed', () => {
    expect(offered('action:|')).toHaveLength(4);
    expect(offered('action:tra|')).toEqual(['StartTransaction', '"Data Transfer"']);
    expect(offered('action:MeterValues,sta|')).toEqual(['StatusNotification', 'StartTransaction']);
    expect(offered('station:|')).toEqual(['CP-1', '"CP 2"']);
    expect(offered('station:"CP |')).toEqual(['"CP 2"']);
    expect(offered('DIR:|')).toEqual(['in', 'out']);
    expect(offered('issue:s|')).toEqual(['schema-*']);
    expect(offered('latency:|')).toContain('>1s');
    expect(offered('version:2|')).toEqual(['2.0.1', '2.1']);
    expect(offered('payload.st|')).toEqual(['payload.status=']);
  });

  it('offers nothing in a phrase, behind an unknown key or for a value that only the technician knows', () => {
    expect(offered('"acti|')).toEqual([]);
    expect(offered('foo:|')).toEqual([]);
    expect(offered('tx:|')).toEqual([]);
    expect(offered('payload.status=F|')).toEqual([]);
  });

  it('takes the place of the item at the cursor, and goes on behind it', () => {
    expect(taken('st| x', 'station:')).toBe('station:| x');
    expect(taken('dir:| x', 'out')).toBe('dir:out |x');
    expect(taken('-act|ion:Foo', 'action:')).toBe('-action:|Foo');
    expect(taken('action:A,sta|tus,B', 'StatusNotification')).toBe('action:A,StatusNotification|,B');
    expect(taken('(mar|)', 'marked')).toBe('(marked|)');
    expect(taken('a mete|', 'action:MeterValues')).toBe('a action:MeterValues |');
  });

  it('offers only what can be read, once its value is there', () => {
    for (const start of [
      '',
      'action:',
      'station:',
      'dir:',
      'type:',
      'issue:',
      'latency:',
      'time:',
      'size:',
      'seq:',
      'version:',
    ]) {
      const completion = completeFilter(start, start.length, KNOWN);
      for (const option of completion.options) {
        if (!option.isWhole || option.text === 'or' || option.text === 'not') continue;
        const { text } = takeOption(start, completion, option);
        expect(parseFilter(text), text).toHaveProperty('node');
      }
    }
    for (const { example } of FILTER_KEYS) expect(parseFilter(example), example).toHaveProperty('node');
  });
});
