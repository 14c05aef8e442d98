import { DMESG } from './bootTexts.ts';
import type { ChargerState } from './chargerState.ts';

/** What a command does: prints, sends a file, waits for one, or starts the device anew. */
export type CommandResult =
  | { kind: 'print'; text: string }
  | { kind: 'raw'; bytes: Uint8Array }
  | { kind: 'send'; name: string; bytes: Uint8Array; protocol: 'xmodem' | 'ymodem' }
  | { kind: 'receive'; protocol: 'xmodem' | 'ymodem'; purpose: 'firmware' | 'file'; before: string }
  | { kind: 'reboot' }
  | { kind: 'boot' };

/** Commands of the practice charger's shell. */
export function shellCommand(line: string, state: ChargerState): CommandResult {
  const [name = '', ...args] = line.trim().split(/\s+/);
  switch (name) {
    case '':
      return print('');
    case 'uname':
      return print('Linux practice 6.1.55 #1 PREEMPT Mon Mar 4 10:00:00 UTC 2024 armv7l GNU/Linux\n');
    case 'hostname':
      return print('practice\n');
    case 'echo':
      return print(`${args.join(' ')}\n`);
    case 'dmesg':
      return print(DMESG);
    case 'ps':
      return print(
        '  PID USER       VSZ STAT COMMAND\n    1 root      2400 S    init\n  380 root     18400 S    /usr/bin/chargerd\n  412 root     22100 S    /usr/bin/ocppd\n',
      );
    case 'uptime':
      return print(' 05:06:07 up 12 min,  0 users,  load average: 0.08, 0.11, 0.09\n');
    case 'ls':
      return print(listing(args[0] ?? '/', state));
    case 'cat':
      return cat(args[0] ?? '', state);
    case 'sb':
    case 'sx':
      return sending(name, args.at(-1) ?? '', state);
    case 'rb':
      return { kind: 'receive', protocol: 'ymodem', purpose: 'file', before: 'rb: ready to receive\n' };
    case 'reboot':
      return { kind: 'reboot' };
    case 'chargerctl':
      return print(chargerctl(args, state));
    default:
      return print(`-sh: ${name}: not found\n`);
  }
}

function chargerctl([verb, key, ...values]: string[], state: ChargerState): string {
  if (verb === 'set' && key !== undefined) return state.set(key, values.join(' '));
  if (verb === 'status') {
    return `${JSON.stringify(state.status())}\n`;
  }
  if (verb !== 'get') return 'Usage: chargerctl get [KEY] | set KEY VALUE | status\n';
  if (key === undefined) return [...state.settings].map(([name, { value }]) => `${name}=${value}\n`).join('');
  const setting = state.settings.get(key);
  return setting === undefined ? `error: no such key: ${key}\n` : `${key}=${setting.value}\n`;
}

function listing(folder: string, state: ChargerState): string {
  const begin = `${folder.replace(/\/$/, '')}/`;
  const names = [...state.files.keys()]
    .filter((path) => path.startsWith(begin))
    .map((path) => path.slice(begin.length));
  return names.length === 0 ? `ls: ${folder}: No such file or directory\n` : `${names.join('\n')}\n`;
}

function cat(path: string, state: ChargerState): CommandResult {
  const bytes = state.files.get(path)?.();
  return bytes === undefined ? print(`cat: ${path}: No such file or directory\n`) : { kind: 'raw', bytes };
}

function sending(name: 'sb' | 'sx', path: string, state: ChargerState): CommandResult {
  const bytes = state.files.get(path)?.();
  if (bytes === undefined) return print(`${name}: cannot open ${path}: No such file or directory\n`);
  const protocol = name === 'sb' ? 'ymodem' : 'xmodem';
  return { kind: 'send', name: path.split('/').at(-1) ?? path, bytes, protocol };
}

function print(text: string): CommandResult {
  return { kind: 'print', text };
}

/** Commands of the practice charger's boot loader. */
export function ubootCommand(line: string, state: ChargerState): CommandResult {
  const [name = ''] = line.trim().split(/\s+/);
  switch (name) {
    case '':
      return print('');
    case 'help':
      return print(
        'boot    - boot default\nloadx   - load binary file over serial line (xmodem mode)\nloady   - load binary file over serial line (ymodem mode)\nprintenv- print environment variables\nreset   - Perform RESET of the CPU\nversion - print monitor, compiler and linker version\n',
      );
    case 'version':
      return print('U-Boot 2023.04 (Mar 04 2024 - 10:00:00 +0000)\n');
    case 'printenv':
      return print(
        `baudrate=115200\nbootdelay=2\nfwversion=${state.version}\nloadaddr=0x82000000\nserial#=${state.serialNumber}\n`,
      );
    case 'loady':
    case 'loadx': {
      const kind = name === 'loady' ? 'ymodem' : 'xmodem';
      return {
        kind: 'receive',
        protocol: kind,
        purpose: 'firmware',
        before: `## Ready for binary (${kind}) download to 0x82000000 at 115200 bps...\n`,
      };
    }
    case 'boot':
      return { kind: 'boot' };
    case 'reset':
      return { kind: 'reboot' };
    default:
      return print(`Unknown command '${name}' - try 'help'\n`);
  }
}
