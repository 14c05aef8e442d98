import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { runKerbside, startServe } from '../processes/kerbside.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerbside-crash-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const STATIONS = 8;
const ANSWERS_BEFORE_THE_KILL = 4000;

/** A station that keeps ten calls under way and notes each answer that arrives. */
async function chatter(url: string, id: string, onAnswer: (messageId: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url}/${id}`, 'ocpp1.6');
  let sent = 0;
  const sendNext = (): void => {
    if (socket.readyState !== WebSocket.OPEN) return;
    sent += 1;
    socket.send(
      JSON.stringify([
        2,
        `${id}-${sent}`,
        'StatusNotification',
        { connectorId: 1, errorCode: 'NoError', status: 'Available' },
      ]),
    );
  };
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as [number, string];
    if (frame[0] === 3) onAnswer(frame[1]);
    sendNext();
  });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('open', () => resolve()));
  for (let index = 0; index < 10; index += 1) sendNext();
  return socket;
}

it('after kill -9 under load, every frame that got an answer is in the file', async () => {
  const session = join(folder, 'crash.kerbside');
  const serve = await startServe({ home: folder, session });
  const answered = new Set<string>();
  let enough: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const sockets = await Promise.all(
    Array.from({ length: STATIONS }, (_, index) =>
      chatter(serve.ocpp, `CP-${index}`, (messageId) => {
        answered.add(messageId);
        if (answered.size === ANSWERS_BEFORE_THE_KILL) enough();
      }),
    ),
  );
  await reached;
  await serve.stop('SIGKILL');
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          if (socket.readyState === WebSocket.CLOSED) resolve();
          else socket.once('close', () => resolve());
        }),
    ),
  );

  const exported = await runKerbside(folder, [
    'trace',
    'export',
    session,
    '--no-redact',
    '--format',
    'jsonl',
  ]);
  expect(exported.stderr).toBe('');
  expect(exported.code).toBe(0);
  const calls = new Set<string>();
  const results = new Set<string>();
  for (const line of exported.stdout.trim().split('\n')) {
    const record = JSON.parse(line) as { messageType: string; messageId?: string };
    if (record.messageType === 'CALL') calls.add(record.messageId ?? '');
    if (record.messageType === 'CALLRESULT') results.add(record.messageId ?? '');
  }
  expect(answered.size).toBeGreaterThanOrEqual(ANSWERS_BEFORE_THE_KILL);
  expect([...answered].filter((id) => !calls.has(id))).toEqual([]);
  expect([...answered].filter((id) => !results.has(id))).toEqual([]);

  const again = await startServe({ home: folder, session });
  expect(await again.stop()).toBe(0);
});
