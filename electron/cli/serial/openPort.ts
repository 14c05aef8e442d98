import type { ContractClient } from '../../../shared/contract/client.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import type { Interruption } from './interruption.ts';

/** A port that is open for a command. */
export interface OpenPort {
  client: ContractClient;
  path: string;
  state: PortState;
  /** It was open before, for somebody else. */
  wasOpen: boolean;
  interruption: Interruption;
}
