import { startMemoryTransfer } from '../../../../shared/service-port/transfer/memoryTransfer.ts';
import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import type { TransferTimes } from '../../../../shared/service-port/transfer/transferMachine.ts';
import type { PortLine } from '../../../../electron/core/service-port/line/portLine.ts';

/** How a transfer over a line ended: what proves it, or why it failed and at which block. */
export type LineTransferEnd = { proof: string } | { failure: string; block: number } | { lost: true };

const TIMES: Partial<TransferTimes> = { answerMs: 300, requestMs: 5000, secondAnswerMs: 50, askAgainMs: 300 };

/** Pushes a file by YMODEM-1K over a line. */
export function pushOver(line: PortLine, name: string, bytes: Uint8Array): Promise<LineTransferEnd> {
  return new Promise((resolve) => {
    const transfer = startMemoryTransfer({
      machine: createSendMachine({
        protocol: 'ymodem',
        blockBytes: 1024,
        files: [{ name, sizeBytes: bytes.length }],
        times: TIMES,
      }),
      files: [bytes],
      write: (piece) => void line.write(piece).catch(() => undefined),
      onEnd: (end) => {
        stop();
        resolve(
          'proof' in end ? { proof: end.proof } : { failure: end.failure.cause, block: end.failure.block },
        );
      },
    });
    const stop = line.onData((piece) => transfer.take(piece));
    line.lost.addEventListener('abort', () => {
      transfer.stop();
      resolve({ lost: true });
    });
  });
}

/** Pulls files by YMODEM over a line. */
export function pullOver(line: PortLine): Promise<Array<{ name: string; bytes: Uint8Array }>> {
  return new Promise((resolve, reject) => {
    const files: Array<{ name: string; bytes: Uint8Array }> = [];
    const transfer = startMemoryTransfer({
      machine: createReceiveMachine({ protocol: 'ymodem', limitBytes: 10_000_000, times: TIMES }),
      write: (piece) => void line.write(piece).catch(() => undefined),
      onFile: ({ name }, bytes) => files.push({ name, bytes }),
      onEnd: (end) => {
        stop();
        if ('proof' in end) resolve(files);
        else reject(new Error(end.failure.sentence));
      },
    });
    const stop = line.onData((piece) => transfer.take(piece));
    line.lost.addEventListener('abort', () => {
      transfer.stop();
      reject(new Error('lost'));
    });
  });
}
