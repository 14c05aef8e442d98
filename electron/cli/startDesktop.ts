import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** `npm start`: the desktop program, or the same screens in a browser where Electron cannot be had. */
const project = join(import.meta.dirname, '../..');
const modules = join(project, 'node_modules');
const words = process.argv.slice(2);
const run = promisify(execFile);
const FETCH_LIMIT_MS = 10 * 60_000;
/** A program that ends with an error this soon never showed its window. */
const EARLY_MS = 5000;

/** The program file of Electron, fetched on the first launch; nothing where it cannot be had. */
async function findElectron(): Promise<string | undefined> {
  const folder = join(modules, 'electron');
  const isThere = existsSync(join(folder, 'path.txt'));
  if (!isThere) console.error("Fetching Electron's program file, once (about 110 MB).");
  try {
    await run(process.execPath, [join(folder, 'install.js')], { timeout: FETCH_LIMIT_MS });
    return String(createRequire(import.meta.url)(folder));
  } catch {
    // Offline, a proxy in the way, or a system that Electron is not made for: the sentence below says what follows.
    return undefined;
  }
}

/** The window needs bundles: the screens, the program, and the preload script as CommonJS. */
async function build(): Promise<void> {
  const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['electron', 'shared', 'renderer']
    .map((folder) => join(project, folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path))));
  const bundles = ['renderer/index.html', 'node/coreEntry.js', 'shell/main.js', 'shell/preload.cjs'];
  const oldest = Math.min(...bundles.map((path) => changedAt(join(project, 'dist', path))));
  if (Math.max(...sources.map(changedAt)) < oldest) return;
  for (const config of ['vite.config.ts', 'vite.node.config.ts', 'vite.preload.config.ts']) {
    const vite = join(modules, 'vite/bin/vite.js');
    await run(process.execPath, [vite, 'build', '--config', config], { cwd: project });
  }
}

/** Runs a program in this terminal, hands signals on to it, and resolves with its exit code. */
function runHere(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Answers with why there is no window, or with nothing once the person has closed it. */
async function showWindow(): Promise<string | undefined> {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  const electron = await findElectron();
  if (electron === undefined) return 'its program file could not be downloaded';
  await build();
  const startedAt = performance.now();
  process.exitCode = await runHere(electron, [project, ...words]);
  const isEarly = process.exitCode !== 0 && performance.now() - startedAt < EARLY_MS;
  return isEarly ? 'it does not start on this machine' : undefined;
}

const reason = await showWindow();
if (reason !== undefined) {
  console.error(`Electron cannot show a window (${reason}), so Kerbside runs in the browser instead.`);
  const main = join(project, 'electron/cli/kerbside.js');
  process.exitCode = await runHere(process.execPath, [main, 'serve', '--open', ...words]);
}
