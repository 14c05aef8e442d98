/** Why something of a transfer was refused or ended: `code` is stable, the rest is written for the technician. */
export interface Refusal {
  code: string;
  sentence: string;
  remedy?: string;
}

/** A refusal on its way up to who answers the station. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, cause?: unknown) {
    super(refusal.sentence, cause === undefined ? undefined : { cause });
    this.refusal = refusal;
  }
}

/** What a failure is to a station and to the technician: what was foreseen has its words, the rest says so. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  return {
    code: 'transfer-failed',
    sentence: `The transfer failed for a reason that Kerbside does not know (${String(error).slice(0, 200)}).`,
    remedy: 'Send the command again.',
  };
}

/** A station that was told the address of one direction and uses it for the other. */
export function wrongWay(direction: 'upload' | 'download'): Refusal {
  return {
    code: 'wrong-way',
    sentence:
      direction === 'upload'
        ? 'Wanted to fetch a file from an address to which one is to be sent.'
        : 'Sent a file to an address from which one is to be fetched.',
    remedy: 'The charger mixes up the addresses of diagnostics and firmware. Send the command again.',
  };
}
