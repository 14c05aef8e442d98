import type { ContextBridge, IpcRenderer, WebUtils } from 'electron';

/** What the page says to the stand-in over its binding. */
export type FromPage =
  { type: 'invoke'; channel: string; words: unknown[] } | { type: 'port'; port: number; data: unknown };

/** What the stand-in calls in the page. */
export interface InPage {
  deliver(channel: string, ports: number[]): void;
  post(port: number, data: unknown): void;
  close(port: number): void;
}

declare global {
  interface Window {
    standIn: InPage;
    standInPaths?: Record<string, string>;
    standInCall(message: FromPage): Promise<unknown>;
  }
}

/**
 * Runs in the page, as text, before anything else: the part of `electron` that a preload script gets. It answers with
 * that module, so it may use nothing from outside itself.
 */
export function electronInPage(): {
  contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
  ipcRenderer: Pick<IpcRenderer, 'invoke'>;
  webUtils: Pick<WebUtils, 'getPathForFile'>;
} {
  // Electron adds to ports the event `close`, which the web does not have: here it is a message in disguise.
  const closed = 'stand-in: the other end is closed';
  const native: unknown = Reflect.get(MessagePort.prototype, 'addEventListener');
  Object.defineProperty(MessagePort.prototype, 'addEventListener', {
    value(this: MessagePort, type: string, listener: (event: MessageEvent) => void) {
      const whenMeant = (event: MessageEvent): void => {
        if ((event.data === closed) === (type === 'close')) listener(event);
      };
      Reflect.apply(native as () => void, this, ['message', whenMeant]);
    },
  });
  const listeners = new Map<string, (event: { ports: MessagePort[] }) => void>();
  const farEnds = new Map<number, MessagePort>();
  window.standIn = {
    deliver(channel, numbers) {
      const ports = numbers.map((port) => {
        const { port1, port2 } = new MessageChannel();
        port2.addEventListener(
          'message',
          ({ data }: MessageEvent<unknown>) => void window.standInCall({ type: 'port', port, data }),
        );
        port2.start();
        farEnds.set(port, port2);
        return port1;
      });
      listeners.get(channel)?.({ ports });
    },
    post: (port, data) => farEnds.get(port)?.postMessage(data),
    close: (port) => farEnds.get(port)?.postMessage(closed),
  };
  const ipcRenderer = {
    invoke: (channel: string, ...words: unknown[]) => window.standInCall({ type: 'invoke', channel, words }),
    on: (channel: string, listener: (event: { ports: MessagePort[] }) => void) =>
      listeners.set(channel, listener),
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: unknown) => {
      Object.defineProperty(window, name, { value: Object.freeze(api) });
    },
  };
  // A page cannot tell where a file lies: the test says it by the file's name.
  const webUtils = { getPathForFile: ({ name }: File) => window.standInPaths?.[name] ?? '' };
  return { contextBridge, ipcRenderer, webUtils };
}
