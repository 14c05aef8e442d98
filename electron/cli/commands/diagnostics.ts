import { resolve } from 'node:path';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { LOG_KINDS } from '../../../shared/files/logKind.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { followFetch } from '../files/followFetch.ts';
import { readMoment } from '../moment.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { knownStation } from './knownStation.ts';

export const diagnostics: Command = {
  positionals: ['STATION'],
  flags: {
    out: { value: 'DIR', about: 'The folder for the file; made where it does not exist. Needed.' },
    kind: { value: LOG_KINDS.join('|'), about: 'Which log (default diagnostics).' },
    from: { value: 'TIME', about: 'Only from then on: 2026-01-31T10:00, or 2h or 3d for so long ago.' },
    to: { value: 'TIME', about: 'Only until then.' },
    protocol: {
      value: TRANSFER_PROTOCOLS.join('|'),
      about: 'How the file is to come; else what suits the charger.',
    },
    'try-all': { about: 'Where one protocol brings nothing, ask again by the next.' },
    retries: { value: 'N', about: 'How often the charger is to try again by itself.' },
    anonymous: { about: 'No user and password in addresses for FTP: some chargers stumble over them.' },
  },
  about:
    'Asks a charger for its diagnostics, or another log, receives the file, and tells on stderr how it goes. Whatever the version: GetLog or GetDiagnostics. ' +
    'With --json the whole story as one object. Exit 0 received, 3 refused, failed or nothing to upload, 4 no answer or nothing came, 5 not connected. Ctrl+C cancels.',
  examples: [
    'diagnostics CP-0042 --out logs',
    'diagnostics CP-0042 --out logs --from 2d --try-all',
    'diagnostics CP-0042 --out logs --kind security --protocol sftp --json',
  ],
  async run(args, terminal) {
    const request = requestOf(args);
    return withCore(args, async (client) => {
      if ((await knownStation(client, request.stationId, terminal)) === undefined) return EXIT.notConnected;
      try {
        const fetch = await fetched(client, request, { args, terminal });
        if (args.has('json')) await terminal.print(fetchJson(fetch));
        else if (fetch.file !== undefined) await terminal.print(fetch.file.path);
        return fetchExit(fetch);
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};

function requestOf(args: Arguments): Params<'diagnostics.fetch'> {
  const out = args.text('out');
  if (out === undefined) throw new UsageError('diagnostics needs --out DIR, the folder for the file.');
  const now = Date.now();
  const moment = (flag: 'from' | 'to'): number | undefined => {
    const text = args.text(flag);
    return text === undefined ? undefined : readMoment(flag, text, now);
  };
  const [from, to] = [moment('from'), moment('to')];
  if (from !== undefined && to !== undefined && from >= to) {
    throw new UsageError('--from has to be earlier than --to.');
  }
  const [kind, protocol] = [args.text('kind'), args.text('protocol')];
  return {
    stationId: args.at(0),
    folder: resolve(out),
    kind: kind === undefined ? undefined : choice('kind', kind, LOG_KINDS),
    protocol: protocol === undefined ? undefined : choice('protocol', protocol, TRANSFER_PROTOCOLS),
    from,
    to,
    retries: args.number('retries', { min: 0, max: 100, isWhole: true }),
    isAnonymous: args.has('anonymous') ? true : undefined,
  };
}

/** The last of the tries. */
async function fetched(
  client: ContractClient,
  request: Params<'diagnostics.fetch'>,
  { args, terminal }: { args: Arguments; terminal: Terminal },
): Promise<DiagnosticsFetch> {
  let current: string | undefined;
  const cancel = (): void => {
    // Whatever becomes of it, the follower hears it from the topic.
    if (current !== undefined)
      client.call('diagnostics.cancel', { id: current }).catch(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cancel);
  try {
    let fetch = await client.call('diagnostics.fetch', request, { timeoutMs: 0 });
    for (;;) {
      current = fetch.id;
      fetch = await followFetch(client, fetch, terminal);
      const isOver = fetch.state !== 'failed' || fetch.nextProtocol === undefined || !isWorthIt(fetch);
      if (isOver || !args.has('try-all')) return fetch;
      fetch = await client.call('diagnostics.retry', { id: fetch.id }, { timeoutMs: 0 });
    }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, cancel);
  }
}

/** Another protocol helps neither a station that is not there nor one that does not know the request. */
function isWorthIt(fetch: DiagnosticsFetch): boolean {
  return !['no-answer', 'not-known', 'not-connected', 'gave-way'].includes(lastProblem(fetch));
}

function fetchExit(fetch: DiagnosticsFetch): number {
  if (fetch.state === 'received') return EXIT.done;
  if (fetch.state === 'cancelled') return EXIT.failed;
  switch (lastProblem(fetch)) {
    case 'not-connected':
      return EXIT.notConnected;
    case 'no-answer':
    case 'gave-up':
    case 'uploaded-nothing-arrived':
      return EXIT.timedOut;
    default:
      return EXIT.refused;
  }
}

function lastProblem({ steps }: DiagnosticsFetch): string {
  return steps.findLast(({ level }) => level === 'problem')?.code ?? '';
}

/** Times as ISO texts, as everywhere at the edge. */
function fetchJson(fetch: DiagnosticsFetch): string {
  return JSON.stringify(fetch, (key, value: unknown) =>
    typeof value === 'number' && /^(?:at|from|to)$|At$/.test(key) ? new Date(value).toISOString() : value,
  );
}
