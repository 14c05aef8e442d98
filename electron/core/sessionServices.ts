import type { Listening } from '../../shared/session/listening.ts';
import type { CentralSystem } from './central/centralSystem.ts';
import type { Profiles } from './central/profiles/profiles.ts';
import { EventStreams } from './central/reports/eventStreams.ts';
import { Reports } from './central/reports/reports.ts';
import type { StationObserver } from './central/stationObserver.ts';
import type { Schemas } from './central/schemas/schemas.ts';
import { createBackends } from './configuration/backend/createBackends.ts';
import { ProfileBook } from './configuration/backend/profileBook.ts';
import { createConfiguration, type ConfigurationServices } from './configuration/createConfiguration.ts';
import { createMonitoring } from './configuration/monitors/createMonitoring.ts';
import { restoreEvents } from './configuration/monitors/restoreEvents.ts';
import type { MakerPacks } from './configuration/packs/makerPacks.ts';
import { StationSigns } from './configuration/stationSigns.ts';
import { Contents } from './contents/contents.ts';
import { DiagnosticsFetches } from './diagnostics/diagnosticsFetches.ts';
import { receivedFile } from './diagnostics/receivedFile.ts';
import { filesFolder } from './diagnostics/filesFolder.ts';
import { StationNews } from './diagnostics/stationNews.ts';
import type { FirmwareLibrary } from './firmware-library/firmwareLibrary.ts';
import type { Downloads } from './downloads/downloads.ts';
import type { FileTransfers } from './files/fileTransfers.ts';
import { FirmwareNews } from './firmware/firmwareNews.ts';
import { FirmwareUpdates } from './firmware/firmwareUpdates.ts';
import type { Services } from './handlers/services.ts';
import type { Imports } from './imports/imports.ts';
import { PortCables } from './service-port/portCables.ts';
import { followPushes } from './service-port/runs/followPushes.ts';
import { PortRuns } from './service-port/runs/portRuns.ts';
import { Sticks } from './service-port/stick/sticks.ts';
import { notRecorded } from './service-port/runs/recordingState.ts';
import type { ServicePorts } from './service-port/session/servicePorts.ts';
import type { PracticeChargers } from './practice-chargers/practiceChargers.ts';
import type { FirmwareSigning } from './security/firmware-signing/firmwareSigning.ts';
import type { SessionParts } from './sessions/sessionChange.ts';
import type { Trace } from './trace/trace.ts';

/** What lasts from one session file to the next and what those of a session work with. */
export interface LastingServices {
  central: CentralSystem;
  profiles: Profiles;
  schemas: Schemas;
  practice: PracticeChargers;
  ports: ServicePorts;
  packs: MakerPacks;
  files: FileTransfers;
  /** For firmware that stations verify. */
  signing: FirmwareSigning;
  firmwareFiles: FirmwareLibrary;
  downloads: Downloads;
  imports: Imports;
  listening: { current(): Listening; onChange(listener: (listening: Listening) => void): () => void };
  /** Firmware goes over a cable, or does not any more. */
  onPushing: (isAny: boolean) => void;
  log: (line: string) => void;
}

/** The services that refer to records, and so belong to one session file. */
export interface SessionServices extends SessionParts {
  observers: readonly StationObserver[];
  services: ConfigurationServices &
    Pick<
      Services,
      | 'trace'
      | 'reports'
      | 'eventStreams'
      | 'monitors'
      | 'stationEvents'
      | 'backends'
      | 'diagnostics'
      | 'firmware'
      | 'contents'
      | 'portRuns'
      | 'sticks'
    >;
}

