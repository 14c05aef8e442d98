import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { SessionDetails } from '../../../shared/session/openTrace.ts';
import { freeBytesOf } from '../trace/file/sessionStatus.ts';
import { newSessionPath } from '../trace/file/newSessionPath.ts';
import { Trace } from '../trace/trace.ts';
import { checkedFileName } from './checkedFileName.ts';
import { FILE_ENDS } from './fileEnds.ts';

/** With less the file could be made, and recording would pause with the first messages. */
const LEAST_BYTES = 10 * 1024 * 1024;

export interface WantedSession extends SessionDetails {
  /** A session file to be recorded into: a further one, or one that is there already. */
  path?: string | undefined;
  /** Name of a further file of the folder, in place of one by the time. */
  fileName?: string | undefined;
}

export interface NextSession {
  trace: Trace;
  /** Takes the file away again, where it was made for this. The trace has to be closed before. */
  remove(): Promise<void>;
}

/**
 * Opens the session file that is to be recorded into, and writes what was said about it: a full disk shows here. Nothing
 * is left of a file that could not be made.
 */
export async function openNextSession(
  { path: given, fileName, ...details }: WantedSession,
  options: { folder: string; firstView: number; log: (line: string) => void },
): Promise<NextSession> {
  const { folder, firstView, log } = options;
  const path =
    given ?? (fileName === undefined ? newSessionPath(folder, new Date()) : named(folder, fileName));
  const isNew = !existsSync(path);
  await requireRoom(path);
  const remove = async (): Promise<void> => {
    if (isNew) for (const end of FILE_ENDS) await rm(`${path}${end}`, { force: true });
  };
  let trace: Trace | undefined;
  try {
    trace = Trace.open(path, { log, firstView });
    requireWritable(trace, details);
    return { trace, remove };
  } catch (error) {
    await trace?.close();
    await remove();
    throw error;
  }
}

function named(folder: string, fileName: string): string {
  const path = join(folder, `${checkedFileName(fileName, folder)}.kerbside`);
  if (!existsSync(path)) return path;
  throw new ContractError('conflict', `There is a session file ${path} already.`, {
    hint: 'Choose another name, or begin from the list of sessions to record into that file.',
  });
}

async function requireRoom(path: string): Promise<void> {
  const freeBytes = await freeBytesOf(path);
  if (freeBytes === undefined || freeBytes >= LEAST_BYTES) return;
  throw new ContractError('io', `There is no room left on the disk for the session file ${path}.`, {
    hint: 'The present session goes on. Free some space, or choose a folder on another disk.',
  });
}

function requireWritable(trace: Trace, details: Omit<WantedSession, 'path' | 'fileName'>): void {
  if (trace.store.recording === 'read-only') {
    throw new ContractError('conflict', trace.store.problem ?? `${trace.path} opens for reading only.`);
  }
  trace.describe(details);
  if (trace.store.settle() && trace.store.recording === 'on') return;
  throw new ContractError(
    'io',
    `The session file ${trace.path} cannot be written. ${trace.store.problem ?? ''}`.trim(),
    { hint: 'The present session goes on. Free some space, or choose another folder.' },
  );
}
