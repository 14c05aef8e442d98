import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import type { Browser, Dialog, Frame, Page, Route } from 'playwright-core';
import { electronInPage, type FromPage } from './inPage.ts';
import type { StandInPort } from './port.ts';
import { cancelable } from './standInApp.ts';

/** Chromium alone does not know our scheme: the page is shown under a name that leads nowhere else. */
const SHOWN_ORIGIN = 'https://app.kerbside.test';
const APP_ORIGIN = 'kerbside://app';

export interface Sender {
  sender: StandInContents;
  senderFrame: { url: string; parent: object | null };
}

/** What a window needs of the program around it. */
export interface Surroundings {
  browser: Browser;
  fetchApp(request: Request): Promise<Response>;
  invoke(channel: string, sender: Sender, words: unknown[]): unknown;
}

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

export class StandInContents extends EventEmitter {
  readonly #window: StandInWindow;
  windowOpenHandler: WindowOpenHandler | undefined;

  constructor(window: StandInWindow) {
    super();
    this.#window = window;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  postMessage(channel: string, _message: unknown, transfer: readonly StandInPort[] = []): void {
    this.#window.deliver(channel, transfer);
  }
}

/** A window whose page is a real one, in Chromium, with the real preload script before it. */
export class StandInWindow
  extends EventEmitter
  implements Pick<BrowserWindow, 'loadURL' | 'show' | 'isMinimized' | 'restore' | 'focus'>
{
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents = new StandInContents(this);
  readonly page: Promise<Page>;
  isShown = false;
  focusCount = 0;
  readonly #surroundings: Surroundings;
  readonly #ports = new Map<number, StandInPort>();
  readonly #setPage: (page: Page) => void;
  #shownPage: Page | undefined;
  #lastPort = 0;

  constructor(options: BrowserWindowConstructorOptions, surroundings: Surroundings) {
    super();
    this.options = options;
    this.#surroundings = surroundings;
    const { promise, resolve } = Promise.withResolvers<Page>();
    this.page = promise;
    this.#setPage = resolve;
  }

  async loadURL(url: string): Promise<void> {
    // A page that owns its context is closed with it, without being asked.
    const context = await this.#surroundings.browser.newContext();
    const page = await context.newPage();
    page.once('close', () => void context.close());
    this.#shownPage = page;
    await page.exposeBinding('standInCall', (source, message: FromPage) => this.#call(source, message));
    await page.addInitScript({ content: await this.#preload() });
    await page.route('**/*', (route) => this.#answer(route));
    await page.goto(url.replace(APP_ORIGIN, SHOWN_ORIGIN));
    this.#setPage(page);
    this.emit('ready-to-show');
  }

  deliver(channel: string, transfer: readonly StandInPort[]): void {
    const numbers = transfer.map((port) => {
      const number = (this.#lastPort += 1);
      this.#ports.set(number, port);
      port.on('message', ({ data }: { data: unknown }) => {
        void this.#inPage(`window.standIn.post(${number}, ${JSON.stringify(data)})`);
      });
      port.on('close', () => void this.#inPage(`window.standIn.close(${number})`));
      return number;
    });
    void this.#inPage(`window.standIn.deliver(${JSON.stringify(channel)}, ${JSON.stringify(numbers)})`);
    for (const port of transfer) port.start();
  }

  show(): void {
    this.isShown = true;
  }

  /** As the person closes it. A page that objects stays, and Electron, unlike a browser, asks nobody. Answers whether it closed. */
  async closeByPerson(): Promise<boolean> {
    const page = await this.page;
    const isClosed = await new Promise<boolean>((resolve, reject) => {
      const onClose = (): void => {
        page.off('dialog', onObjection);
        resolve(true);
      };
      const onObjection = (dialog: Dialog): void => {
        page.off('close', onClose);
        dialog.dismiss().then(() => resolve(false), reject);
      };
      page.once('close', onClose);
      page.once('dialog', onObjection);
      page.close({ runBeforeUnload: true }).catch(reject);
    });
    if (isClosed) this.emit('closed');
    return isClosed;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {
    this.isShown = true;
  }

  focus(): void {
    this.focusCount += 1;
  }

  async #preload(): Promise<string> {
    const path = this.options.webPreferences?.preload;
    const code = path === undefined ? '' : await readFile(path, 'utf8');
    const process = JSON.stringify({ platform: 'linux' });
    return `((require, process) => {${code}})((electron => () => electron)((${String(electronInPage)})()), ${process});`;
  }

  async #call(source: { frame: Frame }, message: FromPage): Promise<unknown> {
    if (message.type === 'port') return this.#ports.get(message.port)?.postMessage(message.data);
    const url = source.frame.url().replace(SHOWN_ORIGIN, APP_ORIGIN);
    const senderFrame = { url, parent: source.frame.parentFrame() };
    return this.#surroundings.invoke(
      message.channel,
      { sender: this.webContents, senderFrame },
      message.words,
    );
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    const isNavigation = request.isNavigationRequest() && request.frame().parentFrame() === null;
    if (isNavigation && this.#leaves(url)) {
      const isPrevented = cancelable((event) => this.webContents.emit('will-navigate', event));
      if (isPrevented) return route.abort('aborted');
    }
    if (!url.startsWith(SHOWN_ORIGIN))
      return route.fulfill({ contentType: 'text/html', body: 'a foreign page' });
    const ours = new Request(url.replace(SHOWN_ORIGIN, APP_ORIGIN), { method: request.method() });
    const response = await this.#surroundings.fetchApp(ours);
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  /** Not the first page, and not a reload by the person: Electron asks about neither. */
  #leaves(url: string): boolean {
    const shown = this.#shownPage?.url() ?? '';
    return shown.startsWith(SHOWN_ORIGIN) && url !== shown;
  }

  async #inPage(script: string): Promise<void> {
    try {
      await this.#shownPage?.evaluate(script);
    } catch (error) {
      // What is meant for a page that was closed or left in the meantime is lost, as it is with Electron.
      if (!/closed|destroyed/.test(String(error))) throw error;
    }
  }
}
