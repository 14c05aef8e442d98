import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KerbsideBridge } from '../../renderer/host/electronHost.ts';
import { Trace } from '../../electron/core/trace/trace.ts';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { ROOT } from '../guards/moduleGraph.ts';
import { standInElectron } from './standIn/standInElectron.ts';

/** The bundle, as it is packed: build first. It and its preload script, core and screens are the real ones. */
const MAIN = join(ROOT, 'dist/shell/main.js');

declare global {
  interface Window {
    kerbside?: KerbsideBridge;
  }
}

let browser: Browser;
let folder: string;
let electron: ReturnType<typeof standInElectron>;
const argv = process.argv;

async function start(words: readonly string[] = ['--port', '0', '--host', '127.0.0.1']): Promise<void> {
  process.argv = ['electron', ROOT, ...words, '--session', join(folder, 'visit.kerbside')];
  vi.resetModules();
  await runMain(electron);
}

/** As Electron does it: the main script runs to its end, and then the program becomes ready. */
async function runMain({ modules }: typeof electron): Promise<void> {
  vi.doMock('electron', () => modules);
  const { started } = (await import(/* @vite-ignore */ MAIN)) as { started: Promise<void> };
  modules.app.becomeReady();
  await started;
}

async function shownPage(): Promise<Page> {
  const [window] = electron.windows;
  if (window === undefined) throw new Error('there is no window');
  return window.page;
}

async function boxShown(): Promise<void> {
  if (electron.boxes.length === 0) await once(electron.modules.app, 'stand-in-box');
}

beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error('These tests run the bundles: `npm run build` first.');
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerbside-shell-'));
  electron = standInElectron(browser, folder);
});

afterEach(async () => {
  if (electron.processes.length > 0) {
    electron.modules.app.quit();
    await electron.modules.app.quitted;
  }
  for (const window of electron.windows) await (await window.page).close();
  process.argv = argv;
  await rm(folder, { recursive: true });
});

/** The address comes from the core, over the link. */
async function showsAddress(page: Page): Promise<void> {
  await page
    .getByText(/ws:\/\/127\.0\.0\.1:\d+/)
    .first()
    .waitFor();
}

describe('the window', () => {
  it('shows the screens, connected with the core over a message port', async () => {
    await start();
    const page = await shownPage();
    await showsAddress(page);
    expect(electron.windows[0]?.isShown).toBe(true);
    expect(electron.privileged).toEqual(['kerbside']);
  });

  it('is sandboxed', async () => {
    await start();
    expect(electron.windows[0]?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    const page = await shownPage();
    const bridge = await page.evaluate(() => Object.keys(window.kerbside ?? {}).sort());
    expect(bridge).toEqual(['filePath', 'handleSession', 'platform', 'requestLink', 'saveDownload']);
  });

  it('has a policy without inline script and without eval', async () => {
    await start();
    const page = await shownPage();
    const response = await page.reload();
    const policy = (await response?.headerValue('content-security-policy')) ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
    expect(/script-src [^;]*/.exec(policy)?.[0]).toBe("script-src 'self'");
    const hasRun = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "inline script ran"';
      document.head.append(script);
      return document.title === 'inline script ran';
    });
    expect(hasRun).toBe(false);
  });

  it('stays on its page', async () => {
    await start();
    const page = await shownPage();
    const before = page.url();
    const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('evil.example'));
    await page.evaluate(() => window.location.assign('https://evil.example/'));
    await refused;
    expect(page.url()).toBe(before);
    const handler = electron.windows[0]?.webContents.windowOpenHandler;
    const details = { url: 'https://evil.example/' } as Parameters<NonNullable<typeof handler>>[0];
    expect(handler?.(details)).toEqual({ action: 'deny' });
    const attach = { preventDefault: vi.fn() };
    electron.windows[0]?.webContents.emit('will-attach-webview', attach);
    expect(attach.preventDefault).toHaveBeenCalled();
  });

  it('grants no permission', async () => {
    await start();
    const decide = vi.fn();
    const { request, check } = electron.permissions;
    Reflect.apply(request ?? (() => undefined), undefined, [{}, 'media', decide, {}]);
    expect(decide).toHaveBeenCalledWith(false);
    expect(check?.()).toBe(false);
  });

  it('is brought to the front by a second start, which opens none', async () => {
    await start();
    electron.modules.app.emit('second-instance');
    expect(electron.windows[0]?.focusCount).toBe(1);
    const second = standInElectron(browser, folder);
    second.modules.app.isFirst = false;
    vi.resetModules();
    await runMain(second);
    await second.modules.app.quitted;
    expect(second.windows).toEqual([]);
    expect(second.processes).toEqual([]);
  });
});

