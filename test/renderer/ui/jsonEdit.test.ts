import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendItem,
  memberOf,
  moveItem,
  removeItem,
  removeMember,
  replaceValue,
  setMember,
} from '../../../renderer/ui/jsonEdit.ts';
import {
  parseJsonTree,
  type JsonArrayNode,
  type JsonNode,
  type JsonObjectNode,
} from '../../../shared/jsonTree.ts';

function rootOf(text: string): JsonNode {
  const { root } = parseJsonTree(text);
  if (root === undefined) throw new Error(`no JSON: ${text}`);
  return root;
}
function objectOf(text: string): JsonObjectNode {
  const root = rootOf(text);
  if (root.kind !== 'object') throw new Error(`no object: ${text}`);
  return root;
}
function arrayOf(text: string): JsonArrayNode {
  const root = rootOf(text);
  if (root.kind !== 'array') throw new Error(`no list: ${text}`);
  return root;
}
const ORDER = ['a', 'b', 'c'];

describe('an edit of a JSON text', () => {
  it('touches nothing but the value, digits and blanks included', () => {
    const text = '{"id" : 9223372036854775807, "b":1.0,  "x":"\\u00e9"}';
    const node = memberOf(objectOf(text), 'b')?.value ?? rootOf('0');
    expect(replaceValue(text, node, '2')).toBe('{"id" : 9223372036854775807, "b":2,  "x":"\\u00e9"}');
    expect(setMember(text, objectOf(text), 'b', 'true', ORDER)).toContain('"b":true,  "x"');
  });

  it('adds a member at its place, and keeps what nobody knows at the end', () => {
    const set = (text: string, key: string): string =>
      setMember(text, objectOf(text), key, '0', ORDER).replaceAll(/\s/g, '');
    expect(set('{"a":1,"c":9223372036854775807,"z":2}', 'b')).toBe(
      '{"a":1,"b":0,"c":9223372036854775807,"z":2}',
    );
    expect(set('{"z":2}', 'c')).toBe('{"c":0,"z":2}');
    expect(set('{}', 'a')).toBe('{"a":0}');
    expect(set('{"a":1}', 'unknown')).toBe('{"a":1,"unknown":0}');
  });

  it('changes the last of repeated members, and removes them all', () => {
    const text = '{"a":1,"a":2,"b":3}';
    expect(setMember(text, objectOf(text), 'a', '9', ORDER)).toBe('{"a":1,"a":9,"b":3}');
    expect(removeMember(text, objectOf(text), 'a')).toBe('{\n  "b": 3\n}');
    expect(removeMember('{"a":1}', objectOf('{"a":1}'), 'a')).toBe('{}');
  });

  it('adds, removes and moves entries', () => {
    const text = '[1,22222222222222222222,3]';
    const flat = (edited: string): string => edited.replaceAll(/\s/g, '');
    expect(flat(appendItem(text, arrayOf(text), '"x"'))).toBe('[1,22222222222222222222,3,"x"]');
    expect(flat(removeItem(text, arrayOf(text), 0))).toBe('[22222222222222222222,3]');
    expect(flat(moveItem(text, arrayOf(text), 1, 0))).toBe('[22222222222222222222,1,3]');
    expect(flat(moveItem(text, arrayOf(text), 0, 2))).toBe('[22222222222222222222,3,1]');
    expect(moveItem(text, arrayOf(text), 7, 0)).toBe(text);
    expect(appendItem('[]', arrayOf('[]'), '1')).toBe('[\n  1\n]');
  });

  it('means what the same edit of the value means, whatever the value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (value, added) => {
        const text = JSON.stringify(value);
        const known = JSON.parse(text) as object;
        const edited = setMember(text, objectOf(text), 'new', JSON.stringify(added), ORDER);
        const expected: unknown = JSON.parse(JSON.stringify({ ...known, new: added }));
        expect(JSON.parse(edited)).toEqual(expected);
      }),
    );
  });
});
