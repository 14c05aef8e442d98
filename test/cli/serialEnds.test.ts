import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { run } from '../../electron/cli/run.ts';
import { openTerminal } from '../../electron/cli/terminal.ts';
import { OPEN_EVSE } from '../../electron/core/service-port/profiles/built-in/openEvse.ts';
import { createPracticePort } from '../../electron/practice/port/createPracticePort.ts';
import { startPulledCable } from '../core/service-port/session/pulledCable.ts';
import { startServe, type ServeProcess } from '../processes/kerbside.ts';

let home: string;
let serve: ServeProcess;
const terminal = openTerminal();

/** An OpenEVSE with an STM32 that takes firmware. */
const PROFILE = {
  ...OPEN_EVSE,
  id: 'patient',
  noFirmware: undefined,
  firmware: { method: 'an3155', chip: { name: 'STM32F103', signature: '0410' } },
};
/** Nobody waits long for one that is silent. */
const IMPATIENT = {
  ...PROFILE,
  id: 'impatient',
  line: { ...OPEN_EVSE.line, timeoutMs: 20, retries: 0, bootWaitMs: 20 },
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-ends-'));
  vi.stubEnv('KERBSIDE_HOME', home);
  mkdirSync(join(home, 'port-profiles'));
  for (const profile of [PROFILE, IMPATIENT]) {
    writeFileSync(join(home, 'port-profiles', `${profile.id}.json`), JSON.stringify(profile));
  }
  writeFileSync(join(home, 'main.bin'), Buffer.alloc(2000, 7));
  serve = await startServe({ home, session: join(home, 'visit.kerbside') });
});

afterAll(async () => {
  await serve.stop();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function openEvse(...habits: string[]): Promise<string> {
  const port = await createPracticePort({ device: 'rapi', habits });
  onTestFinished(() => port.stop());
  return port.path;
}

/** The exit code of some words, and what is said for people. */
async function endOf(words: string, path: string, profile: string): Promise<{ code: number; said: string }> {
  const args = words.split(' ').map((word) => word.replace('HOME', home));
  let said = '';
  const code = await run(['serial', ...args, '--port', path, '--profile', profile, '--json'], {
    ...terminal,
    print: () => Promise.resolve(),
    note: (line) => {
      said += `${line}\n`;
    },
  });
  return { code, said };
}

const IDENTIFY = 'identify';
const CONSOLE = 'console --send $GG --wait OK --seconds 0.3';
const READ = 'config read maxCurrent';
const SET = 'config set maxCurrent 13 --yes';
const DIAGNOSTICS = 'diagnostics --out HOME/logs';
const FIRMWARE = 'firmware HOME/main.bin --yes';

it('tells by its exit code that a device is silent, whatever was asked of it', async () => {
  const words = [IDENTIFY, CONSOLE, READ, SET, DIAGNOSTICS];
  const ends = await Promise.all(
    words.map(async (word) => endOf(word, await openEvse('silent'), 'impatient')),
  );
  // What could not be read is not written.
  expect(ends.map(({ code }) => code)).toEqual([4, 4, 4, 3, 4]);
});

it('tells by its exit code that the cable was pulled, whatever was asked of it', async () => {
  const pulls: Array<[string, string, number]> = [
    [IDENTIFY, '$GV', 3],
    [CONSOLE, '$GG', 1],
    [READ, '$GC', 2],
    // It is read when the cable is there again, and sent once more, as it does not hold.
    [SET, '$SC', 1],
    [DIAGNOSTICS, '$GU', 1],
    [FIRMWARE, '$FR', 1],
  ];
  const ends: Array<{ code: number; said: string }> = [];
  // One after the other: all practice chargers have the same serial number.
  for (const [words, text, nth] of pulls) {
    const cable = await startPulledCable(await openEvse('fast', 'session=0'), text, nth);
    onTestFinished(() => cable.close());
    ends.push(await endOf(words, cable.path, 'patient'));
  }
  expect(ends.map(({ code }) => code)).toEqual([5, 5, 5, 0, 5, 5]);
  expect(ends[5]?.said).toMatch(/Failed at stage [23], .* closed the connection/);
});
