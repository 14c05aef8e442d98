import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../contract/connected.ts';
import { filesIn, never, PASSWORD, stickRoom } from './stickRoom.ts';

/** As a controller may leave it; how its folders are called is in no document. */
function writtenBy(stick: string): void {
  mkdirSync(join(stick, 'export', 'logs'), { recursive: true });
  mkdirSync(join(stick, 'System Volume Information'));
  const files: Record<string, string | Buffer> = {
    USB_PASSWORD: PASSWORD,
    FIELD_ENGINEER: '',
    'export/ManufacturerURL_custom': 'https://www.bender.de\n13423 2a3a02815\n',
    'export/OperatorPassword_web': 'yuzu\n13423 2a3a02815\n',
    'export/BackendURL_ocpp': 'wss://cp:kumquat@csms.example/ws\n13423 2a3a02815\n',
    'export/ebee.sql': 'SQLite format 3\0',
    'export/logs/ocpp.log': '2026-11-27 10:00:00 Boot\n2026-11-27 10:00:01 [2,"1","Heartbeat",{}]\n',
    'export/logs/old.gz': gzipSync('older'),
    'System Volume Information/x': 'hidden',
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(stick, name), bytes);
}

describe('a stick that comes back', () => {
  it('is told by settings and files; secrets are not told, and the password is warned of', async () => {
    const { stick, sticks } = stickRoom();
    writtenBy(stick);
    const contents = await sticks.read(stick);
    expect(contents.settings).toEqual([
      { path: 'export/BackendURL_ocpp', name: 'BackendURL_ocpp', isSecret: true, version: '13423 2a3a02815' },
      {
        path: 'export/ManufacturerURL_custom',
        name: 'ManufacturerURL_custom',
        value: 'https://www.bender.de',
        isSecret: false,
        version: '13423 2a3a02815',
      },
      {
        path: 'export/OperatorPassword_web',
        name: 'OperatorPassword_web',
        isSecret: true,
        version: '13423 2a3a02815',
      },
    ]);
    expect(contents.files.map(({ path, isLog }) => [path, isLog])).toEqual([
      ['export/ebee.sql', false],
      ['export/logs/ocpp.log', true],
      ['export/logs/old.gz', true],
    ]);
    expect(contents).toMatchObject({
      hasPassword: true,
      isCut: false,
      prepared: ['FIELD_ENGINEER', 'USB_PASSWORD'],
    });
    expect(contents.notes.map(({ code }) => code)).toEqual(['secrets', 'password']);
    expect(JSON.stringify(contents)).not.toMatch(/yuzu|kumquat|Gänse/);
  });

  it('without anything of a controller says what may be wrong', async () => {
    const { stick, sticks } = stickRoom();
    writeFileSync(join(stick, 'Field_Engineer.txt'), '');
    writeFileSync(join(stick, 'USB_PASSWORD'), 'x');
    const codes = async (): Promise<string[]> => (await sticks.read(stick)).notes.map(({ code }) => code);
    expect(await codes()).toEqual(['misnamed', 'nothing-written', 'password']);
    expect(await failureOf(sticks.take(stick, undefined, never))).toMatchObject({ code: 'not-found' });
  });

  it('is copied beside the session without the password, file by file, and nothing there is overwritten', async () => {
    const { stick, sticks, kept } = stickRoom();
    writtenBy(stick);
    const into = join(kept, 'taken');
    mkdirSync(join(into, 'export', 'logs'), { recursive: true });
    writeFileSync(join(into, 'export', 'logs', 'ocpp.log'), 'mine');
    const taken = await sticks.take(stick, into, never);
    expect(filesIn(into)).toEqual([
      'export',
      'export/BackendURL_ocpp',
      'export/ManufacturerURL_custom',
      'export/OperatorPassword_web',
      'export/ebee.sql',
      'export/logs',
      'export/logs/ocpp (2).log',
      'export/logs/ocpp.log',
      'export/logs/old.gz',
    ]);
    expect(readFileSync(join(into, 'export/logs/ocpp.log'), 'utf8')).toBe('mine');
    const log = taken.files.find(({ from }) => from === 'export/logs/ocpp.log');
    expect(sticks.takenFile(log?.fileId ?? '')).toEqual({ path: join(into, 'export/logs/ocpp (2).log') });
    expect(sticks.takenFile('stick-none')).toBeUndefined();
    const usual = await sticks.take(stick, undefined, never);
    expect(usual.folder.startsWith(join(kept, 'visit files', 'stick '))).toBe(true);
  });

  it('is copied until it is cancelled: a file that is half there is not kept', async () => {
    const { stick, sticks, kept } = stickRoom();
    mkdirSync(join(stick, 'logs'));
    writeFileSync(join(stick, 'logs', 'long.log'), Buffer.alloc(64_000_000, 'line\n'));
    const into = join(kept, 'taken');
    const stop = new AbortController();
    const taking = failureOf(sticks.take(stick, into, stop.signal));
    while (!existsSync(join(into, 'logs'))) await nextTurn();
    stop.abort();
    expect(await taking).toMatchObject({ code: 'cancelled' });
    expect(filesIn(into)).toEqual(['logs']);
  });

  it('keeps its password until it is to go, and everything else for good', async () => {
    const { stick, sticks } = stickRoom();
    writtenBy(stick);
    const before = filesIn(stick);
    await sticks.removePassword(stick);
    expect(filesIn(stick)).toEqual(before.filter((name) => name !== 'USB_PASSWORD'));
    expect(await failureOf(sticks.removePassword(stick))).toMatchObject({ code: 'not-found' });
    expect((await sticks.read(stick)).notes).toContainEqual(expect.objectContaining({ code: 'no-password' }));
  });

  it('with something else of that name is not touched', async () => {
    const { stick, sticks, kept } = stickRoom();
    const elsewhere = join(kept, 'mine');
    writeFileSync(elsewhere, 'mine');
    symlinkSync(elsewhere, join(stick, 'USB_PASSWORD'));
    expect(await failureOf(sticks.removePassword(stick))).toMatchObject({ code: 'conflict' });
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  });
});
