import { describe, expect, it } from 'vitest';
import {
  isoSeconds,
  localTime,
  numberSource,
  shownText,
} from '../../../../renderer/features/commands/form/fieldSource.ts';
import { hasIssueBelow, issuesOf } from '../../../../renderer/features/commands/form/formIssues.ts';
import { suggestionList, suggestionsOf } from '../../../../renderer/features/commands/form/suggestions.ts';
import { parseJsonTree } from '../../../../shared/jsonTree.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';

describe('a field for numbers', () => {
  it.each([
    ['9223372036854775807', '9223372036854775807'],
    ['-0.5', '-0.5'],
    ['1e3', '1e3'],
    ['6,5', '6.5'],
    [' 7 ', '7'],
    ['007', '"007"'],
    ['1.', '"1."'],
    ['-', '"-"'],
    ['six', '"six"'],
    ['', undefined],
    ['  ', undefined],
  ])('writes %j as %j', (typed, source) => {
    expect(numberSource(typed)).toBe(source);
  });
});

it('a field shows the content of texts and everything else as it is written', () => {
  const shown = (text: string): string => shownText(text, parseJsonTree(text).root);
  expect(shown('"a\\"b\\u00e9"')).toBe('a"bé');
  expect(shown('18446744073709551615')).toBe('18446744073709551615');
  expect(shown('true')).toBe('true');
  expect(shownText('', undefined)).toBe('');
});

it('times are sent in whole seconds and picked in local time', () => {
  expect(isoSeconds(Date.UTC(2026, 10, 21, 9, 30, 15, 999))).toBe('2026-11-21T09:30:15Z');
  const iso = '2026-11-21T09:30:15Z';
  expect(new Date(localTime(iso)).getTime()).toBe(Date.parse(iso));
  expect(localTime('soon')).toBe('');
  expect(localTime('')).toBe('');
});

describe('issues', () => {
  const issue = (code: string, path: string | undefined, message: string): Issue => ({
    severity: 'error',
    code,
    message,
    ...(path === undefined ? {} : { path }),
  });
  const issues = [
    issue('schema-required', undefined, '“idTag” is missing; it is required.'),
    issue('schema-required', '/profile', '“limit” is missing in “profile”; it is required.'),
    issue('schema-type', '/list/0', '“list[0]” is a number, but must be a string.'),
  ];

  it('stand at the field that they are about, also where it is missing', () => {
    const at = (owner: string, name: string): string[] =>
      issuesOf(issues, owner, name).map(({ code }) => code);
    expect(at('', 'idTag')).toEqual(['schema-required']);
    expect(at('/profile', 'limit')).toEqual(['schema-required']);
    expect(at('/list', '0')).toEqual(['schema-type']);
    expect(at('', 'profile')).toEqual(['schema-required']);
    expect(at('', 'list')).toEqual([]);
  });

  it('show through a folded group', () => {
    expect(hasIssueBelow(issues, '/list')).toBe(true);
    expect(hasIssueBelow(issues, '/li')).toBe(false);
  });
});

it('fields suggest what the station has told', () => {
  const context = {
    nowMs: 0,
    idTags: ['A', 'B'],
    connectors: [{ connectorId: 1 }, { connectorId: 2, transactionId: '7' }, { evseId: 3, connectorId: 1 }],
  };
  expect(suggestionsOf(context)).toMatchObject({
    idTags: ['A', 'B'],
    connectorIds: ['1', '2'],
    evseIds: ['3'],
    transactionIds: ['7'],
  });
  expect(suggestionList(context, 'idTag')).toBe('idTags');
  expect(suggestionList(context, 'key')).toBeUndefined();
  expect(suggestionList(context, 'constructor')).toBeUndefined();
});
