import { EventEmitter } from 'node:events';
import { readFile, rename } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  BrowserWindowConstructorOptions,
  Dialog,
  IpcMain,
  MessageBoxOptions,
  Net,
  PowerSaveBlocker,
  Protocol,
  Session,
  Shell,
} from 'electron';
import type { Browser } from 'playwright-core';
import type { ElectronParts } from '../../../electron/shell/electronParts.ts';
import { StandInPort } from './port.ts';
import { StandInApp } from './standInApp.ts';
import { StandInUtilityProcess } from './standInUtilityProcess.ts';
import { StandInWindow, type Sender } from './standInWindow.ts';

type Listener = (event: Sender, ...words: unknown[]) => unknown;
type PermissionHandler = Parameters<Session['setPermissionRequestHandler']>[0];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Stands in for the part of Electron that the shell uses: windows, IPC, dialogs, processes. Our own code is the real
 * one: main script, preload script, core process and screens. What tests look at or steer is beside the modules.
 */
export function standInElectron(browser: Browser, folder: string) {
  const app = new StandInApp(folder);
  const windows: StandInWindow[] = [];
  const processes: StandInUtilityProcess[] = [];
  const privileged: string[] = [];
  const blockers = new Set<number>();
  const handlers = new Map<string, Listener>();
  const boxes: MessageBoxOptions[] = [];
  const answers = { savePath: '', button: 1 };
  const handled: Array<['reveal' | 'trash', string]> = [];
  const permissions: { request: PermissionHandler; check: (() => boolean) | null } = {
    request: null,
    check: null,
  };
  let fetchApp = (_request: Request): Response | Promise<Response> => new Response(null, { status: 404 });

  const invoke = (channel: string, sender: Sender, words: unknown[]): unknown => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return handler(sender, ...words);
  };

  function BrowserWindow(options: BrowserWindowConstructorOptions): StandInWindow {
    const window = new StandInWindow(options, {
      browser,
      invoke,
      fetchApp: async (request) => fetchApp(request),
    });
    windows.push(window);
    window.once('closed', () => app.emit('window-all-closed'));
    app.emit('web-contents-created', {}, window.webContents);
    return window;
  }

  const modules = {
    app,
    BrowserWindow,
    MessageChannelMain: function MessageChannelMain() {
      return StandInPort.pair();
    },
    dialog: {
      showSaveDialog: () =>
        Promise.resolve({ canceled: answers.savePath === '', filePath: answers.savePath }),
      showMessageBox: (...words: [object, MessageBoxOptions] | [MessageBoxOptions]) => {
        boxes.push(words.length === 2 ? words[1] : words[0]);
        app.emit('stand-in-box');
        return Promise.resolve({ response: answers.button, checkboxChecked: false });
      },
    } satisfies Pick<Dialog, 'showSaveDialog' | 'showMessageBox'>,
    ipcMain: {
      handle: (channel: string, listener: Listener) => {
        handlers.set(channel, listener);
      },
      // Its events carry less than Electron's: the sender is all that the shell reads.
    } satisfies Record<keyof Pick<IpcMain, 'handle'>, unknown>,
    net: {
      fetch: async (url: string) => {
        const type = CONTENT_TYPES[extname(url)] ?? 'application/octet-stream';
        return new Response(await readFile(fileURLToPath(url)), { headers: { 'content-type': type } });
      },
    } satisfies Pick<Net, 'fetch'>,
    powerSaveBlocker: {
      start: () => {
        blockers.add(blockers.size + 1);
        return blockers.size;
      },
      stop: (id: number) => blockers.delete(id),
    } satisfies Pick<PowerSaveBlocker, 'start' | 'stop'>,
    protocol: {
      registerSchemesAsPrivileged: (schemes: Array<{ scheme: string }>) => {
        privileged.push(...schemes.map(({ scheme }) => scheme));
      },
      handle: (_scheme: string, handler: typeof fetchApp) => {
        fetchApp = handler;
      },
    } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    session: {
      defaultSession: Object.assign(new EventEmitter(), {
        setPermissionRequestHandler: (handler: PermissionHandler) => {
          permissions.request = handler;
        },
        setPermissionCheckHandler: (handler: () => boolean) => {
          permissions.check = handler;
        },
      }),
    },
    shell: {
      showItemInFolder: (path: string) => void handled.push(['reveal', path]),
      trashItem: async (path: string) => {
        handled.push(['trash', path]);
        await rename(path, `${path}.in-the-trash`);
      },
    } satisfies Pick<Shell, 'showItemInFolder' | 'trashItem'>,
    utilityProcess: {
      fork: (modulePath: string, args?: readonly string[]) => {
        const child = new StandInUtilityProcess(modulePath, args);
        processes.push(child);
        return child;
      },
    },
  } satisfies Record<keyof ElectronParts, unknown>;
  return { modules, windows, processes, privileged, blockers, boxes, answers, handled, permissions, invoke };
}
