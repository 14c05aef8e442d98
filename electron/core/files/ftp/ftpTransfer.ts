import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { Expectation } from '../transfers/expectation.ts';
import type { Offer } from '../transfers/offer.ts';
import { RefusedError, refusalOf, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import { uploadCut } from '../transfers/uploadRefusals.ts';
import { uploadSink } from '../transfers/uploadSink.ts';
import { lastPart, virtualFileOf, virtualPath } from '../transfers/virtualFiles.ts';
import { listing } from './ftpListing.ts';
import { ftpReplyOf } from './ftpReplyOf.ts';
import type { FtpStep } from './ftpStep.ts';

/** What a transfer needs of the session that it is part of. */
export interface FtpLine {
  caller: Caller;
  say(text: string): void;
  /** The data connection, encrypted where that was agreed; nothing where none came. */
  data(): Promise<Socket | undefined>;
  closeData(): void;
  hangUp(): void;
  /** Whether the client gave up by ABOR. */
  isAborted(): boolean;
  note(refusal: Refusal, stationId: string): void;
}

type StoreStep = Extract<FtpStep, { do: 'store' }> & { transfer: Expectation };
type ListStep = Extract<FtpStep, { do: 'list' }>;
type RetrieveStep = Extract<FtpStep, { do: 'retrieve' }> & { transfer: Offer };

const NO_DATA: Refusal = {
  code: 'ftp-no-data',
  sentence: 'Wanted to transfer the file, but its data connection never came about.',
  remedy:
    'A firewall often lets the control connection through and not the data: allow Kerbside on this computer, or try active instead of passive, SFTP or HTTP.',
};

/** Takes a file from the data connection. Never rejects. */
export async function storeByFtp(line: FtpLine, step: StoreStep): Promise<void> {
  const { transfer, path, at, isAscii } = step;
  const sentName = lastPart(virtualPath('/', path));
  try {
    const upload = await transfer.begin({
      caller: line.caller,
      sentName,
      at,
      remarks: isAscii ? [ASCII] : [],
      hangUp: () => line.hangUp(),
    });
    line.say(step.isUnique ? `150 FILE: ${sentName}` : '150 Send the file.');
    const data = await line.data();
    if (data === undefined) {
      await upload.interrupt(NO_DATA);
      throw new NoData();
    }
    const isWhole = await copyToEnd(data, uploadSink(upload));
    if (!isWhole || line.isAborted()) {
      const refusal = uploadCut(transfer.heldBytes);
      await upload.interrupt(refusal);
      throw new RefusedError(refusal);
    }
    const file = await upload.complete();
    data.end();
    line.say(`226 Received ${file.sizeBytes} bytes, SHA-256 ${file.sha256}.`);
  } catch (error) {
    fail(line, transfer.stationId, error);
  } finally {
    line.closeData();
  }
}

/** Sends a file over the data connection. Never rejects. */
export async function retrieveByFtp(line: FtpLine, { transfer, from }: RetrieveStep): Promise<void> {
  const { sizeBytes } = transfer.file;
  try {
    if (from > sizeBytes) throw new RefusedError(behindEnd(from, sizeBytes));
    const running = await transfer.begin(line.caller, from, sizeBytes, () => line.hangUp());
    line.say(`150 ${sizeBytes - from} bytes.`);
    const data = await line.data();
    if (data === undefined) {
      running.interrupt(NO_DATA);
      throw new NoData();
    }
    const isWhole = await running.pipeTo(data);
    line.say(isWhole ? '226 Sent.' : '426 The data connection ended in the middle.');
    if (isWhole) await goodbye(data);
  } catch (error) {
    fail(line, transfer.stationId, error);
  } finally {
    line.closeData();
  }
}

/** Lists the one file that there may be. Never rejects. */
export async function listByFtp(line: FtpLine, { form, transfer }: ListStep): Promise<void> {
  line.say('150 OK');
  const data = await line.data();
  if (data === undefined) {
    line.say(`425 ${NO_DATA.sentence}`);
    return;
  }
  const file = transfer === undefined ? undefined : virtualFileOf(transfer);
  data.end(listing(form, file));
  await goodbye(data);
  line.closeData();
  line.say('226 OK');
}

class NoData extends Error {}

function fail(line: FtpLine, stationId: string, error: unknown): void {
  if (error instanceof NoData) {
    line.note(NO_DATA, stationId);
    line.say(`425 ${NO_DATA.sentence}`);
    return;
  }
  const refusal = refusalOf(error);
  line.note(refusal, stationId);
  line.say(ftpReplyOf(refusal));
}

/** The other side ends the data to say that the file is whole. Rejects with what the target fails with. */
function copyToEnd(data: Socket, target: Writable): Promise<boolean> {
  return new Promise((resolve, reject) => {
    data.once('close', () => {
      if (data.readableEnded) return;
      target.destroy();
      resolve(false);
    });
    target.once('error', (error) => {
      data.destroy();
      reject(error);
    });
    target.once('finish', () => resolve(true));
    data.pipe(target);
    if (data.destroyed && !data.readableEnded) {
      target.destroy();
      resolve(false);
    }
  });
}

/** A socket that is closed with something unread takes what is still on its way with it. */
function goodbye(data: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (data.destroyed) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, GOODBYE_MS);
    data.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    data.resume();
  });
}

const GOODBYE_MS = 2000;

const ASCII = {
  code: 'ftp-ascii',
  sentence:
    'The charger sent the file as text (TYPE A). Its own software may have changed line ends on the way, which damages archives.',
};

function behindEnd(from: number, sizeBytes: number): Refusal {
  return {
    code: 'range-not-there',
    sentence: `Wanted to go on at byte ${from} of a file that has ${sizeBytes}.`,
    remedy:
      'The charger may remember an earlier, larger file: restart it, or offer the file under a new address.',
  };
}