describe('messages from a page', () => {
  it.each([
    ['a foreign page', { url: 'https://evil.example/', parent: null }],
    ['a page with a similar name', { url: 'kerbside://app.evil.example/', parent: null }],
    ['a frame inside ours', { url: 'kerbside://app/index.html', parent: {} }],
  ])('are refused when they come from %s', async (_who, senderFrame) => {
    await start();
    const sender = electron.windows[0]?.webContents;
    if (sender === undefined) throw new Error('there is no window');
    const sent = vi.spyOn(sender, 'postMessage');
    for (const channel of ['link', 'save', 'session']) {
      expect(() => electron.invoke(channel, { sender, senderFrame }, ['ticket', 'name'])).toThrow(/screens/);
    }
    expect(sent).not.toHaveBeenCalled();
  });

  it('that ask for a file beside the screens get none', async () => {
    await start();
    const page = await shownPage();
    const status = await page.evaluate(async () => (await fetch('/..%2fnode%2fcoreEntry.js')).status);
    expect(status).toBe(404);
  });
});

/** In the page: a call over a link of its own, as any client of the contract makes it. */
function prepareExport(): Promise<string> {
  return new Promise((resolve) => {
    window.addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'kerbside-link' || port === undefined) return;
      port.addEventListener('message', ({ data: text }: MessageEvent<unknown>) => {
        if (typeof text !== 'string') return;
        const { id, result } = JSON.parse(text) as { id: number; result: { ticket: string } };
        if (id === 7) resolve(result.ticket);
      });
      port.start();
      const params = { format: 'jsonl', filter: {} };
      port.postMessage(JSON.stringify({ type: 'call', id: 7, method: 'export.prepare', params }));
    });
    window.kerbside?.requestLink();
  });
}

describe('saving', () => {
  it('asks where to, and has the core write the file', async () => {
    await start();
    const page = await shownPage();
    const path = join(folder, 'export.jsonl');
    electron.answers.savePath = path;
    const ticket = await page.evaluate(prepareExport);
    const saved = await page.evaluate(
      (given) => window.kerbside?.saveDownload(given, 'export.jsonl'),
      ticket,
    );
    expect(saved).toBe(path);
    expect(await readFile(path, 'utf8')).toBe('');
    expect(electron.boxes).toEqual([]);
  });

  it('does nothing when the dialog is closed, and keeps the ticket', async () => {
    await start();
    const page = await shownPage();
    const save = (given: string): Promise<string | undefined> | undefined =>
      window.kerbside?.saveDownload(given, 'export.jsonl');
    const ticket = await page.evaluate(prepareExport);
    expect(await page.evaluate(save, ticket)).toBeUndefined();
    electron.answers.savePath = join(folder, 'export.jsonl');
    expect(await page.evaluate(save, ticket)).toBe(electron.answers.savePath);
  });

  it('says in a sentence why a file could not be written', async () => {
    await start();
    const page = await shownPage();
    electron.answers.savePath = join(folder, 'no-such-folder', 'export.jsonl');
    const ticket = await page.evaluate(prepareExport);
    const saved = await page.evaluate(
      (given) => window.kerbside?.saveDownload(given, 'export.jsonl'),
      ticket,
    );
    expect(saved).toBeUndefined();
    expect(electron.boxes).toMatchObject([
      { type: 'error', message: expect.stringContaining('no folder') as string },
    ]);
  });
});

