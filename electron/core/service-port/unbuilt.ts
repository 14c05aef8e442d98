import { ContractError } from '../../../shared/contract/failure.ts';

/** Stands where a part of the service port is still being made. */
export function unbuilt(): never {
  throw new ContractError('unavailable', 'This part of the service port is not there yet.');
}
