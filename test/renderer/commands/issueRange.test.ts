import { describe, expect, it } from 'vitest';
import { issueRange } from '../../../renderer/ui/issueRange.ts';

function marked(text: string, path?: string): string {
  const { from, to } = issueRange(text, path === undefined ? {} : { path });
  return text.slice(from, to);
}

const TEXT = '{\n  "connectorId": "1",\n  "list": [ {"a": 1}, {"a": 2} ],\n  "a/b": { "m~n": true }\n}';

describe('issueRange', () => {
  it('marks a member with its key, and an item alone', () => {
    expect(marked(TEXT, '/connectorId')).toBe('"connectorId": "1"');
    expect(marked(TEXT, '/list/1/a')).toBe('"a": 2');
    expect(marked('{"l":["x","y"]}', '/l/1')).toBe('"y"');
    expect(marked(TEXT, '/a~1b/m~0n')).toBe('"m~n": true');
  });

  it('marks only the beginning of what holds the fault', () => {
    expect(marked(TEXT, '/list')).toBe('"list": [');
    expect(marked(TEXT, '/list/1')).toBe('{');
    expect(marked(TEXT, '')).toBe('{');
    expect(marked(TEXT)).toBe('{');
  });

  it('marks the nearest thing around what is missing', () => {
    expect(marked(TEXT, '/list/0/missing/deeper')).toBe('{');
    expect(marked(TEXT, '/nowhere')).toBe('{');
  });

  it('marks the last of repeated keys: the one that JSON.parse takes', () => {
    expect(marked('{"a": 1, "a": 2}', '/a')).toBe('"a": 2');
  });

  it('marks where the syntax breaks, and the last character where the text is too short', () => {
    expect(marked('{"a": 1,, "b": 2}')).toBe(',');
    expect(issueRange('{"a": 1,, "b": 2}', {}).from).toBe(8);
    expect(marked('{"a": [')).toBe('[');
    expect(issueRange('', {})).toEqual({ from: 0, to: 0 });
  });
});
