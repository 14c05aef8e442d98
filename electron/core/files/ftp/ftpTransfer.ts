import type { Socket } from 'node:net';
import type { Offer } from '../transfers/offer.ts';
import { RefusedError, type Refusal } from '../transfers/refusal.ts';
import { virtualFileOf } from '../transfers/virtualFiles.ts';
import { failOn, NO_DATA, NoData, type FtpLine } from './ftpLine.ts';
import { listing } from './ftpListing.ts';
import type { FtpStep } from './ftpStep.ts';

type ListStep = Extract<FtpStep, { do: 'list' }>;
type RetrieveStep = Extract<FtpStep, { do: 'retrieve' }> & { transfer: Offer };

/** Sends a file over the data connection. Never rejects. */
export async function retrieveByFtp(line: FtpLine, { transfer, from }: RetrieveStep): Promise<void> {
  const { sizeBytes } = transfer.file;
  try {
    if (from > sizeBytes) throw new RefusedError(behindEnd(from, sizeBytes));
    const running = await transfer.begin(line.caller, from, sizeBytes, () => line.hangUp());
    line.say(`150 ${sizeBytes - from} bytes.`);
    const data = await line.data('download');
    if (data === undefined) {
      running.interrupt(NO_DATA);
      throw new NoData();
    }
    const isWhole = await running.pipeTo(data);
    line.say(isWhole ? '226 Sent.' : '426 The data connection ended in the middle.');
    if (isWhole) await goodbye(data);
  } catch (error) {
    failOn(line, transfer.stationId, error);
  } finally {
    line.closeData();
  }
}

/** Lists the one file that there may be. Never rejects. */
export async function listByFtp(line: FtpLine, { form, transfer }: ListStep): Promise<void> {
  line.say('150 OK');
  const data = await line.data('download');
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

function behindEnd(from: number, sizeBytes: number): Refusal {
  return {
    code: 'range-not-there',
    sentence: `Wanted to go on at byte ${from} of a file that has ${sizeBytes}.`,
    remedy:
      'The charger may remember an earlier, larger file: restart it, or offer the file under a new address.',
  };
}
