import { ContractError } from '../../../../shared/contract/failure.ts';
import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import type { TransferTimes } from '../../../../shared/service-port/transfer/transferMachine.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { safeFileName } from '../../files/storage/safeFileName.ts';
import type { StoredFile } from '../../files/storage/incomingFile.ts';
import type { ChargerDriver, DiagnosticsChoice } from '../drivers/chargerDriver.ts';
import type { HeldPort } from '../session/heldPort.ts';
import { runTransfer } from '../transfer/runTransfer.ts';
import { PULL_LIMIT_BYTES, type PulledFiles } from './pulledFiles.ts';
import { isLost, reasonOf, type RunPorts } from './runPorts.ts';
import type { RunEnd, RunRecord } from './runRecord.ts';

export interface PullMeans {
  ports: RunPorts;
  record: RunRecord;
  choice: DiagnosticsChoice;
  files: PulledFiles;
  signal: AbortSignal;
  times: Partial<TransferTimes>;
}

/** Pulls a log into a file. Never rejects: the record says what came of it. */
export async function pullRun(means: PullMeans): Promise<void> {
  const { ports, record, choice } = means;
  let held: HeldPort | undefined;
  let end: RunEnd;
  try {
    held = ports.hold(record.run.path, `“${choice.title}” is pulled.`);
    await pullWith(held, means);
    end = received(means);
  } catch (error) {
    end = await cut(error, held, means);
  } finally {
    held?.release();
  }
  // Whoever sees the end finds the port free.
  record.end(end);
}

async function pullWith(held: HeldPort, means: PullMeans): Promise<void> {
  const { record, choice } = means;
  const { driver } = held;
  if (driver === undefined) throw new ContractError('unavailable', 'The port has no driver any more.');
  record.step(
    {
      code: 'starting',
      level: 'info',
      sentence: `The device is asked for “${choice.title}” (${choice.what}).`,
    },
    { stage: 'start', state: 'preparing' },
  );
  record.begin();
  if (choice.method === 'command') await pullOutput(driver, held, means);
  else await pullFile(driver, held, means, choice.method);
}

class PullFailure extends Error {
  readonly isCancelled: boolean;

  constructor(sentence: string, isCancelled: boolean) {
    super(sentence);
    this.isCancelled = isCancelled;
  }
}

/** What a command prints until the prompt comes again. */
async function pullOutput(driver: ChargerDriver, held: HeldPort, means: PullMeans): Promise<void> {
  const { choice, record, files } = means;
  await files.open();
  record.change({ stage: 'transfer', state: 'transferring' });
  const broken = new AbortController();
  let written = Promise.resolve();
  const onBytes = (bytes: Uint8Array): void => {
    written = written.then(async () => {
      await files.write(bytes);
      record.progress({ bytes: files.bytes });
    });
    // A full disk ends the command as well.
    written.catch((error: unknown) => broken.abort(error));
  };
  const signal = AbortSignal.any([means.signal, broken.signal, held.line.lost]);
  try {
    await driver.startDiagnostics(choice, { signal, onBytes });
  } finally {
    // What came before the cut is kept whole.
    await written.catch(() => undefined);
  }
  await written;
  await files.finish(nameOf(choice));
}

async function pullFile(
  driver: ChargerDriver,
  { line }: HeldPort,
  means: PullMeans,
  protocol: 'xmodem' | 'ymodem',
): Promise<void> {
  const { choice, record, files, signal, times } = means;
  await driver.startDiagnostics(choice, { signal, onBytes: () => undefined });
  record.change({ stage: 'transfer', state: 'transferring' });
  let name = nameOf(choice);
  const outcome = await runTransfer({
    line,
    machine: createReceiveMachine({ protocol, limitBytes: PULL_LIMIT_BYTES, times }),
    signal,
    onOpen: async (file) => {
      if (file.name !== '') name = safeFileName(file.name, 'log');
      await files.open(file.sizeBytes);
      const { sizeBytes } = file;
      record.progress({ file: { name, ...(sizeBytes === undefined ? {} : { sizeBytes }) } });
    },
    onContent: (bytes) => files.write(bytes),
    onClose: async ({ paddingBytes }) => {
      await files.finish(name);
      if (paddingBytes > 0) record.step(padded(paddingBytes));
    },
    onProgress: ({ bytes, block, retries }) => record.progress({ bytes, block, retries }),
  });
  if ('failure' in outcome) {
    const { cause, block, sentence } = outcome.failure;
    throw new PullFailure(block === 0 ? sentence : `At block ${block}: ${sentence}`, cause === 'cancelled');
  }
}

