import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSessionForReading } from '../../../electron/core/trace/file/sessionReader.ts';
import { LIMITS } from '../../../shared/contract/limits.ts';
import { committed, exchange, newRecord, openTrace, temporaryFolder } from './sessions.ts';

const WEIRD_TEXTS = {
  'an empty text': '',
  'NUL characters': '[2,"a\0b","Heart\0beat",{}]\0',
  emoji: '[2,"😀","DataTransfer",{"data":"👩‍🔧 Größe 充电桩"}]',
  'line ends and controls': '\u0001\r\n\t\u007f\u2028\ufeff',
  'no JSON': '<soap:Envelope/>',
  'deep nesting': '['.repeat(50_000),
};

describe('raw frames', () => {
  it.each(Object.entries(WEIRD_TEXTS))('%s come back exactly', async (_, raw) => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    const { seq } = trace.store.append(newRecord({ kind: 'malformed', raw }));
    expect(trace.record(seq)).toMatchObject({ raw, rawEncoding: 'text', isRawCut: false });
    await committed(trace.store);
    expect(trace.record(seq)).toMatchObject({ raw, sizeBytes: Buffer.byteLength(raw) });
    await trace.close();
    const again = openTrace(path);
    expect(again.record(seq).raw).toBe(raw);
    const stored = openSessionForReading(path);
    const bytes = stored.database.prepare('SELECT CAST(raw AS BLOB) AS bytes FROM record').get()?.['bytes'];
    stored.close();
    expect(Buffer.from(bytes as Uint8Array).equals(Buffer.from(raw))).toBe(true);
  });

  it('bytes that are no text come back exactly, as base64', async () => {
    const trace = openTrace();
    const raw = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { seq } = trace.store.append(newRecord({ kind: 'malformed', raw }));
    const inMemory = trace.record(seq);
    await committed(trace.store);
    expect(trace.record(seq)).toEqual(inMemory);
    expect(inMemory).toMatchObject({ rawEncoding: 'base64', sizeBytes: 256, summary: 'binary, 256 bytes' });
    expect(Buffer.from(inMemory.raw, 'base64').equals(raw)).toBe(true);
  });

  it('a frame of 10 MB is stored whole and shown cut, on the border of a character', async () => {
    const trace = openTrace();
    const text = `a${'😀'.repeat(2_500_000)}`;
    const { seq } = trace.store.append(newRecord({ kind: 'malformed', raw: text }));
    await committed(trace.store);
    expect(trace.store.record(seq)?.raw).toBe(text);
    const record = trace.record(seq);
    expect(record).toMatchObject({ isRawCut: true, sizeBytes: 10_000_001 });
    expect(record.raw.length).toBe(LIMITS.rawChars - 1);
    expect(record.raw.endsWith('😀')).toBe(true);
    const [row] = trace.views.rows(trace.views.open({}), 0, 1);
    expect(row?.sizeBytes).toBe(10_000_001);
    expect(row?.summary.length).toBeLessThan(200);
  });

  it('large bytes are cut to whole base64 groups', async () => {
    const trace = openTrace();
    const raw = new Uint8Array(1_000_000).fill(7);
    const { seq } = trace.store.append(newRecord({ kind: 'malformed', raw }));
    await committed(trace.store);
    const record = trace.record(seq);
    expect(record.isRawCut).toBe(true);
    expect(Buffer.from(record.raw, 'base64').every((byte) => byte === 7)).toBe(true);
    expect(record.raw).not.toContain('=');
  });
});

describe('records', () => {
  it('keep every part of theirs', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    const issues = [{ severity: 'warning' as const, code: 'schema', message: 'Too long.', path: '/idTag' }];
    trace.store.append(newRecord({ at: 1_790_000_000_000.5, issues }));
    trace.store.append({
      at: 5,
      stationId: 'CP "2" ☃',
      kind: 'connect',
      direction: 'in',
      raw: '{}',
      issues: [],
    });
    await trace.close();
    const again = openTrace(path);
    expect(again.record(1)).toMatchObject({
      seq: 1,
      at: 1_790_000_000_000.5,
      stationId: 'CP-1',
      version: '1.6',
      kind: 'call',
      direction: 'in',
      action: 'Heartbeat',
      messageId: 'm1',
      issues,
    });
    const mark = again.record(2);
    expect(mark).toMatchObject({ stationId: 'CP "2" ☃', kind: 'connect', at: 5, issues: [] });
    expect('action' in mark || 'version' in mark || 'messageId' in mark || 'pairSeq' in mark).toBe(false);
  });

  it('that do not exist are not found', () => {
    const trace = openTrace();
    trace.store.append(newRecord());
    for (const seq of [0, -1, 2, 1.5]) {
      expect(() => trace.record(seq)).toThrowError(expect.objectContaining({ code: 'not-found' }) as Error);
    }
  });
});

