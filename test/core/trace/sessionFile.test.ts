import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../../electron/core/trace/file/migrations.ts';
import { openSession } from '../../../electron/core/trace/file/sessionFile.ts';
import { openTraceFile } from '../../../electron/core/trace/traceFile.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { committed, newRecord, openTrace, temporaryFolder } from './sessions.ts';

function failureOf(action: () => unknown): ContractError {
  try {
    action();
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** A session of some records, closed. */
async function madeSession(path: string, records = 1): Promise<void> {
  const trace = Trace.open(path);
  for (let n = 0; n < records; n += 1) trace.store.append(newRecord());
  await trace.close();
}

describe('opening a session', () => {
  it('makes the file, and leaves only the file behind', async () => {
    const folder = temporaryFolder();
    const trace = Trace.open(join(folder, 'Depot Nord.kerbside'));
    expect(trace.name).toBe('Depot Nord');
    expect(trace.session()).toMatchObject({ recording: 'on', records: 0 });
    await trace.close();
    expect(readdirSync(folder)).toEqual(['Depot Nord.kerbside']);
    const header = readFileSync(join(folder, 'Depot Nord.kerbside'));
    expect(header.readUInt32BE(60)).toBe(SCHEMA_VERSION);
    expect(header.toString('latin1', 68, 72)).toBe('Kerb');
  });

  it('reads the file of an older program as it is, and brings it up to date when it records into it', async () => {
    const path = join(temporaryFolder(), 'older.kerbside');
    await madeSession(path, 2);
    const database = new DatabaseSync(path);
    database.exec('ALTER TABLE record DROP COLUMN transport; ALTER TABLE record DROP COLUMN payload');
    database.exec('DROP TABLE finding; DROP TABLE mark');
    database.exec('DROP TABLE change_run; DROP TABLE change_step; DROP TABLE snapshot');
    database.exec('DROP TABLE log_fetch; DROP TABLE firmware_update; DROP TABLE port_run');
    database.exec('DROP INDEX record_about; ALTER TABLE record DROP COLUMN about');
    database.exec('PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const before = readFileSync(path);
    const file = openTraceFile(path);
    expect(file.stats().records).toBe(2);
    expect([...file.search({})].map(({ seq }) => seq)).toEqual([1, 2]);
    file.close();
    expect(readFileSync(path)).toEqual(before);
    const { store } = openTrace(path);
    store.append({ ...newRecord(), transport: 'soap', payload: '{"a":1}' });
    store.append({ ...newRecord(), kind: 'note', raw: 'door open', aboutSeq: 1 });
    await committed(store);
    expect(store.record(3)).toMatchObject({ transport: 'soap', payload: '{"a":1}', aboutSeq: undefined });
    expect(store.record(4)).toMatchObject({ kind: 'note', raw: 'door open', aboutSeq: 1 });
    expect(store.record(1)).toMatchObject({ transport: undefined, payload: undefined, aboutSeq: undefined });
  });

  it('takes an empty file as a new one', async () => {
    const path = join(temporaryFolder(), 'empty.kerbside');
    writeFileSync(path, '');
    const trace = Trace.open(path);
    await trace.close();
    expect(statSync(path).size).toBeGreaterThan(0);
  });

  it('goes on counting where the file ended', async () => {
    const path = join(temporaryFolder(), 'a.kerbside');
    await madeSession(path, 3);
    expect(openTrace(path).store.append(newRecord()).seq).toBe(4);
  });

  it('keeps files with odd names apart from URLs', async () => {
    const path = join(temporaryFolder(), 'a?mode=memory#x %41 ü.kerbside');
    await madeSession(path);
    expect(existsSync(path)).toBe(true);
    const trace = openTrace(path);
    expect((await trace.stats()).records).toBe(1);
  });
});

describe('files that are something else', () => {
  it.each([
    ['text', Buffer.from('These are my notes of the visit, and nothing else.\n'.repeat(10))],
    ['a short text', Buffer.from('notes')],
    ['binary', Buffer.alloc(5000, 0xa5)],
  ])('%s is refused and left untouched', (_, content) => {
    const path = join(temporaryFolder(), 'notes.kerbside');
    writeFileSync(path, content);
    const failure = failureOf(() => openSession(path));
    expect(failure.code).toBe('invalid-params');
    expect(failure.message).toContain(path);
    expect(failure.hint).toBeTruthy();
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it('another SQLite file is refused and left untouched', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'other.kerbside');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE mine (x); INSERT INTO mine VALUES (1)');
    other.close();
    const before = readFileSync(path);
    expect(failureOf(() => openSession(path)).code).toBe('invalid-params');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['other.kerbside']);
  });

  it('a folder, and a file in no folder, are said to be that', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'visit.kerbside'));
    const isFolder = failureOf(() => openSession(join(folder, 'visit.kerbside')));
    expect(isFolder).toMatchObject({ code: 'io', message: expect.stringContaining('is a folder') as string });
    const noFolder = failureOf(() => openSession(join(folder, 'missing', 'visit.kerbside')));
    expect(noFolder).toMatchObject({
      code: 'io',
      message: expect.stringContaining('does not exist') as string,
    });
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});

describe('damaged files', () => {
  it('a file cut short fails as damaged', async () => {
    const path = join(temporaryFolder(), 'cut.kerbside');
    await madeSession(path, 500);
    truncateSync(path, statSync(path).size - 8192);
    const failure = failureOf(() => Trace.open(path));
    expect(failure.code).toBe('io');
    expect(failure.message).toContain(`${path} is damaged`);
  });

  it('a file whose tables are garbage fails as damaged', async () => {
    const path = join(temporaryFolder(), 'garbage.kerbside');
    await madeSession(path, 500);
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 100, bytes.length);
    writeFileSync(path, bytes);
    expect(failureOf(() => Trace.open(path)).code).toBe('io');
    expect(existsSync(`${path}-lock`)).toBe(false);
  });

  it('a file with garbage in the table of stations fails as damaged, and keeps no lock', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.kerbside');
    await madeSession(path);
    const reader = new DatabaseSync(path, { readOnly: true });
    const numberOf = (query: string): number => Number(Object.values(reader.prepare(query).get() ?? {})[0]);
    const page = numberOf("SELECT rootpage FROM sqlite_schema WHERE name = 'station'");
    const pageBytes = numberOf('PRAGMA page_size');
    reader.close();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, (page - 1) * pageBytes, page * pageBytes);
    writeFileSync(path, bytes);
    expect(failureOf(() => Trace.open(path)).message).toContain(`${path} is damaged`);
    expect(readdirSync(folder)).toEqual(['a.kerbside']);
  });

  it('a file whose head a lost write made zeros fails as damaged', () => {
    const path = join(temporaryFolder(), 'zeros.kerbside');
    writeFileSync(path, Buffer.alloc(20_000));
    expect(failureOf(() => openSession(path)).code).toBe('io');
  });
});

