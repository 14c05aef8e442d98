import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';

const WITH_FILE =
  /^(?:downloaded|signatureverified|install(?:scheduled|ing|rebooting|ed)|checksumverified)$/i;

/** The station has the file, as seen on the wire or by its own word. */
export function hasFile(update: FirmwareUpdate): boolean {
  return update.completeAt !== undefined || hasFileByWord(update);
}

export function hasFileByWord({ status }: FirmwareUpdate): boolean {
  return WITH_FILE.test(status?.status ?? '');
}