function padded(bytes: number): { code: string; level: 'info'; sentence: string } {
  return {
    code: 'padding',
    level: 'info',
    sentence: `XMODEM does not carry the size: ${bytes} bytes 1A at the end were taken for padding and left out.`,
  };
}

function received({ record, files, choice }: PullMeans): RunEnd {
  const [first, ...more] = files.stored;
  if (first === undefined) return nothing();
  for (const { path, sizeBytes } of more) {
    const sentence = `Also came: ${sizeText(sizeBytes)}, kept as ${path}.`;
    record.step({ code: 'received-more', level: 'good', sentence });
  }
  record.step({
    code: 'secrets',
    level: 'info',
    sentence:
      'It is kept as the device gave it: logs may hold passwords and keys, so look through it before it is passed on.',
  });
  const isEmpty = first.sizeBytes === 0;
  return {
    state: 'received',
    step: {
      code: 'received',
      level: isEmpty ? 'warning' : 'good',
      sentence: `“${choice.title}” came whole: ${sizeText(first.sizeBytes)}, kept as ${first.path}.`,
      ...(isEmpty ? { remedy: 'There is nothing in it.' } : {}),
    },
    changes: { stage: 'end', bytes: first.sizeBytes, file: shownFile(first, record.run.id) },
  };
}

function nothing(): RunEnd {
  return {
    state: 'failed',
    step: {
      code: 'nothing',
      level: 'problem',
      sentence: 'The device ended the transfer without sending a file.',
      remedy: 'The file may not be there: look for it on the console.',
    },
  };
}

async function cut(cause: unknown, held: HeldPort | undefined, means: PullMeans): Promise<RunEnd> {
  const { record, files, choice, signal } = means;
  const kept = await files.keepCut(record.run.file?.name ?? nameOf(choice)).catch(() => undefined);
  const isUnplugged = held !== undefined && isLost(held);
  const isStopped = signal.aborted || (cause instanceof PullFailure && cause.isCancelled);
  const isCancelled = !isUnplugged && isStopped;
  const { sentence, remedy } = reasonOf(cause);
  const isSilent = cause instanceof ContractError && cause.code === 'timeout';
  const failed = isUnplugged ? 'unplugged' : isSilent ? 'no-answer' : 'failed';
  const rest = kept === undefined ? '' : ` What had come is kept as ${kept.path}.`;
  return {
    state: isCancelled ? 'cancelled' : 'failed',
    step: {
      code: isCancelled ? 'cancelled' : failed,
      level: isCancelled ? 'warning' : 'problem',
      sentence: `${isCancelled ? 'Stopped here.' : sentence}${rest}`,
      ...(remedy === undefined || isCancelled ? {} : { remedy }),
    },
    changes: kept === undefined ? {} : { file: shownFile(kept, record.run.id) },
  };
}

/** The viewer opens it by the name of the run. */
function shownFile(
  { name, path, sizeBytes, sha256 }: StoredFile,
  fetchId: string,
): StoredFile & { fetchId: string } {
  return { name, path, sizeBytes, sha256, fetchId };
}

/** By the file that the command names, else by the command: `dmesg` becomes `dmesg.txt`, and `journalctl -n 5000` `journalctl.txt`. */
function nameOf({ what }: DiagnosticsChoice): string {
  const words = what.trim().split(/\s+/);
  const file = words.findLast((word) => word.includes('/')) ?? words[0] ?? '';
  const name = file.split('/').at(-1) ?? '';
  if (/\.[\w]+$/.test(name)) return name;
  return `${name === '' ? 'log' : name}.txt`;
}
