import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { PortLine } from '../line/portLine.ts';

/** What a run has of a port while it holds it alone. */
export interface HeldPort {
  line: PortLine;
  driver: ChargerDriver | undefined;
  state: () => PortState;
  /** Identifies the device again. */
  identify: (signal: AbortSignal) => Promise<PortState>;
  release: () => void;
}
