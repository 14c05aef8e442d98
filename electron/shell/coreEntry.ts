import { ContractError, type Failure } from '../../shared/contract/failure.ts';
import { createCore, writeWholeFile, type Core } from '../core/index.ts';
import { practice } from '../practice/practice.ts';
import type { CoreSettings, Done, FromCore, Order, ToCore } from './coreProcess.ts';
import { portLink } from './portLink.ts';

/** The process of the core: serves links over the ports that the shell hands in. */
const { parentPort } = process;
const log = (line: string): void => console.error(line);

const settings = JSON.parse(process.argv[2] ?? '') as CoreSettings;
const say = (message: FromCore): void => parentPort.postMessage(message);
const onPushing = (isAny: boolean): void => say({ type: 'awake', isNeeded: isAny });
const core = createCore({ ...settings, practice, onPushing, log });
core.catch((error: unknown) => {
  say({ type: 'failure', failure: failureOf(error) });
  // The message leaves with the turn of the event loop.
  setTimeout(() => process.exit(1), 100);
});

parentPort.on('message', ({ data, ports: [port] }) => {
  core.then((started) => obey(started, data as ToCore, port)).catch((error: unknown) => log(String(error)));
});

async function obey(core: Core, message: ToCore, port: Electron.MessagePortMain | undefined): Promise<void> {
  if (message.type === 'close') {
    await core.close();
    process.exit(0);
  }
  if (message.type !== 'link') port?.postMessage(await done(core, message));
  else if (port !== undefined) core.serve(portLink(port));
}

async function done(core: Core, order: Order): Promise<Done> {
  try {
    if (order.type === 'files') return { files: await core.sessionFiles(order.path, order) };
    const file = core.takeDownload(order.ticket);
    if (!file) throw new ContractError('not-found', 'The export waited too long. Export once more.');
    await writeWholeFile(order.path, file.body);
    return {};
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  log(String(error instanceof Error ? error.stack : error));
  return { code: 'internal', message: `Something went wrong inside Kerbside: ${String(error)}` };
}