describe('a file from a newer version', () => {
  it('opens for reading only, with a sentence, and stays as it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'newer.kerbside');
    await madeSession(path, 2);
    const later = new DatabaseSync(path);
    later.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}; ALTER TABLE record ADD COLUMN novelty TEXT`);
    later.close();
    const before = readFileSync(path);
    const trace = openTrace(path);
    expect(trace.session()).toMatchObject({ recording: 'read-only', records: 2 });
    expect(trace.session().problem).toContain('newer Kerbside');
    expect(trace.record(2).raw).toBe('[2,"m1","Heartbeat",{}]');
    trace.meta.set('key', 'value');
    expect(trace.store.append(newRecord({ messageId: 'm9' })).seq).toBe(3);
    await committed(trace.store);
    expect(trace.record(3).messageId).toBe('m9');
    expect((await trace.stats()).records).toBe(2);
    await trace.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['newer.kerbside']);
  });
});

describe.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')(
  'without permission (not as root)',
  () => {
    it('a file that may not be written is refused by name', async () => {
      const folder = temporaryFolder();
      const path = join(folder, 'locked-up.kerbside');
      await madeSession(path);
      chmodSync(path, 0o000);
      const failure = failureOf(() => openSession(path));
      expect(failure).toMatchObject({ code: 'permission', message: expect.stringContaining(path) as string });
    });

    it('a folder that may not be written is refused by name', () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o555);
      expect(failureOf(() => openSession(join(folder, 'a.kerbside'))).code).toBe('permission');
      chmodSync(folder, 0o755);
    });
  },
);
