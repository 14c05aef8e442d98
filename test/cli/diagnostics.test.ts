import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FetchStep } from '../../shared/files/diagnosticsFetch.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';
import { BareStation } from './bareStation.ts';

let home: string;
let serve: ServeProcess;
let station: BareStation;
const CONTENT = Buffer.from('what the charger wrote down\n'.repeat(1000));

const diagnostics = (...words: string[]): Promise<Ran> => runKerbside(home, ['diagnostics', ...words]);
const out = (): string => join(home, 'logs');

/** Answers GetDiagnostics with what the test wants, and uploads where it has accepted. */
function answering(answer: Record<string, unknown>, upload: (location: string) => Promise<void>): void {
  station.answer = ([, id, action, payload]) => {
    if (action !== 'GetDiagnostics') return [4, id, 'NotImplemented', '', {}];
    void upload((payload as { location: string }).location);
    return [3, id, answer];
  };
}

async function put(location: string): Promise<void> {
  await fetch(`${location}diag.txt`, { method: 'PUT', body: CONTENT });
  await station.ask('DiagnosticsStatusNotification', { status: 'Uploaded' });
}

const nothing = (): Promise<void> => Promise.resolve();

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-diagnostics-'));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
  station = await new BareStation(serve.ocpp, 'CP-1').connect();
});

afterAll(async () => {
  station.socket.terminate();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('kerbside diagnostics', () => {
  it('brings the file into a folder, prints its path, and tells how it went', async () => {
    answering({ fileName: 'diag.txt' }, put);
    const { code, stdout, stderr } = await diagnostics('CP-1', '--out', out());
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${join(out(), 'diag.txt')}\n` });
    expect(readFileSync(join(out(), 'diag.txt')).equals(CONTENT)).toBe(true);
    expect(stderr).toContain('CP-1: Accepted: the file is to be diag.txt.');
    expect(stderr).toContain('CP-1: Received diag.txt: 28 kB');
    expect(stderr).toContain('CP-1: Says Uploaded: the file of 28 kB is here.');
  });

  it('prints the whole story as one object', async () => {
    answering({ fileName: 'diag.txt' }, put);
    const { code, stdout } = await diagnostics('CP-1', '--out', out(), '--from', '2026-01-31', '--json');
    expect(code).toBe(0);
    const story = JSON.parse(stdout) as { steps: FetchStep[] };
    expect(story).toMatchObject({
      state: 'received',
      from: new Date(2026, 0, 31).toISOString(),
      file: { sizeBytes: CONTENT.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(story.steps.map(({ code: step }) => step)).toContain('received');
    const { stdout: found } = await runKerbside(home, [
      'trace',
      'search',
      join(home, 'visit.kerbside'),
      'type:transfer',
      '--json',
    ]);
    expect(found).toContain('Diagnostics: Received diag.txt');
  });

  it('tells by its exit code what became of it', async () => {
    answering({ status: 'Rejected' }, nothing);
    const rejected = await diagnostics('CP-1', '--out', out(), '--protocol', 'http');
    expect(rejected.code).toBe(3);
    expect(rejected.stderr).toContain('CP-1: Rejected, without a reason.');
    expect((await diagnostics('CP-2', '--out', out())).code).toBe(5);
    expect((await diagnostics('CP-1')).code).toBe(2);
    expect((await diagnostics('CP-1', '--out', out(), '--from', 'yesterday')).code).toBe(2);
    expect((await diagnostics('CP-1', '--out', out(), '--protocol', 'tftp')).code).toBe(2);
  });

  it('asks again by the next protocol', async () => {
    const asked: string[] = [];
    answering({ status: 'Rejected' }, async (location) => void asked.push(location.split(':')[0] ?? ''));
    const { code } = await diagnostics('CP-1', '--out', out(), '--try-all');
    expect(code).toBe(3);
    expect(new Set(asked).size).toBeGreaterThan(2);
  });
});
