import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../guards/moduleGraph.ts';

/** What a process of ours is started with. */
export const CLI = process.env['KERBSIDE_TEST_CLI'] ?? join(ROOT, 'electron/cli/kerbside.js');

export interface Listening {
  event: 'listening';
  ocpp: string[];
  ui: string;
}

export interface ServeProcess {
  child: ChildProcess;
  /** What it says for people, so far; it goes on to the terminal of the test as well. */
  said: () => string;
  listening: Listening;
  /** Address of the front door on loopback, without a path. */
  ocpp: string;
  ui: string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Environment for a process of ours, so that tests meet no running Kerbside of the developer's. */
export function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, KERBSIDE_HOME: home };
}

/** `kerbside serve --json` in a process of its own, on free ports. */
export async function startServe(options: {
  home: string;
  session: string;
  args?: string[];
}): Promise<ServeProcess> {
  const child = spawn(
    process.execPath,
    [
      CLI,
      'serve',
      '--json',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--ui-port',
      '0',
      '--session',
      options.session,
      ...(options.args ?? []),
    ],
    { env: environment(options.home), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
    process.stderr.write(text);
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`serve ended with ${String(code)} before it listened`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const listening = JSON.parse(line) as Listening;
  return {
    child,
    said: () => said,
    listening,
    ocpp: (listening.ocpp[0] ?? '').replace(/\/$/, ''),
    ui: listening.ui,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one `kerbside` command to its end. */
export async function runKerbside(home: string, args: readonly string[], input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args], { env: environment(home) });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}
