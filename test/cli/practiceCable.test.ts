import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, it } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { openTerminal } from '../../electron/cli/terminal.ts';

interface Practice {
  ended: Promise<number>;
  /** The first line on stdout. */
  printed: Promise<string>;
  notes: string[];
  /** As when nobody reads any more. */
  leave: () => void;
}

/** `kerbside practice` in this process: it has nothing to say that a pipe would not tell. */
function practice(...args: string[]): Practice {
  const first = Promise.withResolvers<string>();
  const notes: string[] = [];
  let leave = (): void => undefined;
  const ended = run(['practice', ...args], {
    ...openTerminal(),
    print: (line) => Promise.resolve(first.resolve(line)),
    note: (line) => void notes.push(line),
    onReaderGone: (then) => void (leave = then),
  });
  return { ended, printed: first.promise, notes, leave: () => leave() };
}

it('prints the port of a practice charger on a cable, which answers there until it is stopped', async () => {
  const { ended, printed, notes, leave } = practice('--cable', 'rapi', '--behave', 'fast');
  const { hostname, port } = new URL(await printed);
  const socket = createConnection({ host: hostname, port: Number(port) });
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  await once(socket, 'connect');
  socket.write('$GV^35\r');
  await expect.poll(() => heard).toContain('$OK 8.2.3');
  expect(notes.join('\n')).toContain(`kerbside serial identify --port ${await printed}`);
  leave();
  expect(await ended).toBe(0);
  if (!socket.closed) await once(socket, 'close');
});

it('with --json tells the device, too', async () => {
  const { ended, printed, leave } = practice('--cable', 'modbus', '--json');
  const port: unknown = expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:\d+$/);
  expect(JSON.parse(await printed)).toEqual({ event: 'listening', device: 'modbus', port });
  leave();
  expect(await ended).toBe(0);
});

it.each([
  [['--cable', 'rapy'], 'Did you mean rapi?'],
  [['--cable', 'rapi', '--behave', 'nonsense'], '--behave: '],
])('%j is a wrong use', async (args, words) => {
  const { ended, notes } = practice(...args);
  expect(await ended).toBe(2);
  expect(notes.join('\n')).toContain(words);
});
