import type * as Electron from 'electron';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSize } from '../../shared/session/sessionSize.ts';
import { APP_URL, isOurFrame, registerAppScheme, serveApp } from './appProtocol.ts';
import { startCore, type CoreProcess, type CoreSettings } from './coreProcess.ts';
import type { ElectronParts } from './electronParts.ts';

/** The bundles; this file is one of them. */
const dist = join(import.meta.dirname, '..');

/** Starts the desktop program: one window over one core, which runs in a process of its own. */
export async function startShell(electron: ElectronParts, words: readonly string[]): Promise<void> {
  const { app, session } = electron;
  if (!app.requestSingleInstanceLock()) return app.quit();
  registerAppScheme(electron);
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents));
  await app.whenReady();
  serveApp(electron, join(dist, 'renderer'));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
  const core = startCore(electron, join(dist, 'node', 'coreEntry.js'), settings(app, words));
  quitWithCore(app, core);
  const window = openWindow(electron);
  answerWindow(electron, window, core);
  await window.loadURL(APP_URL);
}

function openWindow({ app, BrowserWindow }: ElectronParts): Electron.BrowserWindow {
  const size = { width: 1360, height: 860, minWidth: 360 };
  const look = { backgroundColor: '#0e1116', autoHideMenuBar: true, show: false };
  const fences = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true };
  const webPreferences = { preload: join(dist, 'shell', 'preload.cjs'), ...fences };
  const window = new BrowserWindow({ ...size, ...look, webPreferences });
  window.once('ready-to-show', () => window.show());
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return window;
}

/** No page but ours: no navigation, no further windows, no embedded pages. */
function keepInPlace(contents: Electron.WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Answers the preload script: a link to the core, the native dialog for saving, and what the system does with files. */
function answerWindow(electron: ElectronParts, window: Electron.BrowserWindow, core: CoreProcess): void {
  const { app, dialog, ipcMain, shell } = electron;
  type Answer = (event: Electron.IpcMainInvokeEvent, ...words: unknown[]) => unknown;
  const handle = (channel: string, answer: Answer): void =>
    ipcMain.handle(channel, (event, ...words: unknown[]) => {
      if (!isOurFrame(event.senderFrame)) throw new Error('Only the screens of Kerbside may ask for this.');
      return answer(event, ...words);
    });
  handle('link', ({ sender }) => sender.postMessage('link', null, [core.openLink()]));
  handle('save', async (_event, ticket, fileName) => {
    const defaultPath = join(app.getPath('downloads'), basename(String(fileName)));
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
    if (canceled || filePath === '') return undefined;
    const { failure } = await core.order({ type: 'save', ticket: String(ticket), path: filePath });
    if (failure === undefined) return filePath;
    const { message, hint: detail = '' } = failure;
    await dialog.showMessageBox(window, { type: 'error', message, detail });
    return undefined;
  });
  // Only the core knows which files are sessions, and which of them may go.
  handle('session', async (_event, action, path) => {
    const isLeaving = action === 'trash';
    const { files = [], failure } = await core.order({ type: 'files', path: String(path), isLeaving });
    if (isLeaving) for (const file of files) await shell.trashItem(file);
    else files.slice(0, 1).forEach((file) => shell.showItemInFolder(file));
    return failure;
  });
}

/** The core closes its connections and its file before the program goes, once the window did not object. */
function quitWithCore(app: Electron.App, core: CoreProcess): void {
  let isClosed = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void core.close().then(() => {
      isClosed = true;
      app.quit();
    });
  });
}

function settings(app: Electron.App, words: readonly string[]): CoreSettings {
  const text = { type: 'string' } as const;
  const options = { port: text, host: text, session: text, tls: text, 'max-session-size': text };
  const { values } = parseArgs({ args: [...words], options, strict: false });
  const { port, host, session, tls, 'max-session-size': size } = values;
  const home = process.env.KERBSIDE_HOME;
  return {
    version: app.getVersion(),
    host: String(host ?? '0.0.0.0'),
    // What cannot be a number or a size is refused by the core, in its words.
    port: /^\d+$/.test(String(port ?? 8887)) ? Number(port ?? 8887) : -1,
    ...(session !== undefined && { sessionFile: String(session) }),
    ...(size !== undefined && { maxSessionBytes: parseSize(String(size)) ?? -1 }),
    sessionsFolder: home ? join(home, 'sessions') : join(app.getPath('documents'), 'Kerbside'),
    dataFolder: home ?? app.getPath('userData'),
    ...(tls === 'off' || tls === 'required' ? { tls } : {}),
  };
}
