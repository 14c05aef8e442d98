import type { Listening } from '../../../shared/session/listening.ts';
import type { Policies } from '../central/answering/policy/policies.ts';
import type { CentralSystem } from '../central/centralSystem.ts';
import type { EventStreams } from '../central/reports/eventStreams.ts';
import type { Reports } from '../central/reports/reports.ts';
import type { Profiles } from '../central/profiles/profiles.ts';
import type { FindingLog } from '../central/watch/findingLog.ts';
import type { Backends } from '../configuration/backend/backends.ts';
import type { MakerPacks } from '../configuration/packs/makerPacks.ts';
import type { Monitors } from '../configuration/monitors/monitors.ts';
import type { StationEventLogs } from '../configuration/monitors/stationEventLogs.ts';
import type { Schemas } from '../central/schemas/schemas.ts';
import type { ConfigurationServices } from '../configuration/createConfiguration.ts';
import type { ConfigurationFiles } from '../configuration/files/configurationFiles.ts';
import type { Contents } from '../contents/contents.ts';
import type { Downloads } from '../downloads/downloads.ts';
import type { DiagnosticsFetches } from '../diagnostics/diagnosticsFetches.ts';
import type { FileTransfers } from '../files/fileTransfers.ts';
import type { FirmwareUpdates } from '../firmware/firmwareUpdates.ts';
import type { FirmwareSigning } from '../security/firmware-signing/firmwareSigning.ts';
import type { FirmwareLibrary } from '../firmware-library/firmwareLibrary.ts';
import type { AttemptLog } from '../front-door/attemptLog.ts';
import type { ExportTickets } from '../trace/export/exportTickets.ts';
import type { Imports } from '../imports/imports.ts';
import type { PracticePorts } from '../practice-chargers/practicePorts.ts';
import type { PracticeChargers } from '../practice-chargers/practiceChargers.ts';
import type { SessionChange } from '../sessions/sessionChange.ts';
import type { SessionDesk } from '../sessions/sessionDesk.ts';
import type { PortProfiles } from '../service-port/profiles/portProfiles.ts';
import type { PortRuns } from '../service-port/runs/portRuns.ts';
import type { ServicePorts } from '../service-port/session/servicePorts.ts';
import type { Sticks } from '../service-port/stick/sticks.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { StationPasswords } from '../security/stationPasswords.ts';
import type { OpenTraces } from '../trace/open/openTraces.ts';
import type { Trace } from '../trace/trace.ts';

/** Where the front door can be reached; the network cards are looked at again now and then. */
export interface ListeningState {
  current(): Listening;
  onChange(listener: (listening: Listening) => void): () => void;
}

/** What the handlers call. They hold no logic of their own. */
export interface Services extends ConfigurationServices {
  version: string;
  listening: ListeningState;
  attempts: AttemptLog;
  central: CentralSystem;
  findings: FindingLog;
  reports: Reports;
  eventStreams: EventStreams;
  monitors: Monitors;
  backends: Backends;
  packs: MakerPacks;
  stationEvents: StationEventLogs;
  policies: Policies;
  profiles: Profiles;
  passwords: StationPasswords;
  schemas: Schemas;
  trace: Trace;
  traces: OpenTraces;
  sessions: Sessions;
  sessionDesk: SessionDesk;
  sessionChange: Pick<SessionChange, 'begin'>;
  practice: PracticeChargers;
  /** Chargers on a cable. */
  ports: ServicePorts;
  portProfiles: PortProfiles;
  portRuns: PortRuns;
  /** USB sticks for controllers without a serial port. */
  sticks: Sticks;
  practicePorts: PracticePorts;
  downloads: Downloads;
  /** Diagnostics in, firmware out. */
  files: FileTransfers;
  diagnostics: DiagnosticsFetches;
  firmware: FirmwareUpdates;
  signing: FirmwareSigning;
  firmwareFiles: FirmwareLibrary;
  /** Files that are looked at. */
  contents: Contents;
  configurationFiles: ConfigurationFiles;
  exports: ExportTickets;
  imports: Imports;
  /** A line for the log of the host. */
  log: (line: string) => void;
}