/** Made anew for each session file. Nobody follows the stations before `observers` are told of them. */
export function createSessionServices(trace: Trace, lasting: LastingServices): SessionServices {
  const { central, profiles, schemas, practice, packs, log } = lasting;
  const reports = new Reports();
  const eventStreams = new EventStreams();
  const signs = new StationSigns();
  const monitoring = createMonitoring(reports);
  const { stationEvents } = monitoring;
  restoreEvents({ events: stationEvents, stations: trace.stations.load(), trace, schemas, log });
  const networkProfiles = new ProfileBook();
  const listening = untilStopped(lasting.listening);
  const { busyStations, busyWith, ...configuration } = createConfiguration({
    calls: {
      central,
      reports,
      profileOf: (stationId) => profiles.of(stationId),
      whenReady: (stationId) => central.whenReady(stationId),
    },
    cables: new PortCables(lasting.ports),
    signs,
    listening,
    packs,
    kept: trace,
    updatedWith: (stationId) => firmware.busyWith(stationId),
    log,
  });
  const backends = createBackends({
    central,
    configuration,
    profiles: networkProfiles,
    packs,
    listening,
    practice,
  });
  const news = new StationNews();
  const diagnostics = new DiagnosticsFetches({
    central,
    transfers: lasting.files,
    news,
    configuration: (stationId) => configuration.configurations.latest(stationId),
    listening: () => listening.current(),
    recorder: trace.store,
    kept: trace.fetches,
    folder: filesFolder(trace.path),
    isReadOnly: trace.session().recording === 'read-only',
    log: lasting.log,
  });
  const firmwareNews = new FirmwareNews();
  const firmware = new FirmwareUpdates({
    central,
    transfers: lasting.files,
    news: firmwareNews,
    listening: () => listening.current(),
    recorder: trace.store,
    kept: trace.updates,
    library: lasting.firmwareFiles,
    protocolsOf: (station) => diagnostics.protocolsOf(station),
    busyWith,
    isFetching: (stationId) => diagnostics.isFetching(stationId),
    configuration: (stationId) => configuration.configurations.latest(stationId),
    keepConfiguration: (stationId) => keepBeforeFirmware(configuration, stationId),
  });
  const contents = new Contents({
    fetchedFile(id) {
      const pulled = portRuns.pulledFile(id) ?? sticks.takenFile(id);
      if (pulled !== undefined) return pulled;
      const fetch = diagnostics.find(id);
      return { path: receivedFile(fetch).path, stationId: fetch.stationId };
    },
    session: { path: trace.path, isOwn: trace.session().recording !== 'read-only', records: trace.store },
    downloads: lasting.downloads,
    imports: lasting.imports,
  });
  const sticks = new Sticks({
    folder: () => filesFolder(trace.path),
    library: lasting.firmwareFiles,
  });
  const portRuns = new PortRuns({
    ports: lasting.ports,
    recorder: trace.store,
    recording: trace.store,
    library: lasting.firmwareFiles,
    kept: trace.portRuns,
    folder: () => filesFolder(trace.path),
    keepConfiguration: (cableId) => keepBeforeFirmware(configuration, cableId),
    log,
  });
  const tellPorts = (): void => lasting.ports.recordingChanged(notRecorded(trace.store));
  tellPorts();
  lasting.ports.followWork(busyWith);
  const stopTelling = trace.store.onStateChange(tellPorts);
  followPushes(portRuns, lasting.onPushing);
  const stopPacks = packs.onChange(() => {
    configuration.configurations.judgeAgain();
    backends.lookAtAll();
  });
  return {
    observers: [reports, eventStreams, signs, news, firmwareNews, ...monitoring.observers, networkProfiles],
    services: {
      trace,
      reports,
      eventStreams,
      monitors: monitoring.monitors(central),
      stationEvents,
      backends,
      diagnostics,
      firmware,
      contents,
      portRuns,
      sticks,
      ...configuration,
    },
    hindrance: () =>
      busyStations()[0] ??
      portRuns.awaited()[0] ??
      reports.awaited()[0] ??
      diagnostics.awaited()[0] ??
      firmware.awaited()[0],
    async end() {
      listening.stop();
      stopPacks();
      stopTelling();
      diagnostics.close();
      firmware.close();
      await portRuns.close();
      await sticks.close();
      await contents.closeAll();
      await configuration.changeRuns.close();
      reports.close();
      await stationEvents.close();
    },
  };
}

/** What was read a moment ago will do; a car park of chargers need not be read twice. */
async function keepBeforeFirmware(
  { configurations, snapshots }: Pick<ConfigurationServices, 'configurations' | 'snapshots'>,
  stationId: string,
): Promise<string> {
  const isLatest = configurations.fresh(stationId) !== undefined;
  return (await snapshots.take(stationId, { name: 'Before firmware', isLatest })).id;
}

/** Listeners of a session must not outlive it. */
function untilStopped(
  source: LastingServices['listening'],
): LastingServices['listening'] & { stop: () => void } {
  const stops: (() => void)[] = [];
  return {
    current: () => source.current(),
    onChange(listener) {
      const stop = source.onChange(listener);
      stops.push(stop);
      return stop;
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}
