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
