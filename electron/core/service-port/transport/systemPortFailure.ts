import { assertNever } from '../../../../shared/assertNever.ts';
import type { PortFailure } from '../../../../shared/service-port/portState.ts';
import { accessRemedy } from './portAccess.ts';
import { PortError } from './portError.ts';
import { holderName, portHolders } from './portHolders.ts';
import type { SystemEdge } from './systemEdge.ts';

/** What the driver's text means. Its errors carry no code, so that the words are all there is (SERVICE-PORT §3). */
type Meaning =
  'busy' | 'no-permission' | 'gone' | 'no-driver' | 'no-serial-port' | 'unsupported-setting' | 'other';

const TEXTS: ReadonlyArray<[RegExp, Meaning]> = [
  [/cannot lock port|resource busy|device or resource busy|resource temporarily unavailable/i, 'busy'],
  [/permission denied|operation not permitted/i, 'no-permission'],
  [/baud ?rate|invalid parity|invalid stop bits|invalid data bits|termios2/i, 'unsupported-setting'],
  [
    /inappropriate ioctl|is a directory|not a typewriter|not a serial|operation not supported/i,
    'no-serial-port',
  ],
  [/no such (file|device)|file not found|device not configured|input\/output error/i, 'gone'],
];

/** Windows tells most by number: 31 a device that does not work, 121 and 1167 one that went away, 433 one that does not exist any more. */
const WINDOWS_CODES: Readonly<Record<string, Meaning>> = {
  '31': 'no-driver',
  '87': 'unsupported-setting',
  '121': 'gone',
  '433': 'gone',
  '1167': 'gone',
};

export function meaningOf(text: string, platform: NodeJS.Platform): Meaning {
  if (platform === 'win32') {
    if (/access denied/i.test(text)) return 'busy';
    if (/parameter is incorrect/i.test(text)) return 'unsupported-setting';
    if (/invalid handle/i.test(text)) return 'no-serial-port';
    const code = /unknown error code (\d+)/i.exec(text)?.[1];
    if (code !== undefined) return WINDOWS_CODES[code] ?? 'other';
  }
  // “Inappropriate ioctl … custom baud rate” is a file that is no serial port, though it names the rate.
  if (/inappropriate ioctl/i.test(text)) return 'no-serial-port';
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** The failure to open a port of the system, in words and with its remedy; asks the system who has it and whose it is. */
export async function systemPortError(
  cause: unknown,
  path: string,
  setting: string,
  edge: SystemEdge,
): Promise<PortError> {
  const text = cause instanceof Error ? cause.message : String(cause);
  const meaning = meaningOf(text, edge.platform);
  const options = meaning === 'no-serial-port' ? { code: 'invalid-params' as const, cause } : { cause };
  return new PortError(await explain(meaning, { text, path, setting, edge }), options);
}

interface Trouble {
  text: string;
  path: string;
  setting: string;
  edge: SystemEdge;
}

async function explain(meaning: Meaning, { text, path, setting, edge }: Trouble): Promise<PortFailure> {
  switch (meaning) {
    case 'busy':
      return busy(path, edge);
    case 'no-permission':
      return {
        cause: 'no-permission',
        sentence: `This user may not open ${path}.`,
        remedy:
          edge.platform === 'linux'
            ? await accessRemedy(path, edge)
            : 'Look at the rights of the device, and whether a security program holds it.',
      };
    case 'gone':
      return gonePort(path, edge.platform);
    case 'no-driver':
      return {
        cause: 'no-driver',
        sentence: `${path} is there, but its adapter does not work: the driver is missing or does not fit.`,
        remedy:
          'Look in the Device Manager for a device with a yellow mark, and install the driver of the chip’s maker (FTDI, Silicon Labs CP210x, WCH CH340, Prolific). Then unplug the adapter and plug it in again.',
      };
    case 'no-serial-port':
      return {
        cause: 'other',
        sentence: `${path} is not a serial port.`,
        remedy:
          'Choose one from the list of ports, or type the name of the device, such as /dev/ttyUSB0 or COM3.',
      };
    case 'unsupported-setting':
      return unsupported(path, setting);
    case 'other':
      return {
        cause: 'other',
        sentence: `${path} cannot be opened. The system says: ${text}.`,
        remedy: 'Unplug the adapter, plug it in again, and try once more.',
      };
    default:
      return assertNever(meaning);
  }
}

async function busy(path: string, edge: SystemEdge): Promise<PortFailure> {
  const holder = (await portHolders([path], edge)).get(path);
  if (holder === undefined) {
    return {
      cause: 'busy',
      sentence: `${path} is in use by another program.`,
      remedy: `Close the program that has it: a terminal (PuTTY, minicom, screen), the maker’s service tool, or another Kerbside.${
        edge.platform === 'win32' ? ' Where none is open, unplug the adapter and plug it in again.' : ''
      }`,
    };
  }
  return {
    cause: 'busy',
    sentence: `${path} is in use by ${holderName(holder)}.`,
    remedy: holder.isSelf
      ? 'It is open in Kerbside already: close it there first.'
      : `Close ${holder.program}, then try again.`,
  };
}

export function gonePort(path: string, platform: NodeJS.Platform): PortFailure {
  const name = platform === 'win32' ? 'The number of a COM port' : 'The name of a port';
  return {
    cause: 'gone',
    sentence: `There is no port ${path}.`,
    remedy: `Check that the cable is plugged in at both ends, and choose the port from the list. ${name} may change with each plugging in.`,
  };
}

export function unsupported(path: string, setting: string): PortFailure {
  return {
    cause: 'unsupported-setting',
    sentence: `${path} does not take the setting ${setting}.`,
    remedy:
      'Choose another rate or format. Mark and space parity work on Windows alone; odd rates depend on the chip of the adapter.',
  };
}

/** A port that was open and ended by itself. */
export function lostPort(path: string): PortFailure {
  return {
    cause: 'gone',
    sentence: `${path} is gone: the adapter was unplugged, or the device at its other end switched it off.`,
    remedy: 'Plug the cable in again. Where that happens by itself, try another cable or USB port.',
  };
}
