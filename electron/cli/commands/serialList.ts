import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { PortInfo, PortList } from '../../../shared/service-port/portInfo.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import type { Interruption } from '../serial/interruption.ts';
import { SESSION_FLAG } from '../serial/portFlags.ts';
import { withPortCore } from '../serial/withPortCore.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export const serialList: Command = {
  positionals: [],
  flags: { watch: { about: 'Go on, and tell what comes and goes, until Ctrl+C.' }, ...SESSION_FLAG },
  about:
    'The serial ports of this computer: name, chip, vid:pid, serial number, and which program has it. A port that is not listed can be named all the same. ' +
    'With --json the list as one object; with --watch one line for each change.',
  examples: ['serial list', 'serial list --json', 'serial list --watch'],
  run: (args, terminal) =>
    withPortCore(args, terminal, async (client, interruption) => {
      if (args.has('watch')) return watch({ client, interruption, terminal, isJson: args.has('json') });
      const list = await interruption.race(() => client.call('ports.list', {}, { timeoutMs: 0 }));
      if (args.has('json')) await terminal.print(JSON.stringify(list));
      else await show(list, terminal);
      return EXIT.done;
    }),
};

async function show(list: PortList, terminal: Terminal): Promise<void> {
  const rows = list.ports.map((port) => [
    oneLine(port.path),
    oneLine(port.name),
    port.vid === undefined ? undefined : `${port.vid}:${port.pid ?? ''}`,
    port.serialNumber === undefined ? undefined : oneLine(port.serialNumber),
    stateWords(port),
  ]);
  if (rows.length > 0) {
    for (const line of table(['PORT', 'NAME', 'USB', 'SERIAL NO.', ''], rows)) await terminal.print(line);
  }
  tellRest(list, terminal);
}

function tellRest({ ports, trouble, hints }: PortList, terminal: Terminal): void {
  if (ports.length === 0 && trouble === undefined) {
    terminal.note('This computer has no serial port. Plug in the adapter; `--watch` tells when it is there.');
  }
  if (trouble !== undefined) terminal.note(`${trouble.sentence} ${trouble.remedy}`);
  for (const hint of hints) terminal.note(hint);
}

function stateWords({ isGone, busyWith }: PortInfo): string {
  if (isGone) return 'unplugged';
  return busyWith === undefined ? '' : `in use by ${busyWith}`;
}

interface Watch {
  client: ContractClient;
  interruption: Interruption;
  terminal: Terminal;
  isJson: boolean;
}

async function watch({ client, interruption, terminal, isJson }: Watch): Promise<number> {
  let before: PortList | undefined;
  const look = (list: PortList): void => {
    if (JSON.stringify(list) === JSON.stringify(before)) return;
    if (isJson) void terminal.print(JSON.stringify(list));
    else if (before === undefined) void show(list, terminal);
    else tellChanges(before, list, terminal);
    before = list;
  };
  // Looks now: what Kerbside knows without having looked may be nothing.
  look(await interruption.race(() => client.call('ports.list', {}, { timeoutMs: 0 })));
  const { promise: over, resolve: stop, reject } = Promise.withResolvers<void>();
  const unsubscribe = client.subscribe(
    'portList',
    {},
    {
      snapshot: look,
      change: look,
      ended: ({ code, message }) => reject(new ContractError(code, message)),
    },
  );
  try {
    await interruption.during(stop, () => over);
  } finally {
    unsubscribe();
  }
  return EXIT.done;
}

function tellChanges(before: PortList, list: PortList, terminal: Terminal): void {
  const now = clockTime(Date.now());
  const known = new Map(before.ports.map((port) => [port.path, port]));
  for (const port of list.ports) {
    const was = known.get(port.path);
    known.delete(port.path);
    const words = `${oneLine(port.path)}  ${oneLine(port.name)}  ${stateWords(port)}`.trimEnd();
    if (was === undefined || was.isGone !== port.isGone || was.busyWith !== port.busyWith) {
      void terminal.print(`${now}  ${port.isGone ? '-' : was?.isGone === false ? ' ' : '+'} ${words}`);
    }
  }
  for (const { path, name } of known.values()) {
    void terminal.print(`${now}  - ${oneLine(path)}  ${oneLine(name)}`);
  }
  for (const hint of list.hints) if (!before.hints.includes(hint)) terminal.note(hint);
}
