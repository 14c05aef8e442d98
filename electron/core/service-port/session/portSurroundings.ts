import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { LogTrouble } from '../../../../shared/service-port/lines/logTrouble.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { FrameInspector } from '../../trace/import/inspectImported.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { Drivers } from '../drivers/createDriver.ts';
import type { PortProfiles } from '../profiles/portProfiles.ts';
import type { RememberedLines } from '../transport/rememberedLines.ts';
import type { openTransport } from '../transport/openTransport.ts';

/** What all ports have in common. */
export interface PortSurroundings {
  recorder: Recorder;
  profiles: Pick<PortProfiles, 'find' | 'follow'>;
  /** Absent: those that Kerbside has. */
  drivers: Partial<Drivers> | undefined;
  memory: RememberedLines;
  openTransport: typeof openTransport;
  /** What is known of a port by its path. */
  infoOf: (path: string) => PortInfo;
  /** Where the adapter is now; nothing while it is not plugged in. */
  lookFor: (port: PortInfo) => Promise<string | undefined>;
  /** Whether a station is connected to Kerbside over the network. */
  isConnected: (stationId: string) => boolean;
  inspector: FrameInspector;
  /** What is done with the configuration of a charger on a cable, as a sentence; nothing where it is left alone. */
  workOn: (cableId: string) => string | undefined;
  stationsWithSerial: (serialNumber: string) => readonly string[];
  /** A device printed why it does not reach its central system; record `seq` (at epoch ms) shows it. */
  onTrouble: (stationId: string, trouble: LogTrouble, at: number, seq: number) => void;
  onChange: (state: PortState) => void;
  log: (line: string) => void;
  /** Between two looks for an adapter that was unplugged. */
  reattachMs: number;
}
