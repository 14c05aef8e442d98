import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Capabilities, PortCapability } from '../../../../shared/service-port/capability.ts';

/** The failure of a method for which there is no capability, with the sentence that the capabilities give. */
export function inability({ cannot }: Capabilities, capability: PortCapability): ContractError {
  const why = cannot.find((missing) => missing.capability === capability)?.sentence;
  return new ContractError('conflict', why ?? 'This device cannot do that over this port.');
}
