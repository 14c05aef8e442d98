import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyJson } from '../../renderer/ui/jsonLines.ts';
import { parseJsonTree, type JsonNode } from '../../shared/jsonTree.ts';

function valueOf(text: string, node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(text, value)]));
    case 'array':
      return node.items.map((item) => valueOf(text, item));
    default:
      return JSON.parse(text.slice(node.start, node.end));
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return !(error instanceof SyntaxError);
  }
}

describe('parseJsonTree', () => {
  it('reads every JSON value as JSON.parse does, with its place', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 2), (compact, indent) => {
        const text = JSON.stringify(JSON.parse(compact), undefined, indent);
        const { root } = parseJsonTree(text);
        expect(root).toBeDefined();
        if (root === undefined) return;
        expect(text.slice(root.start, root.end)).toBe(text);
        // `__proto__` as a key is an own property of what JSON.parse makes, but not of Object.fromEntries' copy.
        if (!text.includes('__proto__')) expect(valueOf(text, root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes exactly what JSON.parse takes', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '01',
      '.5',
      '1e3',
      'true',
      'nul',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect(parseJsonTree(text).root !== undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('says where the text stops being JSON', () => {
    expect(parseJsonTree('{"a": tru}').errorAt).toBe(6);
    expect(parseJsonTree('{"a": 1').errorAt).toBe(7);
    expect(parseJsonTree('').errorAt).toBe(0);
    expect(parseJsonTree('{} x').errorAt).toBe(3);
  });

  it('tolerates a byte order mark before and NUL characters after a frame, as the core does', () => {
    expect(parseJsonTree('\uFEFF[3,"1",{}]\0\0').root?.kind).toBe('array');
    expect(parseJsonTree('[3,\0"1",{}]').root).toBeUndefined();
  });

  it('survives nesting and lengths that no stack and no pattern would', () => {
    expect(parseJsonTree('['.repeat(1_000_000)).root).toBeUndefined();
    expect(parseJsonTree(`["${'x'.repeat(3_000_000)}"]`).root?.kind).toBe('array');
  });
});

describe('prettyJson', () => {
  it('keeps the digits of integers that no double can hold, and numbers as they were written', () => {
    expect(prettyJson('{"transactionId":9223372036854775807,"a":[1.50,-0,1E5]}')).toBe(
      '{\n  "transactionId": 9223372036854775807,\n  "a": [\n    1.50,\n    -0,\n    1E5\n  ]\n}',
    );
  });

  it('keeps repeated keys and escapes', () => {
    expect(prettyJson('{"a":"\\u00e4","a":2}')).toBe('{\n  "a": "\\u00e4",\n  "a": 2\n}');
  });

  it('lays out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(prettyJson(text)).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
      }),
    );
  });

  it('has no layout for what is no JSON', () => {
    expect(prettyJson('[2,"5","Heart')).toBeUndefined();
  });
});
