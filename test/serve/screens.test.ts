import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { screensOfCheckout, type Screens } from '../../electron/serve/screens.ts';
import { ROOT } from '../guards/moduleGraph.ts';

let project: string;
const log = vi.fn();

async function built(screens: Screens): Promise<void> {
  await vi.waitFor(() => expect(screens.state()).not.toBe('building'), { timeout: 15_000, interval: 50 });
}

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'kerbside-checkout-'));
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'), 'junction');
  await mkdir(join(project, 'renderer'));
  await mkdir(join(project, 'shared'));
  await writeFile(join(project, 'vite.config.ts'), "export default { root: 'renderer' };");
  await writeFile(join(project, 'renderer', 'index.html'), '<!doctype html><title>first</title>');
  log.mockClear();
});

afterEach(() => rm(project, { recursive: true }));

it('missing screens are built once, aside, and then put in place', async () => {
  const screens = screensOfCheckout(project, log);
  expect(screens.state()).toBe('building');
  expect(existsSync(screens.folder)).toBe(false);
  await built(screens);
  expect(screens.state()).toBe('ready');
  expect(readFileSync(join(screens.folder, 'index.html'), 'utf8')).toContain('first');
  expect(await readdir(join(project, 'dist'))).toEqual(['renderer']);
  expect(screensOfCheckout(project, log).state()).toBe('ready');
});

it.each(['renderer', 'shared'])('screens older than a file in %s/ are built anew', async (folder) => {
  await built(screensOfCheckout(project, log));
  await writeFile(join(project, 'renderer', 'index.html'), '<!doctype html><title>second</title>');
  const past = new Date(Date.now() - 60_000);
  await utimes(join(project, 'renderer', 'index.html'), past, past);
  expect(screensOfCheckout(project, log).state()).toBe('ready');
  const future = new Date(Date.now() + 60_000);
  await writeFile(join(project, folder, 'changed.ts'), '');
  await utimes(join(project, folder, 'changed.ts'), future, future);
  const screens = screensOfCheckout(project, log);
  expect(screens.state()).toBe('building');
  await built(screens);
  expect(readFileSync(join(screens.folder, 'index.html'), 'utf8')).toContain('second');
});

it('a build that fails is said in a sentence, and screens that are there stay', async () => {
  const broken = '<!doctype html><script type="module" src="./missing.ts"></script>';
  await writeFile(join(project, 'renderer', 'index.html'), broken);
  const screens = screensOfCheckout(project, log);
  expect(screens.state()).toBe('building');
  await built(screens);
  expect(screens.state()).toEqual({ problem: expect.stringContaining('npm run build') as string });
  expect(log).toHaveBeenCalledWith(expect.stringContaining('missing.ts'));
  await mkdir(screens.folder, { recursive: true });
  await writeFile(join(screens.folder, 'index.html'), 'older');
  await utimes(join(screens.folder, 'index.html'), new Date(0), new Date(0));
  const again = screensOfCheckout(project, log);
  expect(again.state()).toBe('building');
  await built(again);
  expect(again.state()).toBe('ready');
});
