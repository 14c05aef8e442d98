import { createHash } from 'node:crypto';
import { ESPLoader } from 'esptool-js';
import { sizeText } from '../../../../../shared/files/sizeText.ts';
import type { FlashJob, FlashOutcome } from '../flasher.ts';
import { FlashRefusal } from '../flashRefusal.ts';
import type { LineAnswers } from '../lineAnswers.ts';
import { checkChip, checkImage, checkRoom, checkSecurity, targetOf } from './espChecks.ts';
import { EspReset } from './espReset.ts';
import { EspTransport } from './espTransport.ts';

/** The program in the RAM of the chip takes a block while it writes the one before. */
const BLOCK_MS = 5_000;
const RESET_MS = 100;
/** The longest that a whole push may take: nobody waits a night for a chip that answers and goes nowhere. */
const WHOLE_MS = 4 * 3_600_000;

const SILENT = { clean: () => undefined, writeLine: () => undefined, write: () => undefined };

/** Connects, checks the chip, writes, compares the MD5 that the chip makes of its flash, and resets it. */
export async function writeEsp32(
  job: FlashJob,
  answers: LineAnswers,
  connectTries: number,
): Promise<FlashOutcome> {
  const transport = new EspTransport(job.line, answers);
  // `esptool-js` sleeps and tries again where the line is long gone: it is left behind then, and can send no more.
  const pushed = push(transport, job, connectTries);
  pushed.catch(() => undefined);
  const outcome = await answers.orLater(pushed, WHOLE_MS);
  if (outcome === undefined) throw new FlashRefusal('It took longer than four hours.');
  return outcome;
}

async function push(transport: EspTransport, job: FlashJob, connectTries: number): Promise<FlashOutcome> {
  const target = targetOf(job);
  const { baud } = job.line.settings;
  const loader = new ESPLoader({
    transport,
    // The ROM measures the rate, and a change of it would be one more thing that fails.
    baudrate: baud,
    romBaudrate: baud,
    terminal: SILENT,
    resetConstructors: resets(transport),
  });
  await connect(loader, transport, job, connectTries);
  checkChip(loader, target);
  await checkImage(loader, job);
  await checkSecurity(loader);
  await startStub(loader, job);
  await checkRoom(loader, target, job);
  const md5 = await writeAll(loader, transport, target.address, job);
  await compare(loader, target.address, wholeWords(job.file.sizeBytes), md5);
  job.onStep(`The chip makes MD5 ${md5} of what it holds, as of the file.`);
  await restart(transport, job);
  return { kind: 'done', proof: 'read-back' };
}

function resets(transport: EspTransport): { classicReset: () => EspReset } {
  const reset = new EspReset(transport);
  return { classicReset: () => reset };
}

async function connect(
  loader: ESPLoader,
  transport: EspTransport,
  { onStep }: FlashJob,
  tries: number,
): Promise<void> {
  await transport.signals({ dtr: false, rts: false });
  if (!transport.hasSignals) {
    onStep(
      'This port cannot reset the chip, since it has no DTR and RTS: the chip has to be in its boot loader already.',
    );
  }
  try {
    await loader.detectChip(transport.hasSignals ? 'default_reset' : 'no_reset', tries);
  } catch (error) {
    throw notConnected(transport, error);
  }
  onStep(`The boot loader tells chip ${loader.chip.CHIP_NAME}.`);
}

function notConnected({ text, hasSignals }: EspTransport, error: unknown): FlashRefusal {
  const started = /boot:0x[0-9a-f]+/i.test(text) && !text.includes('waiting for download');
  const why = started ? 'It started its firmware instead. ' : '';
  const way = hasSignals
    ? 'Where the board does not wire DTR and RTS to the chip:'
    : 'This port has no DTR and RTS:';
  return new FlashRefusal(
    `The boot loader of the chip does not answer. ${why}Nothing was written.`,
    `${way} hold BOOT (GPIO0 to ground), press RESET, and push again. ${reasonOf(error)}`,
  );
}

/** The ROM cannot do it all: a small program in the RAM of the chip writes and checks. */
async function startStub(loader: ESPLoader, { onStep }: FlashJob): Promise<void> {
  await said('The loader could not be started in the RAM of the chip. Nothing was written', async () => {
    await loader.chip.postConnect?.(loader);
    await loader.runStub();
  });
  if (!loader.IS_STUB) {
    throw new FlashRefusal(
      `For ${loader.chip.CHIP_NAME} there is no loader here. Nothing was written.`,
      'Use the tool of the maker.',
    );
  }
  onStep('The loader runs in the RAM of the chip.');
}

/** The MD5 of all that went over. */
async function writeAll(
  loader: ESPLoader,
  transport: EspTransport,
  address: number,
  { file, onProgress, onStep }: FlashJob,
): Promise<string> {
  const hash = createHash('md5');
  const sizeBytes = wholeWords(file.sizeBytes);
  const blockBytes = loader.FLASH_WRITE_SIZE;
  onStep(
    `${sizeText(sizeBytes)} are written at ${address.toString(16)}h; from here on the device has no whole firmware.`,
  );
  const blocks = await said('The chip refuses to begin', () => loader.flashBegin(sizeBytes, address));
  for (let block = 1; block <= blocks; block += 1) {
    const offset = (block - 1) * blockBytes;
    const content = await file.read(offset, Math.min(blockBytes, file.sizeBytes - offset));
    const padded = new Uint8Array(blockBytes).fill(0xff);
    padded.set(content);
    hash.update(padded.subarray(0, wholeWords(content.length)));
    await said(`At block ${block} of ${blocks}`, () => loader.flashBlock(padded, block - 1, BLOCK_MS));
    const retries = transport.blocksSent - block;
    onProgress({ bytes: offset + content.length, block, blocks, retries });
  }
  return hash.digest('hex');
}

async function compare(loader: ESPLoader, address: number, sizeBytes: number, md5: string): Promise<void> {
  await said('The end of the transfer', () => loader.flashFinish(false));
  const held = await said('The check of what was written', () => loader.flashMd5sum(address, sizeBytes));
  if (held === md5) return;
  throw new FlashRefusal(
    'What the flash holds is not what was sent: the MD5 of it is another one.',
    'Push again; where it fails again, the flash is worn, or encrypts what is written.',
  );
}

async function restart(transport: EspTransport, { onStep }: FlashJob): Promise<void> {
  if (!transport.hasSignals) {
    return onStep(
      'This port cannot reset the chip: press its reset, or take its power away and give it back.',
    );
  }
  await transport.setSignals(false, true);
  await new Promise((resolve) => setTimeout(resolve, RESET_MS));
  await transport.setSignals(false, false);
  onStep('The chip was reset.');
}

async function said<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FlashRefusal(`${what}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return `${error instanceof Error ? error.message : String(error)}.`;
}

function wholeWords(length: number): number {
  return Math.ceil(length / 4) * 4;
}
