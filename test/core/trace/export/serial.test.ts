import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../../electron/core/trace/trace.ts';
import { toTraceRow } from '../../../../electron/core/trace/store/readRecord.ts';
import type { ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import { committed, newRecord, openTrace } from '../sessions.ts';

const beside = (more: object = {}): string =>
  JSON.stringify({
    port: '/dev/ttyUSB0',
    line: { baud: 115_200, format: '8N1' },
    firstMonoMs: 10,
    lastMonoMs: 12.5,
    chunks: [
      [0, 10],
      [4, 12.5],
    ],
    ...more,
  });

async function visit(): Promise<Trace> {
  const trace = openTrace();
  const {
    action: _,
    messageId: __,
    version: ___,
    ...plain
  } = newRecord({ stationId: 'cable:ttyUSB0', kind: 'serial' });
  const add = (direction: 'in' | 'out', raw: string | Uint8Array, more: object, action?: string): void => {
    trace.store.append({
      ...plain,
      direction,
      raw,
      payload: beside(more),
      ...(action === undefined ? {} : { action }),
    });
  };
  add('in', 'U-Boot\r\nlogin: \u001B[1mwho\u001B[0m\t?', {});
  add('out', 'grün geheim77\r', { secrets: [[6, 8]] });
  add('in', '$OK 01^12\r', { meaning: 'state: not connected' }, 'GS');
  add('in', Uint8Array.of(1, 3, 2, 0, 0xff), {});
  add('in', 'the word was geheim77 again\r\n', {});
  add('out', 'x', { secrets: [[0, 1]] });
  add('in', '[2,"m1","Heartbeat",{}]\n', {});
  await committed(trace.store);
  return trace;
}

const text = async (trace: Trace, format: ExportFormatId, isRedacted = false): Promise<string> =>
  (await buffer(trace.export(format, isRedacted ? { redaction: {} } : {}))).toString();

describe('records of a service port', () => {
  it('are one line each: what was understood, visible text with masked secrets, or hex', async () => {
    const trace = await visit();
    const summaries = trace.store.between(1, 7).map((record) => toTraceRow(record).summary);
    expect(summaries).toEqual([
      'U-Boot␍␊login: who␉?',
      'grün ********␍',
      'state: not connected',
      '01 03 02 00 FF',
      'the word was geheim77 again␍␊',
      '*',
      '[2,"m1","Heartbeat",{}]␊',
    ]);
  });

  it.each(['jsonl', 'csv', 'html', 'markdown'] as const)(
    'are in %s, without their secrets where it is redacted',
    async (format) => {
      const trace = await visit();
      const whole = await text(trace, format);
      expect(whole).toContain('geheim77');
      expect(whole).toContain('state: not connected');
      const redacted = await text(trace, format, true);
      expect(redacted).not.toContain('geheim77');
      expect(redacted).toContain('again');
      expect(redacted).toContain('grün');
    },
  );

  it('are left out where there are only network packets or frames', async () => {
    const trace = await visit();
    expect(await text(trace, 'frames')).toBe('');
    expect(await text(trace, 'pcapng')).not.toContain('login');
  });
});