describe('group commit', () => {
  it('brings one turn in one transaction, then runs the actions in order, then announces', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const { store } = openTrace(path);
    const events: string[] = [];
    const inFile = (): number => {
      const reader = openSessionForReading(path);
      const count = Number(reader.database.prepare('SELECT count(*) AS n FROM record').get()?.['n']);
      reader.close();
      return count;
    };
    store.onGrowth(({ fromSeq, toSeq }) => events.push(`growth ${fromSeq}-${toSeq}`));
    for (let n = 1; n <= 3; n += 1) {
      store.append(newRecord());
      store.afterCommit(() => events.push(`action ${n} sees ${inFile()}`));
    }
    expect(inFile()).toBe(0);
    expect(store.committedSeq).toBe(0);
    await committed(store);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual(['action 1 sees 3', 'action 2 sees 3', 'action 3 sees 3', 'growth 1-3']);
  });

  it('an action may append and wait again', async () => {
    const { store } = openTrace();
    const seen: number[] = [];
    store.append(newRecord());
    await new Promise<void>((resolve) => {
      store.afterCommit(() => {
        seen.push(store.committedSeq);
        store.append(newRecord());
        store.afterCommit(() => {
          seen.push(store.committedSeq);
          resolve();
        });
      });
    });
    expect(seen).toEqual([1, 2]);
  });

  it('a failing action keeps no other back', async () => {
    const log: string[] = [];
    const { store } = openTrace(undefined, { log: (line) => log.push(line) });
    store.afterCommit(() => {
      throw new Error('socket gone');
    });
    await committed(store);
    expect(log.join()).toContain('socket gone');
  });

  it('a turn of very many records is committed on the way, its actions wait for the end', async () => {
    const { store } = openTrace();
    let ran = 0;
    for (let n = 0; n < 5000; n += 1) {
      store.append(newRecord());
      store.afterCommit(() => (ran += 1));
    }
    expect(store.committedSeq).toBe(4000);
    expect(ran).toBe(0);
    await committed(store);
    expect([store.committedSeq, ran]).toEqual([5000, 5000]);
  });
});

describe('pairs', () => {
  it('are made within one turn', async () => {
    const { store } = openTrace();
    const [call, answer] = exchange('m7', 'BootNotification');
    store.append({ ...call, at: 1000 });
    expect(store.append({ ...answer, at: 1008 })).toEqual({
      seq: 2,
      pairSeq: 1,
      latencyMs: 8,
      action: 'BootNotification',
    });
    for (let round = 0; round < 2; round += 1) {
      expect(store.record(1)).toMatchObject({ pairSeq: 2, latencyMs: 8 });
      expect(store.record(2)).toMatchObject({ pairSeq: 1, latencyMs: 8, action: 'BootNotification' });
      await committed(store);
    }
  });

  it('are made across commits, and stand in the file', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    const [call, answer] = exchange('m7');
    trace.store.append({ ...call, at: 1000 });
    await committed(trace.store);
    trace.store.append({ ...answer, at: 1250 });
    expect(trace.store.record(1)).toMatchObject({ pairSeq: 2, latencyMs: 250 });
    await trace.close();
    const again = openTrace(path);
    expect(again.record(1)).toMatchObject({ pairSeq: 2, latencyMs: 250 });
    expect(again.record(2)).toMatchObject({ pairSeq: 1, latencyMs: 250, action: 'Heartbeat' });
  });

  it('an answer to an answer does not take the first pair away', async () => {
    const { store } = openTrace();
    const [call, answer] = exchange('m7');
    store.append(call);
    store.append(answer);
    await committed(store);
    const late = store.append(newRecord({ kind: 'resultError', messageId: 'm7', raw: '[5,"m7","X","",{}]' }));
    expect(late.pairSeq).toBe(2);
    await committed(store);
    expect(store.record(2)?.pairSeq).toBe(1);
  });
});

describe('other tables', () => {
  it('ride in the same commit and are there again', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    const station = {
      id: 'CP-1',
      connected: true,
      remoteAddress: '::1',
      bootCount: 1,
      connectors: [],
      openCalls: 0,
    };
    const attempt = (id: number, stage: 'tcp' | 'connected') =>
      ({ id, at: 1, remoteAddress: '::1', stage, ok: false, code: 'c', sentence: 's', head: '' }) as const;
    expect([trace.attempts.nextId(), trace.attempts.nextId()]).toEqual([1, 2]);
    trace.attempts.save(attempt(2, 'tcp'));
    trace.attempts.save(attempt(1, 'tcp'));
    trace.attempts.save(attempt(1, 'connected'));
    trace.stations.save(station);
    trace.stations.save({ ...station, bootCount: 2 });
    trace.meta.set('lastTransactionId', '41');
    trace.meta.set('lastTransactionId', '42');
    expect(trace.meta.get('lastTransactionId')).toBe('42');
    await trace.close();

    const again = openTrace(path);
    expect(again.stations.load()).toEqual([{ ...station, bootCount: 2 }]);
    expect(again.attempts.latest(5)).toEqual([attempt(2, 'tcp'), attempt(1, 'connected')]);
    expect(again.attempts.latest(1)).toEqual([attempt(2, 'tcp')]);
    expect(again.attempts.nextId()).toBe(3);
    expect(again.meta.get('lastTransactionId')).toBe('42');
    expect(again.meta.get('other')).toBeUndefined();
  });

  it('the newest attempts are at hand, all are in the file', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    const trace = openTrace(path);
    for (let n = 0; n < LIMITS.attemptsShown + 50; n += 1) {
      trace.attempts.save({
        id: trace.attempts.nextId(),
        at: n,
        remoteAddress: '::1',
        stage: 'tcp',
        ok: false,
        code: 'c',
        sentence: 's',
        head: '',
      });
    }
    expect(trace.attempts.latest(1000)).toHaveLength(LIMITS.attemptsShown);
    await trace.close();
    const again = openTrace(path);
    expect(again.attempts.latest(1)[0]?.id).toBe(LIMITS.attemptsShown + 50);
    expect(again.attempts.nextId()).toBe(LIMITS.attemptsShown + 51);
  });
});
