import type { Attempt } from '../../../shared/station/attempt.ts';
import type { Refusal } from './transfers/refusal.ts';

/** A connection to a port of its own (FTP, SFTP) that did not get what it came for: recorded beside those of the front door. */
export interface AttemptNote extends Refusal {
  remoteAddress: string;
  isEncrypted: boolean;
  stationId?: string;
  /** What the client said, without passwords. */
  head: string;
}

/** As the list of attempts takes it. These ports know no stages: what they got is in the words. */
export function attemptOf({ isEncrypted, ...note }: AttemptNote): Omit<Attempt, 'id'> {
  return {
    ...note,
    at: Date.now(),
    ok: false,
    stage: isEncrypted ? 'tls' : 'tcp',
    ...(isEncrypted ? { isEncrypted } : {}),
  };
}
