import { describe, expect, it } from 'vitest';
import { issuesByPointer } from '../../../renderer/ui/JsonView.tsx';
import { jsonLines } from '../../../renderer/ui/jsonLines.ts';
import { parseJsonTree, type JsonNode } from '../../../shared/jsonTree.ts';
import type { Issue } from '../../../shared/trace/issue.ts';

function treeOf(text: string): JsonNode {
  const { root } = parseJsonTree(text);
  if (root === undefined) throw new Error('the test needs JSON');
  return root;
}

const TEXT = '{"meterValue":[{"timestamp":"x","sampledValue":[]}],"a/b":{"~":1}}';

describe('jsonLines', () => {
  it('gives each line its pointer, escaped as RFC 6901 wants', () => {
    const pointers = jsonLines(TEXT, treeOf(TEXT)).map(({ role, pointer }) => `${role} ${pointer}`);
    expect(pointers).toEqual([
      'open ',
      'open /meterValue',
      'open /meterValue/0',
      'value /meterValue/0/timestamp',
      'value /meterValue/0/sampledValue',
      'close /meterValue/0',
      'close /meterValue',
      'open /a~1b',
      'value /a~1b/~0',
      'close /a~1b',
      'close ',
    ]);
  });

  it('puts what is folded on one line, with what it holds and its comma', () => {
    const lines = jsonLines(TEXT, treeOf(TEXT), new Set(['/meterValue']));
    expect(lines.map(({ source }) => source)).toEqual(['{', '[…]', '{', '1', '}', '}']);
    expect(lines[1]).toMatchObject({ role: 'folded', count: 1, hasComma: true, key: '"meterValue"' });
  });
});

describe('issuesByPointer', () => {
  const issue = (path?: string): Issue => ({
    severity: 'error',
    code: 'schema-required',
    message: 'm',
    ...(path === undefined ? {} : { path }),
  });

  it('places an issue at the line of its path, and at the owner of what is missing', () => {
    const placed = issuesByPointer(treeOf(TEXT), [
      issue('/meterValue/0/timestamp'),
      issue('/meterValue/0/sampledValue/0/value'),
      issue('/meterValue/7'),
      issue('/a~1b'),
      issue(),
    ]);
    expect([...placed.keys()]).toEqual([
      '/meterValue/0/timestamp',
      '/meterValue/0/sampledValue',
      '/meterValue',
      '/a~1b',
    ]);
  });
});
