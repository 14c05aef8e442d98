import { resolve } from 'node:path';
import { EXIT, type Command } from '../command.ts';
import { nearestName } from '../nearestName.ts';
import { oneLine } from '../oneLine.ts';
import { followPortRun, portRunExit } from '../serial/followPortRun.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { portJson } from '../serial/portJson.ts';
import type { OpenPort } from '../serial/openPort.ts';
import { withPort } from '../serial/withPort.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const serialDiagnostics: Command = {
  positionals: ['[WHAT]'],
  flags: {
    ...PORT_FLAGS,
    out: { value: 'DIR', about: 'The folder for the file; made where it does not exist. Needed.' },
    list: { about: 'Only say what can be pulled.' },
  },
  about:
    'Pulls a log over the port: what a command prints, or a file by X/YMODEM, as the profile knows it. Without WHAT the first of them. ' +
    'With --json the whole story as one object. Exit 0 received, 3 refused or failed, 4 nothing came, 5 the port cannot be opened or was lost. Ctrl+C cancels.',
  examples: [
    'serial diagnostics --list --port /dev/ttyUSB0 --profile linux-uboot-console',
    'serial diagnostics dmesg --out logs --port /dev/ttyUSB0 --profile linux-uboot-console',
  ],
  run(args, terminal) {
    const out = args.text('out');
    if (out === undefined && !args.has('list')) {
      throw new UsageError('serial diagnostics needs --out DIR, the folder for the file.');
    }
    return withPort(args, terminal, async (port) => {
      if (args.has('list')) return list(port, terminal, args.has('json'));
      const { client, path } = port;
      const what = args.optionalAt(0);
      if (what !== undefined) await checkWhat(port, what);
      const begun = await client.call(
        'port.diagnostics',
        { path, what, folder: resolve(out ?? '') },
        { timeoutMs: 0 },
      );
      const run = await followPortRun(port, begun, terminal);
      if (args.has('json')) await terminal.print(portJson(run));
      else if (run.file?.path !== undefined) await terminal.print(run.file.path);
      return portRunExit(run);
    });
  },
};

/** Throws `UsageError` for a log that the profile does not know; a device without any says so itself. */
async function checkWhat({ client, path }: OpenPort, what: string): Promise<void> {
  const known = (await client.call('port.diagnosticsChoices', { path })).map((choice) => choice.what);
  if (known.length === 0 || known.includes(what)) return;
  const near = nearestName(what, known);
  const guess = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new UsageError(
    `the profile knows no log "${what}".${guess} It knows: ${known.map((one) => `"${one}"`).join(', ')}.`,
  );
}

async function list({ client, path }: OpenPort, terminal: Terminal, isJson: boolean): Promise<number> {
  const choices = await client.call('port.diagnosticsChoices', { path });
  if (isJson) await terminal.print(JSON.stringify(choices));
  else if (choices.length === 0) terminal.note('Nothing is known that could be pulled from this device.');
  else {
    const rows = choices.map(({ what, method, title }) => [oneLine(what), method, oneLine(title)]);
    for (const line of table(['WHAT', 'BY', ''], rows)) await terminal.print(line);
  }
  return EXIT.done;
}
