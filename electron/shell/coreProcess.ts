import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Failure } from '../../shared/contract/failure.ts';
import type { CoreOptions } from '../core/index.ts';
import type { ElectronParts } from './electronParts.ts';
import { keepAwake } from './keepAwake.ts';

export type CoreSettings = Omit<CoreOptions, 'practice' | 'onPushing' | 'log'>;

/** What the shell wants done: an export saved, or the files of a session named and, where it is leaving, closed. */
export type Order =
  { type: 'save'; ticket: string; path: string } | { type: 'files'; path: string; isLeaving: boolean };
export type Done = { failure?: Failure; files?: string[] };
/** What the shell asks of the core's process, with a port: the far end of a link, or where an order is answered. */
export type ToCore = { type: 'link' } | Order | { type: 'close' };

/** What the core's process says by itself: why it could not start, and whether the computer has to stay awake. */
export type FromCore = { type: 'failure'; failure: Failure } | { type: 'awake'; isNeeded: boolean };

export interface CoreProcess {
  /** Answers with the near end of a new link; it closes when the core's process ends. */
  openLink(): MessagePortMain;
  order(order: Order): Promise<Done>;
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 5000;

/** Runs the core in its own process: it can be busy, or fall over, without taking the window with it. */
export function startCore(electron: ElectronParts, entry: string, settings: CoreSettings): CoreProcess {
  const { app, dialog, MessageChannelMain, powerSaveBlocker, utilityProcess } = electron;
  let child: UtilityProcess | undefined;
  const stayAwake = keepAwake(powerSaveBlocker);
  let isClosing = false;
  const start = (): void => {
    let failure: Failure | undefined;
    child = utilityProcess.fork(entry, [JSON.stringify(settings)], { serviceName: 'Kerbside core' });
    child.on('message', (message: FromCore) => {
      if (message.type === 'failure') ({ failure } = message);
      else stayAwake(message.isNeeded);
    });
    child.once('exit', () => {
      stayAwake(false);
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
    order(order) {
      const message = 'Kerbside stopped before this was done.';
      const port = ask(order);
      port.start();
      return new Promise((resolve) => {
        port.once('message', ({ data }) => resolve(data as Done));
        port.once('close', () => resolve({ failure: { code: 'disconnected', message } }));
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
