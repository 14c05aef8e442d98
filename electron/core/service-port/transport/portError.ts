import { ContractError, type FailureCode } from '../../../../shared/contract/failure.ts';
import type { PortFailure } from '../../../../shared/service-port/portState.ts';

type Cause = PortFailure['cause'];

const CODES: Readonly<Record<Cause, FailureCode>> = {
  busy: 'busy',
  'no-permission': 'permission',
  gone: 'not-found',
  'no-driver': 'unavailable',
  refused: 'unavailable',
  unreachable: 'unavailable',
  'unsupported-setting': 'invalid-params',
  other: 'unavailable',
};

/** Why a port does not open or is gone, by name: the contract's failure and the cause of a port's state in one. */
export class PortError extends ContractError {
  readonly failure: PortFailure;

  constructor(failure: PortFailure, options: { code?: FailureCode; cause?: unknown } = {}) {
    super(options.code ?? CODES[failure.cause], failure.sentence, {
      ...(failure.remedy === undefined ? {} : { hint: failure.remedy }),
      cause: options.cause,
    });
    this.failure = failure;
  }
}

/** The named cause of any error that opening or using a port ended with. */
export function portFailureOf(error: unknown): PortFailure {
  if (error instanceof PortError) return error.failure;
  if (!(error instanceof ContractError)) {
    return { cause: 'other', sentence: error instanceof Error ? error.message : String(error) };
  }
  return {
    cause: causeOf(error.code),
    sentence: error.message,
    ...(error.hint === undefined ? {} : { remedy: error.hint }),
  };
}

function causeOf(code: FailureCode): Cause {
  switch (code) {
    case 'busy':
      return 'busy';
    case 'permission':
      return 'no-permission';
    case 'not-found':
      return 'gone';
    case 'invalid-params':
      return 'unsupported-setting';
    default:
      return 'other';
  }
}
