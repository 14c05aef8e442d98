import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { buildRapiFrame } from '../../../shared/service-port/rapi/rapiFrame.ts';
import { createPracticePort } from '../../../electron/practice/port/createPracticePort.ts';

const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** A bare terminal at the practice OpenEVSE. */
async function openTerminal(habits: readonly string[]) {
  const port = await createPracticePort({ device: 'rapi', habits });
  const socket: Socket = connect(Number(new URL(port.path).port), '127.0.0.1');
  socket.setEncoding('latin1');
  await once(socket, 'connect');
  ends.push(async () => {
    socket.destroy();
    await port.stop();
  });
  let seen = '';
  const checks = new Set<() => void>();
  socket.on('data', (text) => {
    seen += String(text);
    for (const check of checks) check();
  });
  const until = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const check = (): void => {
        const at = seen.indexOf(text);
        if (at === -1) return;
        checks.delete(check);
        const all = seen.slice(0, at + text.length);
        seen = seen.slice(at + text.length);
        resolve(all);
      };
      checks.add(check);
      check();
    });
  return {
    ask: (command: string): Promise<string> => {
      socket.write(`${command}\r`, 'latin1');
      return until('\r');
    },
    send: (text: string) => socket.write(text, 'latin1'),
    until,
  };
}

describe('the practice OpenEVSE', () => {
  it('answers as the real one was seen to', async () => {
    const { ask, until } = await openTerminal(['session=0']);
    expect(await ask('$GV^35')).toBe('$OK 8.2.3 5.2.1^2F\r');
    expect(await ask('$GS')).toBe('$OK 01 0 01 0200^12\r');
    expect(await ask('$GC')).toBe('$OK 6 80 24 24^1E\r');
    expect(await ask('$SC 16')).toBe('$OK 16^07\r');
    expect(await until('\r')).toBe('$AT 01 01 16 0200^34\r');
    expect(await ask('$SC 16')).toBe('$OK 16^07\r');
    expect(await ask('$XX')).toBe('$NK^21\r');
    expect(await ask('$GV^36')).toBe('$NK^21\r');
    expect(await ask('$FD*AE')).toBe('$OK^20\r');
    expect(await until('\r')).toMatch(/^\$AT ff 01 16 /);
    expect(await ask('$GC :2A')).toMatch(/^\$OK 6 80 16 16 :2A\^..\r$/);
  });

  it('does not answer at all to what its buffer cannot hold', async () => {
    const { ask, send } = await openTerminal(['fast', 'session=0']);
    send(`$FP 0 0 ${'x'.repeat(24)}\r`);
    expect(await ask('$GV^35')).toBe('$OK 8.2.3 5.2.1^2F\r');
    expect(await ask(`$FP 0 0 ${'x'.repeat(23)}`)).toBe('$OK^20\r');
  });

  it('has cars that come, charge and go', async () => {
    const { until, ask } = await openTerminal(['fast', 'session=2']);
    await until('$AT 02 02 24 0700');
    await until('$AT 03 03 24 0540');
    await until('$AT 01 01 24 0200^35\r');
    expect(await ask('$GV^35')).toContain('8.2.3');
  });

  it('starts with text and a self-test, during which it hears nothing', async () => {
    const { until, send } = await openTerminal(['fast', 'session=0', 'boots=80']);
    send('$GV^35\r');
    const start = await until(`${buildRapiFrame('AB 00 8.2.3', { checksum: 'xor' })}\r`);
    expect(start).toContain('$AT 00 00 0 0200^03\r');
    expect(start).not.toContain('$OK');
  });

  it('knows its habits only', async () => {
    await expect(createPracticePort({ device: 'rapi', habits: ['sings'] })).rejects.toThrow('no habit');
    await expect(createPracticePort({ device: 'rapi', habits: ['flood'] })).rejects.toThrow('flood=3');
    await expect(createPracticePort({ device: 'rapi', habits: ['wrong-od'] })).rejects.toThrow('“wrong-id”');
  });
});
