import { describe, expect, it } from 'vitest';
import { bytesOf, hexLine, hexLineCount } from '../../../renderer/features/messages/detail/hexDump.ts';
import {
  isFiltering,
  keepMessagesMemory,
  messagesMemory,
  NO_FILTER,
  toTraceFilter,
} from '../../../renderer/features/messages/filter/messageFilter.ts';
import {
  callState,
  issueFamily,
  splitSummary,
  worstIssue,
} from '../../../renderer/features/messages/list/rowStatus.ts';
import { walkTarget } from '../../../renderer/ui/walkTarget.ts';
import { framePayload } from '../../../renderer/ui/framePayload.ts';

describe('a row', () => {
  it('tells a call that waits from one that gets no answer', () => {
    expect(callState({ at: 0, pairSeq: 2 }, 1_000_000)).toBe('answered');
    expect(callState({ at: 0 }, 500)).toBe('waiting');
    expect(callState({ at: 0 }, 5000)).toBe('slow');
    expect(callState({ at: 0 }, 30_000)).toBe('unanswered');
    // The clock of a phone may be behind.
    expect(callState({ at: 10_000 }, 0)).toBe('waiting');
  });

  it('shows the gravest issue', () => {
    const info = { severity: 'info', code: 'a', message: '' } as const;
    const warning = { severity: 'warning', code: 'schema-format', message: '' } as const;
    expect(worstIssue([info, warning])).toEqual({ severity: 'warning', issue: warning, count: 2 });
    expect(worstIssue([])).toBeUndefined();
    expect(issueFamily('schema-format')).toBe('schema');
  });

  it('takes the status of an answer out of its summary', () => {
    const split = (summary: string): object => splitSummary({ kind: 'result', summary });
    expect(split('Accepted, heartbeat every 300 s')).toEqual({
      status: 'Accepted',
      rest: 'heartbeat every 300 s',
    });
    expect(split('Accepted')).toEqual({ status: 'Accepted', rest: '' });
    expect(split('Rejected (Occupied, no EVSE is free), 2 keys')).toEqual({
      status: 'Rejected',
      rest: '(Occupied, no EVSE is free), 2 keys',
    });
    expect(split('NotSupported: no such action (yet)')).toEqual({
      status: 'NotSupported',
      rest: 'no such action (yet)',
    });
    expect(split('')).toEqual({ status: '', rest: '' });
    const long = 'a sentence that is far too long to be taken for any status';
    expect(split(long)).toEqual({ status: '', rest: long });
    expect(splitSummary({ kind: 'call', summary: 'a, b' })).toEqual({ status: '', rest: 'a, b' });
  });
});

describe('walkTarget', () => {
  const walk = (key: string, selected?: number): number | undefined =>
    walkTarget(key, { selected, length: 100, pageRows: 20 });

  it('walks and stops at the ends', () => {
    expect(walk('ArrowDown', 5)).toBe(6);
    expect(walk('ArrowUp', 0)).toBe(0);
    expect(walk('PageDown', 95)).toBe(99);
    expect(walk('PageUp', 50)).toBe(30);
    expect(walk('Home', 50)).toBe(0);
    expect(walk('End', 50)).toBe(99);
    expect(walk('x', 50)).toBeUndefined();
  });

  it('begins at the newest row', () => {
    expect(walk('ArrowUp')).toBe(99);
    expect(walkTarget('ArrowUp', { selected: undefined, length: 0, pageRows: 20 })).toBeUndefined();
  });
});

describe('the filter', () => {
  it('sends only what restricts', () => {
    expect(toTraceFilter(NO_FILTER, undefined)).toEqual({});
    expect(toTraceFilter('  ', 'CP-1')).toEqual({ stationIds: ['CP-1'] });
    expect(toTraceFilter(' Power dir:in ', undefined)).toEqual({ query: 'Power dir:in' });
  });

  it('is kept for each station', () => {
    keepMessagesMemory('CP-1', { filter: 'issue:any' });
    expect(messagesMemory('CP-1')).toEqual({ filter: 'issue:any' });
    expect(messagesMemory(undefined)).toEqual({ filter: NO_FILTER });
    expect(isFiltering(messagesMemory('CP-1').filter)).toBe(true);
    expect(isFiltering(NO_FILTER)).toBe(false);
  });
});

describe('framePayload', () => {
  const payloadOf = (raw: string, kind: 'call' | 'result' | 'error' | 'malformed'): string | undefined => {
    const root = framePayload(raw, kind)?.root;
    return root === undefined ? undefined : raw.slice(root.start, root.end);
  };

  it('finds the payload of each kind of frame in the text as it was sent', () => {
    expect(payloadOf('[2,"1","Heartbeat", {"a": 1.0}]', 'call')).toBe('{"a": 1.0}');
    expect(payloadOf('[3,"1",{}]', 'result')).toBe('{}');
    expect(payloadOf('[4,"1","NotSupported","no",{"d":1}]', 'error')).toBe('{"d":1}');
    expect(framePayload('[4,"1","NotSupported","n\\u00f6",{}]', 'error')?.error).toEqual({
      code: 'NotSupported',
      description: 'nö',
    });
  });

  it('shows all of a frame that lacks its payload, and nothing of what is no JSON', () => {
    expect(payloadOf('[2,"1","Heartbeat"]', 'call')).toBe('[2,"1","Heartbeat"]');
    expect(payloadOf('{"a":1}', 'malformed')).toBe('{"a":1}');
    expect(payloadOf('[2,"5","Heart', 'malformed')).toBeUndefined();
  });
});

describe('hexDump', () => {
  it('shows bytes that are no text', () => {
    const bytes = bytesOf(btoa('\u0001\u0002A\u00ff'), 'base64');
    expect(hexLineCount(bytes)).toBe(1);
    expect(hexLine(bytes, 0)).toEqual({ offset: '00000000', hex: '01 02 41 ff'.padEnd(48), text: '..A.' });
  });

  it('counts in lines of 16 bytes of UTF-8', () => {
    const bytes = bytesOf('ä'.repeat(9), 'text');
    expect(hexLineCount(bytes)).toBe(2);
    expect(hexLine(bytes, 1)).toMatchObject({ offset: '00000010', text: '..' });
  });
});
