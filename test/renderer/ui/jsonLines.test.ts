import { describe, expect, it } from 'vitest';
import { issuesByPointer } from '../../../renderer/ui/JsonView.tsx';
import { jsonLines, lineId } from '../../../renderer/ui/jsonLines.ts';
import { pointersAbove } from '../../../renderer/ui/jsonPointer.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import { treeOf } from './treeOf.ts';

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

describe('what texts hold', () => {
  const text = '{"data":"…","n":1}';
  const inner = '{"deep":"…"}';
  const trees = [
    { path: '/data', text: inner, root: treeOf(inner) },
    { path: '/deep', within: 0, text: '[7]', root: treeOf('[7]') },
    { path: '/data', text: '' },
  ];

  it('stands in lines under them, of trees of their own', () => {
    const lines = jsonLines(text, treeOf(text), new Set(), trees);
    expect(lines.map((line) => `${line.depth} ${line.role} ${lineId(line)} ${line.source}`)).toEqual([
      '0 open  {',
      '1 value /data "…"',
      '2 nested 0! ',
      '2 open 0# {',
      '3 value 0#/deep "…"',
      '4 nested 1! ',
      '4 open 1# [',
      '5 value 1#/0 7',
      '4 close 1# ]',
      '2 close 0# }',
      '2 nested 2! ',
      '1 value /n 1',
      '0 close  }',
    ]);
    expect(lines[1]?.isUnpacked).toBe(true);
  });

  it('folds away, and comes back for what is asked for', () => {
    const lines = jsonLines(text, treeOf(text), new Set(['0!']), trees);
    expect(lines.map(({ role }) => role)).toEqual([
      'open',
      'value',
      'nestedFolded',
      'nested',
      'value',
      'close',
    ]);
    expect(pointersAbove('0#/a/b')).toEqual(['0#', '0#/a', '0!']);
    expect(pointersAbove('/a/0/b')).toEqual(['', '/a', '/a/0']);
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
