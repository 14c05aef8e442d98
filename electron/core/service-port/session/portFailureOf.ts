import { ContractError } from '../../../../shared/contract/failure.ts';
import type { PortFailure } from '../../../../shared/service-port/portState.ts';

export function portFailureOf(error: unknown): PortFailure {
  const sentence = error instanceof Error ? error.message : String(error);
  const remedy = error instanceof ContractError ? error.hint : undefined;
  return { cause: 'other', sentence, ...(remedy === undefined ? {} : { remedy }) };
}
