import { assertNever } from '../../shared/assertNever.ts';
import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import { createCore, writeWholeFile, type Core } from '../core/index.ts';
import { practice } from '../practice/practice.ts';
import type { CoreSettings, SaveAnswer, ToCore } from './coreProcess.ts';
import { portLink } from './portLink.ts';

/** The process of the core: serves links over the ports that the shell hands in. */
const { parentPort } = process;
const log = (line: string): void => console.error(line);

const settings = JSON.parse(process.argv[2] ?? '') as CoreSettings;
const core = createCore({ ...settings, practice, log });
core.catch((error: unknown) => {
  parentPort.postMessage(failureOf(error));
  // The message leaves with the turn of the event loop.
  setTimeout(() => process.exit(1), 100);
});

parentPort.on('message', ({ data, ports: [port] }) => {
  core.then((started) => obey(started, data as ToCore, port)).catch((error: unknown) => log(String(error)));
});

async function obey(core: Core, message: ToCore, port: Electron.MessagePortMain | undefined): Promise<void> {
  switch (message.type) {
    case 'link':
      if (port !== undefined) core.serve(portLink(port));
      return;
    case 'save':
      return port?.postMessage(await save(core, message));
    case 'close':
      await core.close();
      return process.exit(0);
    default:
      return assertNever(message);
  }
}

async function save(core: Core, { ticket, path }: { ticket: string; path: string }): Promise<SaveAnswer> {
  const message = 'The export waited too long. Export once more.';
  const download = core.takeDownload(ticket);
  if (download === undefined) return { failure: { code: 'not-found', message } };
  return writeWholeFile(path, download.body).then(
    () => ({}),
    (error: unknown) => ({ failure: failureOf(error) }),
  );
}

function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  log(String(error instanceof Error ? error.stack : error));
  return { code: 'internal', message: `Something went wrong inside Kerbside: ${String(error)}` };
}
