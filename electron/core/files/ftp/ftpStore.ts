import type { Socket } from 'node:net';
import type { Expectation } from '../transfers/expectation.ts';
import { RefusedError, type Refusal } from '../transfers/refusal.ts';
import type { Upload } from '../transfers/upload.ts';
import type { TransferRemark } from '../transfers/uploadEvents.ts';
import { UploadIntake } from '../transfers/uploadIntake.ts';
import { uploadCut } from '../transfers/uploadRefusals.ts';
import { lastPart, virtualPath } from '../transfers/virtualFiles.ts';
import { failOn, NO_DATA, NoData, type FtpLine } from './ftpLine.ts';
import { noGoodbye } from './ftpRefusals.ts';
import type { FtpStep } from './ftpStep.ts';
import { GoodbyeSocket } from './goodbyeSocket.ts';

type StoreStep = Extract<FtpStep, { do: 'store' }> & { transfer: Expectation };

/** Whether what came is the file: `whole` with what is to be said of it, or `cut` and why. */
type Verdict = { isWhole: true; remarks: readonly TransferRemark[] } | { isWhole: false; refusal: Refusal };

const WHOLE: Verdict = { isWhole: true, remarks: [] };

/** Takes a file from the data connection. Never rejects. */
export async function storeByFtp(line: FtpLine, step: StoreStep): Promise<void> {
  const { transfer, path, at, announcedBytes, isAscii, isUnique } = step;
  const sentName = lastPart(virtualPath('/', path));
  try {
    const upload = await transfer.begin({
      caller: line.caller,
      sentName,
      at,
      // Of a file that is gone on with, ALLO may mean all of it or the rest.
      ...(announcedBytes === undefined || at !== 'start' ? {} : { announcedBytes }),
      takesOver: at === 'end' || (at !== 'start' && at > 0),
      remarks: isAscii ? [ASCII] : [],
      hangUp: () => line.hangUp(),
    });
    line.say(isUnique ? `150 FILE: ${sentName}` : '150 Send the file.');
    const data = await line.data('upload');
    if (data === undefined) {
      await upload.interrupt(NO_DATA);
      throw new NoData();
    }
    const hasEnded = await received(data, upload);
    const verdict = await verdictOn(line, step, { data, hasEnded });
    if (!verdict.isWhole) {
      await upload.interrupt(verdict.refusal);
      throw new RefusedError(verdict.refusal);
    }
    const blind = at === 'end' && upload.fromBytes > 0 ? [APPENDED] : [];
    const file = await upload.complete([...verdict.remarks, ...blind]);
    data.end();
    line.say(`226 Received ${file.sizeBytes} bytes, SHA-256 ${file.sha256}.`);
  } catch (error) {
    failOn(line, transfer.stationId, error);
  } finally {
    line.closeData();
  }
}

/** Whether the data came to an end at all; a reset, and what hangs up, is none. */
async function received(data: Socket, upload: Upload): Promise<boolean> {
  try {
    return await new UploadIntake(data, upload).over;
  } catch (error) {
    data.destroy();
    throw error;
  }
}

/**
 * FTP ends a file by ending its connection (RFC 959 §3.4), which the system of a dead client does as well. What is known
 * beside it decides, the strongest first: ABOR, a size that was announced, TLS's goodbye, the control connection.
 */
async function verdictOn(
  line: FtpLine,
  { transfer, announcedBytes }: StoreStep,
  { data, hasEnded }: { data: Socket; hasEnded: boolean },
): Promise<Verdict> {
  const cut: Verdict = { isWhole: false, refusal: uploadCut(transfer.heldBytes) };
  if (!hasEnded || line.isAborted()) return cut;
  if (announcedBytes !== undefined && announcedBytes === transfer.heldBytes) return WHOLE;
  if (data instanceof GoodbyeSocket) {
    return data.hasGoodbye ? WHOLE : { isWhole: false, refusal: noGoodbye(transfer.heldBytes) };
  }
  switch (await line.lastWord()) {
    case 'there':
    case 'goes-on':
      return WHOLE;
    case 'left':
      return { isWhole: true, remarks: [LEFT] };
    case 'aborted':
    case 'broken':
    default:
      return cut;
  }
}

const LEFT: TransferRemark = {
  code: 'upload-doubtful',
  sentence:
    'The charger hung up with the file, without waiting for an answer: nothing tells whether that was all of it. The file may be incomplete; look at its end, or ask again by another protocol.',
};

const APPENDED: TransferRemark = {
  code: 'ftp-appended',
  sentence:
    'The charger went on behind what is here (APPE) without asking how much that is: bytes that were lost with the first connection may be missing in the middle.',
};

const ASCII: TransferRemark = {
  code: 'ftp-ascii',
  sentence:
    'The charger sent the file as text (TYPE A). Its own software may have changed line ends on the way, which damages archives.',
};
