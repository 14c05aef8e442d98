import { z } from 'zod';

/** The last three are made by the client; all others travel, and `cancelled` as the answer to a cancelled call. */
export const FAILURE_CODES = [
  'invalid-params',
  'unknown-method',
  'not-found',
  'conflict',
  'busy',
  'unavailable',
  'permission',
  'io',
  'internal',
  'timeout',
  'disconnected',
  'cancelled',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** `message` says what happened, `hint` what to do about it; both are written for the technician. */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  hint: z.string().optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** What services throw and what the client rejects with: the tool's own trouble, never a station's refusal. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: FailureCode;
  readonly hint: string | undefined;

  constructor(code: FailureCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }

  toFailure(): Failure {
    return this.hint === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, hint: this.hint };
  }
}
