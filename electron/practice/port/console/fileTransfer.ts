import { EOT } from '../../../../shared/service-port/transfer/blockFrame.ts';
import {
  startMemoryTransfer,
  type MemoryTransfer,
} from '../../../../shared/service-port/transfer/memoryTransfer.ts';
import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import type { ConsoleHabits } from './consoleHabits.ts';

const NAK = 0x15;
const LIMIT_BYTES = 64_000_000;

export interface FileTransferOptions {
  habits: ConsoleHabits;
  write: (bytes: Uint8Array) => void;
  /** Pulls the cable. */
  cut: () => void;
  onEnd: (end: { files: Uint8Array[]; isWhole: boolean }) => void;
}

/** Receives files by XMODEM or YMODEM, with the habits of devices that do it badly. */
export function receiveFiles(protocol: 'xmodem' | 'ymodem', options: FileTransferOptions): MemoryTransfer {
  const { habits, write, cut, onEnd } = options;
  const files: Uint8Array[] = [];
  let block = 0;
  let refused = 0;
  let isEnding = false;
  let isDumb = false;
  const transfer = startMemoryTransfer({
    machine: createReceiveMachine({
      protocol,
      limitBytes: LIMIT_BYTES,
      times: { requestMs: 60_000, askAgainMs: 500 },
    }),
    write: (bytes) => {
      if (isDumb) return;
      const refuses = habits.has('refuses-blocks') && block > 0 && block % 3 === 0 && refused !== block;
      if (refuses) refused = block;
      write(refuses ? Uint8Array.of(NAK) : bytes);
    },
    onProgress: (progress) => {
      ({ block } = progress);
      if (habits.cutAtBlock !== undefined && block >= habits.cutAtBlock) cut();
    },
    onFile: (_file, bytes) => {
      files.push(bytes);
    },
    onEnd: (end) => {
      if (!isEnding) onEnd({ files, isWhole: 'proof' in end });
    },
  });
  if (!habits.has('loses-last-ack')) return transfer;
  return {
    ...transfer,
    take(bytes) {
      if (bytes.length === 1 && bytes[0] === EOT && block > 0) {
        // The file is whole, and the sender never hears of it.
        isEnding = true;
        isDumb = true;
        transfer.take(bytes);
        transfer.take(bytes);
        transfer.stop();
        onEnd({ files, isWhole: true });
      } else {
        transfer.take(bytes);
      }
    },
  };
}

/** Sends one file by XMODEM or YMODEM. */
export function sendFile(
  protocol: 'xmodem' | 'ymodem',
  { name, bytes }: { name: string; bytes: Uint8Array },
  { habits, write, cut, onEnd }: FileTransferOptions,
): MemoryTransfer {
  return startMemoryTransfer({
    machine: createSendMachine({
      protocol,
      blockBytes: 1024,
      files: [{ name, sizeBytes: bytes.length, mtimeS: 1_772_600_000 }],
    }),
    files: [bytes],
    write,
    onProgress: ({ block }) => {
      if (habits.cutAtBlock !== undefined && block >= habits.cutAtBlock) cut();
    },
    onEnd: (end) => onEnd({ files: [], isWhole: 'proof' in end }),
  });
}
