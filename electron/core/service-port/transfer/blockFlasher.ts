import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import {
  TRANSFER_TIMES,
  type TransferFailure,
  type TransferTimes,
} from '../../../../shared/service-port/transfer/transferMachine.ts';
import type { FlashJob, FlashOutcome, Flasher } from './flasher.ts';
import { runTransfer } from './runTransfer.ts';

/** Firmware by XMODEM or YMODEM: the device writes it by itself once it has come. */
export class BlockFlasher implements Flasher {
  readonly isExperimental = false;
  readonly ifCut =
    'The device has not got the whole file: as a rule it keeps what it had until the file is whole, and waits in its boot loader for another try.';
  readonly #protocol: 'xmodem' | 'ymodem';
  readonly #blockBytes: 128 | 1024;
  readonly #times: TransferTimes;

  constructor(method: 'xmodem' | 'xmodem-crc' | 'xmodem-1k' | 'ymodem', times: Partial<TransferTimes> = {}) {
    this.#protocol = method === 'ymodem' ? 'ymodem' : 'xmodem';
    this.#blockBytes = method === 'ymodem' || method === 'xmodem-1k' ? 1024 : 128;
    this.#times = { ...TRANSFER_TIMES, ...times };
  }

  async flash({ line, file, signal, onProgress }: FlashJob): Promise<FlashOutcome> {
    const { name, sizeBytes } = file;
    const machine = createSendMachine({
      protocol: this.#protocol,
      files: [{ name, sizeBytes }],
      blockBytes: this.#blockBytes,
      times: this.#times,
    });
    const outcome = await runTransfer({
      line,
      machine,
      signal,
      read: (_file, offset, length) => file.read(offset, length),
      onProgress: ({ bytes, block, retries }) => {
        const sentBytes = block === 0 ? this.#blockBytes : bytes / block;
        onProgress({ bytes, block, blocks: blocksOf(sizeBytes, block, bytes, sentBytes), retries });
      },
    });
    return 'proof' in outcome ? { kind: 'done', proof: outcome.proof } : failedBy(outcome.failure);
  }
}

/** A receiver may have wanted smaller blocks than were meant. */
function blocksOf(sizeBytes: number, block: number, bytes: number, blockBytes: number): number {
  if (bytes >= sizeBytes) return block;
  return block + Math.ceil((sizeBytes - bytes) / Math.max(1, blockBytes));
}

function failedBy({ cause, block, sentence }: TransferFailure): FlashOutcome {
  const where = block === 0 ? 'Before the first block' : `At block ${block}`;
  return {
    kind: 'failed',
    isCancelled: cause === 'cancelled',
    sentence: `${where}: ${sentence}`,
    ...(cause === 'no-request'
      ? { remedy: 'The boot loader may not wait for a file: start it again, and look at the console.' }
      : {}),
  };
}
