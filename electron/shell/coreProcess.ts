import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Failure } from '../../shared/contract/failure.ts';
import type { CoreOptions } from '../core/index.ts';
import type { ElectronParts } from './electronParts.ts';

export type CoreSettings = Omit<CoreOptions, 'practice' | 'log'>;

/** What the shell asks of the core's process, with a port: the far end of a link, or where a save is answered. */
export type ToCore = { type: 'link' } | { type: 'save'; ticket: string; path: string } | { type: 'close' };
export type SaveAnswer = { failure?: Failure };

export interface CoreProcess {
  /** Answers with the near end of a new link; it closes when the core's process ends. */
  openLink(): MessagePortMain;
  /** Resolves with what went wrong, or with nothing. */
  save(ticket: string, path: string): Promise<Failure | undefined>;
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 5000;

/** Runs the core in its own process: it can be busy, or fall over, without taking the window with it. */
export function startCore(electron: ElectronParts, entry: string, settings: CoreSettings): CoreProcess {
  const { app, dialog, MessageChannelMain, utilityProcess } = electron;
  let child: UtilityProcess | undefined;
  let isClosing = false;
  const start = (): void => {
    let failure: Failure | undefined;
    child = utilityProcess.fork(entry, [JSON.stringify(settings)], { serviceName: 'Kerbside core' });
    // The only thing that it says by itself: why it could not start.
    child.on('message', (message: Failure) => (failure = message));
    child.once('exit', () => {
      child = undefined;
      if (!isClosing) void askWhatNow(failure);
    });
  };
  const askWhatNow = async (failure: Failure | undefined): Promise<void> => {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: failure?.message ?? 'The part of Kerbside that talks to chargers has stopped.',
      detail: failure?.hint ?? 'What was recorded so far is in the session file. Start it again to go on.',
      buttons: ['Start it again', 'Quit'],
      cancelId: 1,
    });
    if (response === 0) start();
    else app.quit();
  };
  const ask = (message: ToCore): MessagePortMain => {
    const { port1, port2 } = new MessageChannelMain();
    if (child === undefined) port1.close();
    else child.postMessage(message, [port1]);
    return port2;
  };
  start();
  return {
    openLink: () => ask({ type: 'link' }),
    save(ticket, path) {
      const message = 'Kerbside stopped before the file was saved.';
      const port = ask({ type: 'save', ticket, path });
      port.start();
      return new Promise((resolve) => {
        port.once('message', ({ data }) => resolve((data as SaveAnswer).failure));
        port.once('close', () => resolve({ code: 'disconnected', message }));
      });
    },
    async close() {
      isClosing = true;
      if (child === undefined) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      const overdue = setTimeout(() => child?.kill(), CLOSE_LIMIT_MS);
      ask({ type: 'close' });
      await gone;
      clearTimeout(overdue);
    },
  };
}
