import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtInProfiles } from '../../../../electron/core/service-port/profiles/built-in/builtInProfiles.ts';
import { chooseRate } from '../../../../electron/core/service-port/rate/chooseRate.ts';
import { detectRate, type RateSearch } from '../../../../electron/core/service-port/rate/detectRate.ts';
import { KnownConsoles, PromptEar } from '../../../../electron/core/service-port/rate/standingPrompt.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { cableServer } from '../drivers/cableServer.ts';
import { PRACTICE_CONSOLE } from '../drivers/practiceConsoleProfile.ts';
import { HAS_SOCAT, SOCAT_NOTE, startPtyDevice } from '../ptyDevice.ts';
import { openLine } from '../transfer/openLine.ts';

const LINUX = 'linux-uboot-console';

function builtIn(...ids: string[]): PortProfile[] {
  return builtInProfiles().filter(({ id }) => ids.includes(id));
}

/** A search at a port, and what it sent. */
async function search(path: string, wish: Partial<RateSearch> = {}, begun = (): void => undefined) {
  const recorder = new MemoryRecorder();
  const { line, close } = await openLine(path, recorder);
  onTestFinished(close);
  const searching = detectRate({
    line,
    profiles: builtInProfiles(),
    isFixed: true,
    mayAsk: true,
    signal: new AbortController().signal,
    onTrial: () => undefined,
    listenMs: 20,
    // A prompt ends it sooner.
    askMs: 1000,
    ...wish,
  });
  begun();
  const trials = await searching;
  await close();
  const sent = recorder.records.filter(({ kind, direction }) => kind === 'serial' && direction === 'out');
  return { trials, sent: sent.map(({ raw }) => Buffer.from(raw).toString('latin1')), ...chooseRate(trials) };
}

async function practice(habits: readonly string[]): Promise<string> {
  const device = await createPracticePort({ device: 'console', habits: ['quick', ...habits] });
  onTestFinished(() => device.stop());
  return device.path;
}

describe('a search over TCP, of all makes', () => {
  it.each([
    ['uboot', 'the prompt of U-Boot (“=>”)'],
    ['booted', 'the question for a user name (“practice login:”)'],
    ['logged-in', 'the prompt of a shell (“root@practice:~#”)'],
  ])(
    'knows a console (%s) by the prompt that Return brings, and asks nothing else there',
    async (habit, words) => {
      const { best, sentence, sent, trials } = await search(await practice([habit]));
      expect(sent).toEqual(['\r']);
      expect(best).toEqual({ baud: 115_200, format: '8N1', profileId: LINUX });
      expect(sentence).toContain(`The device stands at ${words} at 115200 8N1.`);
      expect(trials.at(-1)).toMatchObject({ how: 'asked', asked: 'Return', score: 1 });
    },
  );

  it('sends not even Return where the prompt came by itself, or a boot loader counts down', async () => {
    for (const text of ['\r\n=> ', '\r\nHit any key to stop autoboot:  2 ']) {
      const device = await cableServer((_, socket) => socket.write('\r\n## Unknown command\r\n'));
      const { best, sent } = await search(device.path, { listenMs: 300 }, () => {
        void device.plugged.then((socket) => socket.write(text));
      });
      expect(sent).toEqual([]);
      expect(best).toMatchObject({ profileId: LINUX });
    }
  });

  it('stops at the first foreign question that was typed at a prompt, where no console was looked for', async () => {
    const profiles = builtIn('openevse-rapi', 'heidelberg-energy-control', 'obo-ion');
    const { best, sent, sentence } = await search(await practice(['uboot']), { profiles });
    expect(sent).toEqual(['$GV^35\r']);
    expect(best).toEqual({ baud: 115_200, format: '8N1' });
    expect(sentence).toContain('the prompt of U-Boot');
  });

  it('goes on with the questions of others where Return brings no prompt', async () => {
    const device = await cableServer((text, socket) => {
      if (text === '$GV^35\r') socket.write('$OK 8.2.3 5.2.1^2F\r');
    });
    const { best, sent } = await search(device.path, {
      profiles: builtIn(LINUX, 'openevse-rapi'),
    });
    expect(sent).toEqual(['\r', '$GV^35\r']);
    expect(best).toMatchObject({ profileId: 'openevse-rapi' });
  });

  it('sends no Return where it may not ask', async () => {
    expect((await search(await practice(['uboot']), { mayAsk: false })).sent).toEqual([]);
  });
});

describe.skipIf(!HAS_SOCAT)(`a search over a pty${SOCAT_NOTE}`, () => {
  it('finds the prompt of U-Boot by Return, and types nothing else there', async () => {
    const pty = await startPtyDevice();
    const cable = connect(
      Number(new URL((await practice(['uboot'])).replace('tcp', 'http')).port),
      '127.0.0.1',
    );
    cable.on('error', () => undefined);
    await once(cable, 'connect');
    cable.pipe(pty.out);
    pty.in.pipe(cable);
    onTestFinished(async () => {
      cable.destroy();
      await pty.unplug();
    });
    const { best, sent } = await search(pty.path, { isFixed: false, listenMs: 5 });
    expect(sent).toEqual(['\r']);
    expect(best).toEqual({ baud: 115_200, format: '8N1', profileId: LINUX });
  });
});

describe('the end of what came', () => {
  const own = { ...PRACTICE_CONSOLE, prompts: [{ name: 'own', text: 'ACME> ' }] };
  const heard = (bytes: string | Uint8Array, profiles: readonly PortProfile[] = builtInProfiles()) => {
    const ear = new PromptEar(new KnownConsoles(profiles));
    ear.hear(Buffer.from(bytes));
    return ear.prompt?.kind;
  };

  it('is a prompt of a boot loader, a login, a shell, a menu, or one that a profile names', () => {
    expect(heard('\r\n=> ')).toBe('uboot');
    expect(heard('charger login: ')).toBe('login');
    expect(heard('\r\nPassword: ')).toBe('password');
    expect(heard('\r\n# ')).toBe('shell');
    expect(heard('\u001B[1;32mroot@box:~# \u001B[0m')).toBe('shell');
    expect(heard('\r\nSelect an option: ')).toBe('menu');
    expect(heard('\r\nACME> ')).toBeUndefined();
    expect(heard('\r\nACME> ', [own])).toBe('other');
  });

  it('is none where it could be noise, another rate, or an answer', () => {
    expect(heard('#')).toBeUndefined();
    expect(heard('$')).toBeUndefined();
    expect(heard(Uint8Array.of(0xf8, 0x81, 0x0d, 0x0a, 0x23))).toBeUndefined();
    expect(heard(Uint8Array.of(1, 4, 2, 1, 0, 0x35, 0x23))).toBeUndefined();
    expect(heard('$OK 8.2.3 5.2.1^2F\r')).toBeUndefined();
    expect(heard('all is well\r\n')).toBeUndefined();
  });
});
