import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import type { Link } from '../../shared/contract/link.ts';
import { createMessagePortLink } from '../transport/messagePortLink.ts';
import { copyText } from './copyText.ts';
import type { Host } from './host.ts';
import { openTextFile } from './openTextFile.ts';

/** What the preload script puts on the window. */
export interface KerbsideBridge {
  platform: string;
  /** Asks for a new link: its port comes as a `kerbside-link` message of this window. */
  requestLink(): void;
  /** Where a file that the technician chose or dropped lies. */
  filePath(file: File): string;
  /** Shows a session file in its folder, or puts it into the trash; answers with what went wrong. */
  handleSession(action: 'reveal' | 'trash', path: string): Promise<Failure | undefined>;
  /** Asks where to save and saves; answers with the path, or nothing when the dialog was closed. */
  saveDownload(ticket: string, fileName: string): Promise<string | undefined>;
}

declare global {
  interface Window {
    kerbside?: KerbsideBridge;
  }
}

const PORT_WAIT_MS = 10_000;

function requestPort(bridge: KerbsideBridge, noCore: string): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    };
    const onMessage = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'kerbside-link' || port === undefined) return;
      finish();
      resolve(port);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new ContractError('unavailable', noCore));
    }, PORT_WAIT_MS);
    window.addEventListener('message', onMessage);
    bridge.requestLink();
  });
}

async function handleSession(
  bridge: KerbsideBridge,
  action: 'reveal' | 'trash',
  path: string,
  words: ElectronHostWords,
): Promise<void> {
  const failure = await bridge.handleSession(action, path).catch((error: unknown) => {
    // The system's own refusal: a network drive without a trash, for one.
    throw new ContractError('io', words.refused, { hint: words.refusedHint, cause: error });
  });
  if (failure === undefined) return;
  const { code, message, hint } = failure;
  throw new ContractError(code, message, hint === undefined ? {} : { hint });
}

/** For the technician. */
export interface ElectronHostWords {
  noCore: string;
  refused: string;
  refusedHint: string;
}

/** The screens in the window of the desktop program. */
export function createElectronHost(bridge: KerbsideBridge, words: ElectronHostWords): Host {
  return {
    kind: 'electron',
    async openLink(): Promise<Link> {
      return createMessagePortLink(await requestPort(bridge, words.noCore));
    },
    async saveDownload(ticket, fileName) {
      await bridge.saveDownload(ticket, fileName);
    },
    offerFile: (file) => Promise.resolve({ path: bridge.filePath(file) }),
    sessionFiles: {
      reveal: (path) => handleSession(bridge, 'reveal', path, words),
      trash: (path) => handleSession(bridge, 'trash', path, words),
    },
    isHere: true,
    openTextFile,
    copyText,
  };
}
