import type { Socket } from 'node:net';
import { refusalOf, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import { ftpReplyOf } from './ftpReplyOf.ts';

/**
 * What the control connection says behind the end of the data: `there` and listening, `goes-on` with further commands,
 * `aborted` by ABOR, `broken` by a reset, or `left` without a goodbye (QUIT).
 */
export type FtpLastWord = 'there' | 'goes-on' | 'aborted' | 'broken' | 'left';

/** What a transfer needs of the session that it is part of. */
export interface FtpLine {
  caller: Caller;
  say(text: string): void;
  /** The data connection, encrypted where that was agreed; nothing where none came. An upload's tells how it ended. */
  data(direction: 'upload' | 'download'): Promise<Socket | undefined>;
  closeData(): void;
  hangUp(): void;
  /** Whether the client gave up by ABOR. */
  isAborted(): boolean;
  lastWord(): Promise<FtpLastWord>;
  note(refusal: Refusal, stationId: string): void;
}

export const NO_DATA: Refusal = {
  code: 'ftp-no-data',
  sentence: 'Wanted to transfer the file, but its data connection never came about.',
  remedy:
    'A firewall often lets the control connection through and not the data: allow Kerbside on this computer, or try active instead of passive, SFTP or HTTP.',
};

/** The data connection never came about, which the transfer was told. */
export class NoData extends Error {}

/** Records why a transfer failed, and answers so. */
export function failOn(line: FtpLine, stationId: string, error: unknown): void {
  if (error instanceof NoData) {
    line.note(NO_DATA, stationId);
    line.say(`425 ${NO_DATA.sentence}`);
    return;
  }
  const refusal = refusalOf(error);
  line.note(refusal, stationId);
  line.say(ftpReplyOf(refusal));
}
