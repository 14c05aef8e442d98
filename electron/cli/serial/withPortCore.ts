import { rmSync } from 'node:fs';
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
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { readVersion } from '../version.ts';
import { Interrupted, Interruption } from './interruption.ts';

/**
 * Works with the Kerbside that runs, or that `--connect` names; with `--session`, or where none runs, with one of its own for the time of the
 * command. Its own one records into the session file, or else into one that is thrown away. Answers with the exit code, also where the
 * command is stopped in the middle.
 */
export async function withPortCore(
  args: Arguments,
  terminal: Terminal,
  use: (client: ContractClient, interruption: Interruption) => Promise<number>,
): Promise<number> {
  const session = args.text('session');
  if (session !== undefined && args.has('connect')) {
    throw new UsageError(
      'the Kerbside of --connect records into its own session: leave --session or --connect out.',
    );
  }
  const interruption = new Interruption(terminal);
  const work = (client: ContractClient): Promise<number> => use(client, interruption);
  try {
    if (session !== undefined) return await withOwnCore({ sessionFile: resolve(session) }, work);
    if (args.has('connect') || isRunning()) return await withCore(args, work);
    return await withPassingCore(work);
  } catch (error) {
    if (error instanceof Interrupted) return error.exitCode;
    throw error;
  } finally {
    interruption.close();
  }
}

/** What crosses the port is kept nowhere, also where the program is ended in the middle. */
async function withPassingCore(use: (client: ContractClient) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbside-serial-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await withOwnCore({ sessionFile: join(folder, 'passing.kerbside') }, use);
  } finally {
    process.off('exit', remove);
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

async function withOwnCore(
  { sessionFile }: { sessionFile: string },
  use: (client: ContractClient) => Promise<number>,
): Promise<number> {
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
