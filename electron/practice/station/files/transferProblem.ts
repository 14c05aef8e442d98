/**
 * `unreadable`: the address, or what the server says, makes no sense. `unsupported`: one of the two ends does not know
 * how. `denied`: user, password or rights. `broken`: the line ended in the middle, and it could go on. `failed`: the rest.
 */
export type ProblemKind = 'unreadable' | 'unsupported' | 'denied' | 'broken' | 'failed';

/** Why a transfer came to nothing. */
export class TransferProblem extends Error {
  override readonly name = 'TransferProblem';
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Any error as the problem that it is for a transfer. */
export function asProblem(error: unknown, kind: ProblemKind = 'broken'): TransferProblem {
  if (error instanceof TransferProblem) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TransferProblem(kind, message, { cause: error });
}

/** Trying again changes nothing about these. */
export function isFutile({ kind }: TransferProblem): boolean {
  return kind === 'unreadable' || kind === 'unsupported';
}

/** The status of an upload that failed (security whitepaper N01, OCPP 2.0.1 §3.82 UploadLogStatusEnumType). */
export function logStatusOf({ kind }: TransferProblem): string {
  switch (kind) {
    case 'unreadable':
      return 'BadMessage';
    case 'unsupported':
      return 'NotSupportedOperation';
    case 'denied':
      return 'PermissionDenied';
    default:
      return 'UploadFailure';
  }
}
