import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { PortList } from '../../../shared/service-port/portInfo.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import type { Interruption } from '../serial/interruption.ts';
import { portChanges, portStateWords } from '../serial/portChanges.ts';
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
    portStateWords(port),
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

interface Watch {
  client: ContractClient;
  interruption: Interruption;
  terminal: Terminal;
  isJson: boolean;
}

async function watch({ client, interruption, terminal, isJson }: Watch): Promise<number> {
  let before: PortList | undefined;
  const tellChanges = (was: PortList, is: PortList): void => {
    const now = clockTime(Date.now());
    for (const line of portChanges(was, is)) void terminal.print(`${now}  ${line}`);
    for (const hint of is.hints) if (!was.hints.includes(hint)) terminal.note(hint);
  };
  const look = (list: PortList): void => {
    if (JSON.stringify(list) === JSON.stringify(before)) return;
    if (isJson) void terminal.print(JSON.stringify(list));
    else if (before === undefined) void show(list, terminal);
    else tellChanges(before, list);
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
