import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import type { Refusal } from './refusal.ts';

export function uploadTwice(): Refusal {
  return {
    code: 'upload-twice',
    sentence: 'Sent a second file to an address that has had its file.',
    remedy: 'Nothing is lost: the first file is kept. For another one, ask the station again.',
  };
}

export function uploadOver(): Refusal {
  return {
    code: 'upload-over',
    sentence: 'Came to an address for a file that is no longer waited for.',
    remedy: 'Ask the station again, which gives it a new address.',
  };
}

export function uploadBusy(): Refusal {
  return {
    code: 'upload-busy',
    sentence: 'Began to send the file on a second connection while the first one was still sending.',
    remedy: 'The first connection goes on. Should it stall, the next try of the station is taken.',
  };
}

export function protocolNotOffered(protocol: TransferProtocol): Refusal {
  return {
    code: 'protocol-not-offered',
    sentence: `Came by ${protocol.toUpperCase()}, which the address it was given does not say.`,
    remedy: 'Allow this protocol as well, then ask the station again.',
  };
}

export function noRoom(
  announcedBytes: number,
  { freeBytes, reserveBytes }: { freeBytes: number; reserveBytes: number },
  folder: string,
): Refusal {
  const announced = announcedBytes === 0 ? 'Wanted to send a file' : `Announced ${sizeText(announcedBytes)}`;
  return {
    code: 'upload-no-room',
    sentence: `${announced}, but the disk of ${folder} has only ${sizeText(freeBytes)} free, of which ${sizeText(reserveBytes)} are kept for the recording.`,
    remedy: 'Free some space or choose another folder, then ask the station again.',
  };
}

export function uploadGap(position: number, heldBytes: number): Refusal {
  return {
    code: 'upload-gap',
    sentence: `Wanted to go on at byte ${position}, but only ${heldBytes} bytes have come so far.`,
    remedy: 'The charger should begin again. If it does not, ask it again.',
  };
}

export function uploadHoles(wholeBytes: number, lengthBytes: number): Refusal {
  return {
    code: 'upload-holes',
    sentence: `Closed a file of ${lengthBytes} bytes of which only the first ${wholeBytes} have come without a hole.`,
    remedy: 'The charger should send it again. If it does not, ask it again.',
  };
}

export function uploadCut(bytes: number): Refusal {
  return {
    code: 'upload-cut',
    sentence: `The connection ended in the middle of the file, after ${sizeText(bytes)}.`,
    remedy: 'What has come is kept for a while: most chargers try again, and some go on where they stopped.',
  };
}

export function uploadShort(bytes: number, announcedBytes: number): Refusal {
  return {
    code: 'upload-short',
    sentence: `Announced ${announcedBytes} bytes, but sent ${bytes}.`,
    remedy: 'The charger should send it again. If it does not, ask it again.',
  };
}

export function transferStalled(silentMs: number): Refusal {
  return {
    code: 'transfer-stalled',
    sentence: `Nothing moved for ${Math.round(silentMs / 1000)} s, so the connection was given up.`,
    remedy:
      'Look at the charger’s network (mobile links stall at times). Its next try is taken; or ask it again.',
  };
}

export function takenOver(): Refusal {
  return {
    code: 'upload-taken-over',
    sentence: 'The connection was silent when the station began again on another one, which has taken over.',
  };
}
