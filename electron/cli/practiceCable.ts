import { PRACTICE_PORT_DEVICES, type PracticePortDevice } from '../../shared/practice/practiceCharger.ts';
import { createPracticePort } from '../practice/port/createPracticePort.ts';
import { portHabits } from '../practice/port/portHabits.ts';
import type { Arguments } from './args.ts';
import { EXIT } from './command.ts';
import { nearestName } from './nearestName.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';
import { untilStopped } from './untilStopped.ts';
import { UsageError } from './usageError.ts';

/** Runs a practice charger on a cable until Ctrl+C: a TCP port of this computer stands for the cable. */
export async function practiceOnCable(
  name: string,
  args: Arguments,
  terminal: Terminal,
): Promise<typeof EXIT.done> {
  const device = deviceOf(name);
  if (args.texts('behave').includes('list')) {
    for (const line of habitLines(device)) await terminal.print(line);
    return EXIT.done;
  }
  const stopped = untilStopped(terminal);
  const port = await started(device, args.texts('behave'));
  const fact = { event: 'listening', device, port: port.path };
  await terminal.print(args.has('json') ? JSON.stringify(fact) : port.path);
  terminal.note(`Open it with kerbside serial identify --port ${port.path}. Ctrl+C stops.`);
  await stopped;
  await port.stop();
  return EXIT.done;
}

function deviceOf(name: string): PracticePortDevice {
  const device = PRACTICE_PORT_DEVICES.find((known) => known === name);
  if (device !== undefined) return device;
  const guess = nearestName(name, PRACTICE_PORT_DEVICES);
  const question = guess === undefined ? '' : ` Did you mean ${guess}?`;
  throw new UsageError(`--cable takes ${PRACTICE_PORT_DEVICES.join(', ')}, not "${name}".${question}`);
}

function habitLines(device: PracticePortDevice): string[] {
  const rows = Object.entries(portHabits(device)).map(([name, { about, value }]) => [
    value === undefined ? name : `${name}=${value === 'number' ? 'N' : 'COMMAND'}`,
    about,
  ]);
  return table(['HABIT', 'WHAT IT DOES'], rows);
}

async function started(
  device: PracticePortDevice,
  habits: readonly string[],
): ReturnType<typeof createPracticePort> {
  try {
    return await createPracticePort({ device, habits });
  } catch (error) {
    // A device names the habits that it knows.
    if (habits.length > 0 && error instanceof Error)
      throw new UsageError(`--behave: ${error.message} \`--behave list\` shows all.`);
    throw error;
  }
}
