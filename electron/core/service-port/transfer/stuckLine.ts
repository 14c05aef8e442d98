import { ContractError } from '../../../../shared/contract/failure.ts';

/** What is said of a line that does not get rid of its bytes. */
export function stuckLine(): ContractError {
  return new ContractError('unavailable', 'The port takes no more bytes.', {
    hint: 'Flow control may hold it: set it to none, or check the cable (CTS).',
  });
}
