import { onTestFinished } from 'vitest';
import {
  openConsole,
  type ConsoleDriver,
} from '../../../../electron/core/service-port/drivers/console/consoleDriver.ts';
import type { ConsoleTimes } from '../../../../electron/core/service-port/drivers/console/consoleTimes.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { ConsoleProfile } from '../../../../shared/service-port/profile/consoleProfile.ts';
import { PRACTICE_CONSOLE } from './practiceConsoleProfile.ts';
import { tcpPortLine, type TcpPortLine } from './tcpPortLine.ts';

export interface OpenConsole {
  driver: ConsoleDriver;
  line: TcpPortLine;
  path: string;
  /** What the driver told unasked, in order. */
  told: string[];
  ocpp: string[];
  context: { signal: AbortSignal };
}

/** Waits of the driver that are long enough for a practice console in its `quick` habit. */
export const QUICK_TIMES: Partial<ConsoleTimes> = {
  settleMs: 40,
  buriedMs: 400,
  strangeMs: 200,
  listenMs: 60,
  promptMs: 700,
  interruptMs: 300,
  loginMs: 3000,
};

/** The driver of consoles before the practice console, over a real TCP connection. */
export async function openPractice(
  habits: readonly string[],
  options: { profile?: ConsoleProfile; times?: Partial<ConsoleTimes> } = {},
): Promise<OpenConsole> {
  const device = await createPracticePort({ device: 'console', habits: ['quick', ...habits] });
  onTestFinished(() => device.stop());
  return await openAt(device.path, options);
}

export async function openAt(
  path: string,
  {
    profile = PRACTICE_CONSOLE,
    times = {},
  }: { profile?: ConsoleProfile; times?: Partial<ConsoleTimes> } = {},
): Promise<OpenConsole> {
  const line = await tcpPortLine(path);
  const told: string[] = [];
  const ocpp: string[] = [];
  const driver = openConsole(line, profile, {
    times: { ...QUICK_TIMES, ...times },
    events: {
      onBanner: ({ code, level }) => told.push(`${code} ${level}`),
      onRestart: () => told.push('restart'),
      onCharging: (isCharging) => told.push(`charging ${isCharging}`),
      onOcppText: (text) => ocpp.push(text),
    },
  });
  onTestFinished(() => {
    driver.close();
    line.unplug();
  });
  return { driver, line, path, told, ocpp, context: { signal: new AbortController().signal } };
}
