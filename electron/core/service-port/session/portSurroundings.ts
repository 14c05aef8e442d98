import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { openTransport } from '../transport/openTransport.ts';

/** What all ports have in common. */
export interface PortSurroundings {
  recorder: Recorder;
  openTransport: typeof openTransport;
  /** What is known of a port by its path. */
  infoOf: (path: string) => PortInfo;
  stationsWithSerial: (serialNumber: string) => readonly string[];
  onChange: (state: PortState) => void;
  log: (line: string) => void;
}
