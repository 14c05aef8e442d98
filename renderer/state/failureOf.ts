import { ContractError, type Failure } from '../../shared/contract/failure.ts';

/** What a call was refused with. A defect of the screens is no failure of the contract, and must not look like one. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  throw error;
}
