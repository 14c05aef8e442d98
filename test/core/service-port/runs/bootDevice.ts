import { createReceiveMachine } from '../../../../shared/service-port/transfer/receiveMachine.ts';
import { createSendMachine } from '../../../../shared/service-port/transfer/sendMachine.ts';
import {
  startMemoryTransfer,
  type MemoryTransfer,
} from '../../../../shared/service-port/transfer/memoryTransfer.ts';
import { startCableDevice, type CableDevice } from '../session/cableDevice.ts';

export interface BootHabits {
  /** Says nothing more from this stage on. */
  silentAt?: 'load' | 'boot' | 'version';
  /** Cancels after so many blocks. */
  cancelsAt?: number;
  /** The cable is pulled when so many blocks have come; 0: at the request. */
  unplugsAt?: number;
  /** Keeps the firmware that it has, as one that refuses the file. */
  keepsOld?: boolean;
  version?: string;
  log?: Uint8Array;
}

/** A device on a cable with a line each for its version, its boot loader, its new start and its log. */
export interface BootDevice {
  cable: CableDevice;
  flash(): Uint8Array | undefined;
  close(): Promise<void>;
}

export async function startBootDevice(habits: BootHabits = {}): Promise<BootDevice> {
  const cable = await startCableDevice();
  let version = habits.version ?? '1.0.0';
  let flash: Uint8Array | undefined;
  let transfer: MemoryTransfer | undefined;
  let text = '';
  const write = (bytes: Uint8Array): void => {
    // A cable that was pulled takes nothing.
    void cable.write(bytes).catch(() => undefined);
  };
  const answer = (line: string): void => write(Buffer.from(`${line}\n`));
  const load = (): void => {
    if (habits.silentAt === 'load') return;
    answer('ready');
    transfer = startMemoryTransfer({
      machine: createReceiveMachine({
        protocol: 'ymodem',
        limitBytes: 10_000_000,
        times: { askAgainMs: 50 },
      }),
      write,
      onFile: (_file, bytes) => {
        flash = bytes;
        if (habits.keepsOld !== true) version = Buffer.from(bytes.subarray(0, 5)).toString();
      },
      onProgress: ({ block }) => {
        if (block === habits.cancelsAt) transfer?.abort();
        if (block === habits.unplugsAt) pull();
      },
      onEnd: () => {
        transfer = undefined;
      },
    });
  };
  const pull = (): void => {
    transfer?.stop();
    transfer = undefined;
    cable.unplug();
  };
  const sendLog = (): void => {
    const log = habits.log ?? Buffer.from('line\n'.repeat(3000));
    transfer = startMemoryTransfer({
      machine: createSendMachine({
        protocol: 'ymodem',
        blockBytes: 1024,
        files: [{ name: '../../etc/charger.log', sizeBytes: log.length }],
      }),
      write,
      files: [log],
      onProgress: ({ block }) => {
        if (block === habits.unplugsAt) pull();
      },
      onEnd: () => {
        transfer = undefined;
      },
    });
  };
  const obey = (command: string): void => {
    if (command === 'load') load();
    if (command === 'boot' && habits.silentAt !== 'boot') answer('booted');
    if (command === 'version' && habits.silentAt !== 'version') answer(`version ${version}`);
    if (command === 'log') sendLog();
    if (command === 'print') answer('first\nsecond\n# ');
  };
  cable.onData((bytes) => {
    if (transfer !== undefined && habits.unplugsAt === 0) return pull();
    if (transfer !== undefined) return transfer.take(bytes);
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const command = text.slice(0, end);
      text = text.slice(end + 1);
      obey(command);
    }
  });
  return {
    cable,
    flash: () => flash,
    close: async () => {
      transfer?.stop();
      await cable.close();
    },
  };
}
