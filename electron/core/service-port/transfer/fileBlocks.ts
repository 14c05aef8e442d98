import { open } from 'node:fs/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { FirmwareSource } from './flasher.ts';

const WINDOW_BYTES = 262_144;

/** A file that is read through a window, so that memory stays flat and a block costs no look at the disk of its own. */
export async function openFileBlocks(
  path: string,
  name: string,
  sizeBytes: number,
): Promise<FirmwareSource & { close: () => Promise<void> }> {
  const handle = await open(path);
  const window = Buffer.alloc(Math.min(WINDOW_BYTES, Math.max(1, sizeBytes)));
  let from = 0;
  let to = 0;
  const fill = async (offset: number): Promise<void> => {
    const { bytesRead } = await handle.read(window, 0, window.length, offset);
    from = offset;
    to = offset + bytesRead;
  };
  return {
    name,
    sizeBytes,
    async read(offset, length) {
      if (offset < from || offset + length > to) await fill(offset);
      if (offset + length > to) {
        throw new ContractError('io', `The file ${name} has become shorter while it was being sent.`);
      }
      return Uint8Array.from(window.subarray(offset - from, offset - from + length));
    },
    close: () => handle.close(),
  };
}
