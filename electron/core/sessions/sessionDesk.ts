import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { SessionDetails } from '../../../shared/session/openTrace.ts';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { OPEN_SINCE, SESSION_DETAILS } from '../trace/file/sessionFacts.ts';
import { openSession } from '../trace/file/sessionFile.ts';
import { sessionFailure } from '../trace/file/sessionFailure.ts';
import { mergeSessions, type MergeResult } from '../trace/merge/mergeSessions.ts';
import type { PartToMerge } from '../trace/merge/mergeParts.ts';
import type { OpenTraces } from '../trace/open/openTraces.ts';
import { recoverSession, type Recovery } from '../trace/recover/recoverSession.ts';
import type { Recording } from '../trace/recording.ts';
import { checkedFileName } from './checkedFileName.ts';
import { FILE_ENDS } from './fileEnds.ts';
import type { RecentFiles } from './recentFiles.ts';
import type { Sessions } from './sessions.ts';

/** What can be done with session files as a whole. */
export class SessionDesk {
  readonly #recording: Recording;
  readonly #traces: OpenTraces;
  readonly #sessions: Sessions;
  readonly #recent: RecentFiles;

  constructor(options: {
    recording: Recording;
    traces: OpenTraces;
    sessions: Sessions;
    recent: RecentFiles;
  }) {
    this.#recording = options.recording;
    this.#traces = options.traces;
    this.#sessions = options.sessions;
    this.#recent = options.recent;
  }

  /** Whether a file is one of those that the list shows. */
  isListed(path: string): boolean {
    return this.#sessions.has(path);
  }

  /** Opens a file for reading; one that was not closed in order counts as looked after from here on. */
  open(path: string): string | undefined {
    const trace = this.#traces.open(path);
    if (trace === undefined) return undefined;
    const opened = this.#traces.of(trace);
    this.#recent.add(opened.path);
    void this.#sessions.look();
    return trace;
  }

  /** Fails with `not-found`, `conflict` (recorded into elsewhere), `permission`, `io`. */
  async describe(path: string | undefined, details: SessionDetails): Promise<void> {
    if (path === undefined || this.#sessions.entry(path).state === 'running') {
      this.#recording.trace.describe(details);
      return;
    }
    writeDetails(this.#sessions.entry(path).path, details);
    await this.#sessions.look();
  }

  async delete(path: string, fileName: string): Promise<void> {
    const entry = this.#sessions.entry(path);
    if (entry.fileName !== fileName.trim()) {
      throw new ContractError(
        'invalid-params',
        `The name does not fit: the file is called ${entry.fileName}.`,
        {
          hint: 'Type its name exactly, with its ending.',
        },
      );
    }
    await this.#release(entry);
    try {
      for (const end of FILE_ENDS) await rm(`${entry.path}${end}`, { force: true });
    } catch (error) {
      throw sessionFailure(error, entry.path);
    }
    this.#recent.remove(entry.path);
    await this.#sessions.look();
  }

  /** The files that a session is made of; they are closed where the session is about to leave its place. */
  async filesOf(path: string, isLeaving: boolean): Promise<string[]> {
    await this.#sessions.look();
    const entry = this.#sessions.entry(path);
    if (isLeaving) await this.#release(entry);
    return FILE_ENDS.map((end) => `${entry.path}${end}`).filter((file) => existsSync(file));
  }

  async #release({ path, fileName, state }: SessionEntry): Promise<void> {
    if (state === 'running' || state === 'elsewhere') {
      throw new ContractError('conflict', `${fileName} is being recorded into; it stays.`, {
        hint: 'Close the Kerbside that records into it first.',
      });
    }
    await this.#traces.closePath(path);
  }

  async merge(parts: readonly PartToMerge[], fileName: string, signal: AbortSignal): Promise<MergeResult> {
    const checked = parts.map((part) => ({ ...part, path: this.#sessions.entry(part.path).path }));
    const result = await mergeSessions({ parts: checked, out: this.#newPath(fileName), signal });
    await this.#sessions.look();
    return result;
  }

  async recover(path: string, signal: AbortSignal): Promise<Recovery> {
    const { path: from } = this.#sessions.entry(path);
    const name = basename(from, '.kerbside');
    for (let copy = 1; ; copy += 1) {
      const out = this.#newPath(`${name} (recovered${copy === 1 ? '' : ` ${copy}`})`);
      if (existsSync(out)) continue;
      const recovery = await recoverSession(from, out, signal);
      await this.#sessions.look();
      return recovery;
    }
  }

  #newPath(fileName: string): string {
    return join(this.#sessions.folder, `${checkedFileName(fileName, this.#sessions.folder)}.kerbside`);
  }
}

function writeDetails(path: string, details: SessionDetails): void {
  const file = openSession(path);
  try {
    if (file.isReadOnly)
      throw new ContractError('permission', file.problem ?? `${path} opens for reading only.`);
    const write = file.database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
    for (const key of SESSION_DETAILS) {
      const text = details[key];
      if (text !== undefined) write.run(key, text.trim());
    }
    write.run(OPEN_SINCE, '');
  } catch (error) {
    throw sessionFailure(error, path);
  } finally {
    file.close();
  }
}
