import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { PortLine } from '../line/portLine.ts';
import type { PortConnection } from './portConnection.ts';
import type { PortQueue } from './portQueue.ts';
import type { PortStatus } from './portStatus.ts';

/** What a run has of a port while it holds it alone. */
export interface HeldPort {
  line: PortLine;
  driver: ChargerDriver | undefined;
  state: () => PortState;
  /** Identifies the device again. */
  identify: (signal: AbortSignal) => Promise<PortState>;
  release: () => void;
}

/** Takes the port of a connection for a run. Fails with `busy`. */
export function holdPort(
  work: string,
  { line, device }: PortConnection,
  { queue, status, onRelease }: { queue: PortQueue; status: PortStatus; onRelease: () => void },
): HeldPort {
  const release = queue.hold(work);
  const { phase } = status.facts;
  status.update({ phase: 'transfer' });
  return {
    line,
    driver: device?.driver,
    state: () => status.state(),
    identify: async (signal) => {
      if (device !== undefined) await device.identifyNow(signal);
      return status.state();
    },
    release: () => {
      release();
      if (status.facts.phase === 'transfer') status.update({ phase });
      onRelease();
    },
  };
}
