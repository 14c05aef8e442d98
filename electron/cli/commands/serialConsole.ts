import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import type { Command } from '../command.ts';
import { ConsoleTalk, type TalkPlan } from '../serial/consoleTalk.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { EOL_NAMES, sentHex, sentText } from '../serial/readSent.ts';
import { withPort } from '../serial/withPort.ts';
import { UsageError } from '../usageError.ts';

export const serialConsole: Command = {
  positionals: [],
  flags: {
    ...PORT_FLAGS,
    send: {
      value: 'TEXT',
      isRepeatable: true,
      about: 'Send this line; \\r, \\n, \\t, \\e, \\xHH and \\\\ are understood.',
    },
    'send-hex': { value: 'HEX', isRepeatable: true, about: 'Send these bytes, after every --send.' },
    eol: { value: EOL_NAMES.join('|'), about: 'What ends each --send (default cr).' },
    wait: {
      value: 'TEXT',
      isRepeatable: true,
      about:
        'After each --send in turn: wait until the device says this. At the end exit 0, or 4 where one does not come.',
    },
    seconds: {
      value: 'N',
      about:
        'How long to listen at most (default: by script 10 with --wait, else until it is silent for 1 s).',
    },
    hex: { about: 'Print a dump with offset, hexadecimal and text.' },
  },
  about:
    'On a terminal: what is typed goes to the device as it is typed, Ctrl+C too; Ctrl+] leaves. ' +
    'By script: stdin goes to the device where nothing is given to --send, and what the device says comes to stdout byte for byte, except that passwords and keys are asterisks. ' +
    'With --json one line for each piece: direction, time, monotonic ms, offset, text, Base64. Exit 4 where --wait was in vain, 5 the port cannot be opened or was lost.',
  examples: [
    'serial console --port /dev/ttyUSB0 --baud 115200',
    'serial console --port COM3 --send "$GV" --wait "$OK" --seconds 3',
    'serial console --port /dev/ttyUSB0 --send reboot --wait "Hit any key" --send " " --wait "=> " --seconds 60',
    'serial console --port tcp://192.168.1.20:4001 --send-hex "01 04 00 05 00 01 21 CB" --seconds 1 --hex',
    'serial console --port /dev/ttyUSB0 --seconds 3600 --json',
  ],
  run(args, terminal) {
    const plan = planOf(args);
    return withPort(args, terminal, async (port) => {
      const talk = new ConsoleTalk(port, plan, terminal);
      return plan.isByHand ? talk.byHand() : talk.byScript();
    });
  },
};

function planOf(args: Arguments): TalkPlan {
  const named = args.text('eol');
  const eol = named === undefined ? 'cr' : choice('eol', named, EOL_NAMES);
  const sends = [
    ...args.texts('send').map((text) => sentText(text, eol)),
    ...args.texts('send-hex').map((text) => sentHex(text)),
  ];
  const waits = args.texts('wait').map((text) => Buffer.from(sentText(text, 'none')));
  if (args.has('hex') && args.has('json')) throw new UsageError('give --hex or --json, not both.');
  const isScript = sends.length > 0 || waits.length > 0 || args.has('seconds') || args.has('json');
  return {
    steps: Array.from({ length: Math.max(sends.length, waits.length) }, (_, index) => ({
      send: sends[index],
      wait: waits[index],
    })),
    seconds: args.number('seconds', { min: 0.05, max: 1_000_000, isWhole: false }),
    form: args.has('json') ? 'json' : args.has('hex') ? 'hex' : 'raw',
    isByHand: process.stdin.isTTY && process.stdout.isTTY && !isScript,
    takesStdin: !process.stdin.isTTY && sends.length === 0,
  };
}
