import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import { createCore } from '../../core/index.ts';
import { practice } from '../../practice/practice.ts';
import type { Arguments } from '../args.ts';
import { withCore } from '../connect.ts';
import { dataFolder } from '../dataFolder.ts';
import { openLog } from '../logFile.ts';
import { findCore } from '../runningCore.ts';
import { UsageError } from '../usageError.ts';
import { readVersion } from '../version.ts';

/**
 * Works with the Kerbside that runs, or that `--connect` names; with `--session`, or where none runs, with one of its own for the time of the
 * command. Its own one records into the session file, or else into one that is thrown away.
 */
export async function withPortCore<T>(
  args: Arguments,
  use: (client: ContractClient) => Promise<T>,
): Promise<T> {
  const session = args.text('session');
  if (session !== undefined && args.has('connect')) {
    throw new UsageError(
      'the Kerbside of --connect records into its own session: leave --session or --connect out.',
    );
  }
  if (session !== undefined) return withOwnCore({ sessionFile: resolve(session) }, use);
  if (args.has('connect') || isRunning()) return withCore(args, use);
  const folder = await mkdtemp(join(tmpdir(), 'kerbside-serial-'));
  try {
    return await withOwnCore({ sessionFile: join(folder, 'passing.kerbside') }, use);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isRunning(): boolean {
  try {
    findCore();
    return true;
  } catch (error) {
    if (error instanceof ContractError && error.code === 'unavailable') return false;
    throw error;
  }
}

async function withOwnCore<T>(
  { sessionFile }: { sessionFile: string },
  use: (client: ContractClient) => Promise<T>,
): Promise<T> {
  const core = await createCore({
    version: readVersion(),
    // Chargers on the network are not waited for: nobody knows this port.
    host: '127.0.0.1',
    port: 0,
    sessionFile,
    sessionsFolder: dataFolder(),
    dataFolder: dataFolder(),
    tls: 'off',
    practice,
    log: openLog(),
  });
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs);
  const client = createClient(ours);
  try {
    return await use(client);
  } finally {
    client.close();
    await core.close();
  }
}
