import { readFile, writeFile } from 'node:fs/promises';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { QuirkChange } from '../../../shared/station/quirkChange.ts';
import type { QuirkState } from '../../../shared/station/quirkState.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { neverSeen } from '../neverSeen.ts';
import { quirkChange } from '../quirkWords.ts';
import { readConfiguration, readingExit, showReading } from '../readConfiguration.ts';
import { showQuirks } from '../showQuirks.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const quirks: Command = {
  positionals: ['STATION'],
  flags: {
    set: { value: 'KEY=VALUE', isRepeatable: true, about: 'Change a setting.' },
    unset: { value: 'KEY', isRepeatable: true, about: 'Set it back to what is usual.' },
    callback: { value: 'URL', about: 'Where commands to a SOAP charger go.' },
    file: { value: 'FILE', about: 'Replace the profile by the one in this file.' },
    export: { value: 'FILE', about: 'Write the profile to a file that others can use; `-` is stdout.' },
    accept: { about: 'Take over everything that is proposed.' },
    dismiss: { about: 'Do not propose it again.' },
    'read-configuration': {
      about: 'Read the configuration in requests that the charger can bear.',
    },
    timeout: { value: 'S', about: 'Seconds to wait for each answer of --read-configuration (default 30).' },
  },
  about:
    'Shows how a charger is treated where it differs from others, and what is proposed for it. A change holds at ' +
    'once where that is possible, else from the next connection on.',
  examples: [
    'quirks CP-0042',
    'quirks CP-0042 --set configurationChunk=4 --set timeFormat=whole',
    'quirks CP-0042 --read-configuration --json',
  ],
  async run(args, terminal) {
    const change = quirkChange(args);
    if (args.has('accept') && args.has('dismiss')) {
      throw new UsageError('--accept and --dismiss exclude each other; choose one.');
    }
    const timeoutS = args.number('timeout', { min: 0.1, max: 600, isWhole: false });
    if (timeoutS !== undefined && !args.has('read-configuration')) {
      throw new UsageError('--timeout goes with --read-configuration.');
    }
    const file = args.text('file');
    const document = file === undefined ? undefined : await readDocument(file);
    return withCore(args, async (client) => {
      const stationId = args.at(0);
      const known = (await client.call('stations.list', {})).map(({ id }) => id);
      if (!known.includes(stationId)) {
        terminal.note(`kerbside: ${neverSeen(stationId, known)}`);
        return EXIT.notConnected;
      }
      const state = await applied(client, args, terminal, { document, change });
      const out = args.text('export');
      if (out !== undefined) await exportTo(out, client, stationId, terminal);
      if (!args.has('read-configuration')) {
        if (out !== '-') await show(state, undefined, args, terminal);
        return EXIT.done;
      }
      const timeoutMs = timeoutS === undefined ? undefined : Math.round(timeoutS * 1000);
      const reading = await readConfiguration(client, stationId, { timeoutMs }, terminal);
      await show(await client.call('quirks.get', { stationId }), reading, args, terminal);
      return readingExit(reading);
    });
  },
};

interface Asked {
  document: string | undefined;
  change: QuirkChange | undefined;
}

/** Makes the changes in the order in which they build on each other; answers with the state after the last. */
async function applied(
  client: ContractClient,
  args: Arguments,
  terminal: Terminal,
  { document, change }: Asked,
): Promise<QuirkState> {
  const stationId = args.at(0);
  if (document !== undefined) {
    const { note } = await client.call('quirks.import', { stationId, text: document }).catch(asUsageError);
    if (note !== undefined) terminal.note(note);
  }
  if (change !== undefined) await client.call('quirks.change', { stationId, change });
  if (args.has('accept') || args.has('dismiss')) await answerProposals(client, args, terminal);
  return client.call('quirks.get', { stationId });
}

async function answerProposals(client: ContractClient, args: Arguments, terminal: Terminal): Promise<void> {
  const stationId = args.at(0);
  const method = args.has('accept') ? 'quirks.accept' : 'quirks.dismiss';
  const { proposals } = await client.call('quirks.get', { stationId });
  if (proposals.length === 0) terminal.note(`Nothing is proposed for ${stationId}.`);
  for (const { id, proposal } of proposals) {
    await client.call(method, { stationId, findingId: id });
    terminal.note(`${args.has('accept') ? 'Accepted' : 'Dismissed'}: ${proposal?.label ?? id}.`);
  }
}

async function show(
  state: QuirkState,
  reading: Configuration | undefined,
  args: Arguments,
  terminal: Terminal,
): Promise<void> {
  if (args.has('json')) {
    await terminal.print(
      JSON.stringify(reading === undefined ? state : { ...state, configuration: reading }),
    );
    return;
  }
  if (reading === undefined) await showQuirks(state, terminal);
  else await showReading(reading, terminal);
}

async function readDocument(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--file: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    );
  }
}

async function exportTo(
  path: string,
  client: ContractClient,
  stationId: string,
  terminal: Terminal,
): Promise<void> {
  const { text } = await client.call('quirks.export', { stationId });
  if (path === '-') {
    await terminal.print(text.trimEnd());
    return;
  }
  try {
    await writeFile(path, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new ContractError('io', `${path} cannot be written (${code}).`, { cause: error });
  }
  terminal.note(`The profile of ${stationId} was written to ${path}.`);
}

/** What is wrong with a file that was named on the command line is about usage. */
function asUsageError(error: unknown): never {
  if (!(error instanceof ContractError) || error.code !== 'invalid-params') throw error;
  throw new UsageError([error.message, error.hint].filter(Boolean).join(' '));
}
