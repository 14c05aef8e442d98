import { setTimeout as pause } from 'node:timers/promises';
import type { PortLine } from '../line/portLine.ts';

/** Holds the line low for so many ms; answers with false where the port cannot. */
export async function sendBreak(line: PortLine, breakMs: number): Promise<boolean> {
  if (!(await line.setSignals({ isBreak: true }))) return false;
  await pause(breakMs);
  return line.setSignals({ isBreak: false });
}