describe('session files', () => {
  /** An earlier visit in the folder of sessions; answers with its path. */
  async function earlierVisit(): Promise<string> {
    const sessions = join(folder, 'documents', 'Kerbside');
    await mkdir(sessions, { recursive: true });
    const path = join(sessions, 'earlier.kerbside');
    await Trace.open(path).close();
    return path;
  }
  async function sessionsScreen(): Promise<Page> {
    const page = await shownPage();
    await showsAddress(page);
    await page.evaluate(() => void (window.location.hash = '#/sessions'));
    return page;
  }

  it('are shown in their folder, and go to the trash once the person has said so', async () => {
    const path = await earlierVisit();
    await start();
    const page = await sessionsScreen();
    const row = page.getByRole('listitem', { name: 'earlier', exact: true });
    await row.getByRole('button', { name: 'Show in folder' }).click();
    await vi.waitFor(() => expect(electron.handled).toEqual([['reveal', path]]), 10_000);
    await row.getByRole('button', { name: 'Move to trash…' }).click();
    expect(existsSync(path)).toBe(true);
    await row.getByRole('button', { name: 'Move to trash', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    expect(electron.handled.slice(1)).toEqual([['trash', path]]);
    expect(existsSync(`${path}.in-the-trash`)).toBe(true);
    const running = page.getByRole('listitem', { name: 'visit', exact: true });
    await running.getByRole('button', { name: 'Show in folder' }).waitFor();
    expect(await running.getByRole('button', { name: 'Move to trash…' }).count()).toBe(0);
  });

  it('that are recorded into, or are none, stay whatever the page asks for', async () => {
    await earlierVisit();
    await start();
    const page = await sessionsScreen();
    const ask = (path: string): Promise<{ code: string } | undefined> =>
      page.evaluate((given) => window.kerbside?.handleSession('trash', given), path);
    expect(await ask(join(folder, 'visit.kerbside'))).toMatchObject({ code: 'conflict' });
    expect(await ask('/etc/hostname')).toMatchObject({ code: 'not-found' });
    expect(electron.handled).toEqual([]);
  });

  it('have the size limit of --max-session-size; one that is no size is refused in words', async () => {
    await start(['--port', '0', '--host', '127.0.0.1', '--max-session-size', '2GB']);
    const page = await sessionsScreen();
    await page.getByRole('button', { name: 'Size limit' }).click();
    expect(await page.getByRole('textbox', { name: 'Largest size' }).inputValue()).toBe('2GB');
  });
});

describe('leaving', () => {
  it('closes at once where no charger points here', async () => {
    await start();
    const page = await shownPage();
    await showsAddress(page);
    await page.getByRole('link', { name: 'All messages' }).click();
    expect(await electron.windows[0]?.closeByPerson()).toBe(true);
    await electron.modules.app.quitted;
  });

  it('while a charger still points to this laptop stays open once, with the list, and closes upon the second wish', async () => {
    await start();
    const page = await shownPage();
    await showsAddress(page);
    const url = /ws:\/\/127\.0\.0\.1:\d+/.exec(await page.locator('body').innerText())?.[0] ?? '';
    const charger = createPracticeCharger({ url, stationId: 'CP-LEFT', version: '1.6' });
    await page.getByRole('link', { name: /CP-LEFT.*Available/ }).click();
    await page.getByRole('link', { name: 'Configuration', exact: true }).click();
    await page.getByRole('button', { name: 'Read configuration' }).click();
    await page.getByRole('treegrid').waitFor();
    await page.getByRole('link', { name: 'Back end', exact: true }).click();
    await page.getByText('CP-LEFT is pointed to this Kerbside.').waitFor();

    const leaving = page.getByRole('region', { name: /Before you leave/ });
    expect(await electron.windows[0]?.closeByPerson()).toBe(false);
    await leaving.getByText(/CP-LEFT: Kerbside\.BackendUrl is ws:/).waitFor();
    await leaving.getByText('Close once more to leave all the same.').waitFor();
    await page.getByRole('link', { name: 'All messages' }).click();
    await leaving.getByRole('link', { name: 'Show' }).click();
    await page.getByRole('heading', { name: 'Where this charger is pointed to' }).waitFor();
    await leaving.getByRole('button', { name: 'Hide' }).click();
    await leaving.waitFor({ state: 'detached' });

    // Whoever goes on working is asked again.
    expect(await electron.windows[0]?.closeByPerson()).toBe(false);
    await leaving.waitFor();
    expect(await electron.windows[0]?.closeByPerson()).toBe(true);
    await electron.modules.app.quitted;
    await charger.stop();
  });
});

describe('the process of the core', () => {
  it('is started again when it falls over and the person wants it, and the screens find it', async () => {
    await start();
    const page = await shownPage();
    await showsAddress(page);
    const address = /ws:\/\/127\.0\.0\.1:\d+/.exec(await page.locator('body').innerText())?.[0] ?? '';
    electron.answers.button = 0;
    electron.processes[0]?.kill();
    await boxShown();
    expect(electron.boxes[0]?.message).toContain('has stopped');
    await page.getByText(address).first().waitFor({ state: 'detached' });
    await showsAddress(page);
    expect(electron.processes).toHaveLength(2);
  });

  it('says why it cannot start, and the program ends', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    await start(['--port', String(port), '--host', '127.0.0.1']);
    await boxShown();
    await electron.modules.app.quitted;
    blocker.close();
    expect(electron.boxes[0]?.message).toContain(`Port ${port} is in use`);
    expect(electron.boxes[0]?.detail).toContain('--port');
  });

  it('refuses a size limit that is none', async () => {
    await start(['--port', '0', '--host', '127.0.0.1', '--max-session-size', 'much']);
    await boxShown();
    await electron.modules.app.quitted;
    expect(electron.boxes[0]?.detail).toContain('500MB');
  });

  it('closes its file before the program ends', async () => {
    await start();
    const [core] = electron.processes;
    const exit = once(core ?? electron.modules.app, 'exit');
    electron.modules.app.emit('window-all-closed');
    expect(await exit).toEqual([0]);
    await electron.modules.app.quitted;
    expect(existsSync(join(folder, 'visit.kerbside'))).toBe(true);
    expect(existsSync(join(folder, 'visit.kerbside-wal'))).toBe(false);
  });
});
