import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ContractError } from '../../shared/contract/failure.ts';
import type { LinkOrigin } from '../../shared/contract/handlers.ts';
import type { Link } from '../../shared/contract/link.ts';
import { createServer } from '../../shared/contract/server.ts';
import type { ServerOptions } from '../../shared/contract/serverConnection.ts';
import type { PracticeCapability } from '../../shared/practice/practiceCharger.ts';
import type { Transport } from '../../shared/ocpp/version.ts';
import type { Listening, TlsMode } from '../../shared/session/listening.ts';
import { ObserverRelay } from './central/observerRelay.ts';
import { Policies } from './central/answering/policy/policies.ts';
import { CentralSystem } from './central/centralSystem.ts';
import { Profiles } from './central/profiles/profiles.ts';
import { loggedFrameInspector } from './central/loggedFrames.ts';
import { FindingLog } from './central/watch/findingLog.ts';
import { Schemas } from './central/schemas/schemas.ts';
import { ConfigurationFiles } from './configuration/files/configurationFiles.ts';
import { MakerPacks } from './configuration/packs/makerPacks.ts';
import { PACKS_FOLDER } from './configuration/packs/packSecrets.ts';
import { ExportTickets } from './trace/export/exportTickets.ts';
import { Downloads, type Download } from './downloads/downloads.ts';
import { AttemptLog } from './front-door/attemptLog.ts';
import { attemptOf } from './files/attemptNote.ts';
import { FileTransfers } from './files/fileTransfers.ts';
import { createOwnServers } from './files/ownServers.ts';
import { FirmwareLibrary } from './firmware-library/firmwareLibrary.ts';
import { createFrontDoor, type FrontDoor } from './front-door/frontDoor.ts';
import { NetworkWatch } from './front-door/networkWatch.ts';
import { createHandlers } from './handlers/handlers.ts';
import { createTopics } from './handlers/topics.ts';
import { Imports } from './imports/imports.ts';
import { PracticeChargers } from './practice-chargers/practiceChargers.ts';
import { PracticePorts } from './practice-chargers/practicePorts.ts';
import { PortProfiles } from './service-port/profiles/portProfiles.ts';
import { idsWithSerial } from './service-port/session/linkedStation.ts';
import { ServicePorts } from './service-port/session/servicePorts.ts';
import { RecentFiles } from './sessions/recentFiles.ts';
import { SessionChange } from './sessions/sessionChange.ts';
import { SessionDesk } from './sessions/sessionDesk.ts';
import { Sessions } from './sessions/sessions.ts';
import { FirmwareSigning } from './security/firmware-signing/firmwareSigning.ts';
import { LocalAuthority } from './security/localAuthority.ts';
import { SshHostKeys } from './security/sshHostKeys.ts';
import { StationPasswords } from './security/stationPasswords.ts';
import { newSessionPath } from './trace/file/newSessionPath.ts';
import { OpenTraces } from './trace/open/openTraces.ts';
import { createSessionServices, type SessionServices } from './sessionServices.ts';
import { Recording } from './trace/recording.ts';
import { Trace } from './trace/trace.ts';

export interface CoreOptions {
  /** Version of the product, as `app.info` tells it. */
  version: string;
  /** The front door. Port 0 takes a free one. */
  host: string;
  port: number;
  /** The session file; made when it does not exist. Without it a new one is made in `sessionsFolder`. */
  sessionFile?: string;
  sessionsFolder: string;
  /** How large the session may grow; absent: as large as the disk lets it. */
  maxSessionBytes?: number;
  /**
   * Private to the user, and never among the documents, which are sent to colleagues: certificates and passwords
   * (`security`), packs of makers' keys (`maker-packs`), firmware (`firmware`). Without it there is no TLS, and passwords last until the end.
   */
  dataFolder?: string;
  /** Whether chargers may come by TLS on the same port; `optional` unless said otherwise. */
  tls?: TlsMode;
  practice: PracticeCapability;
  /** Firmware goes over a cable, or does not any more: the host keeps the computer awake meanwhile. */
  onPushing?: (isAny: boolean) => void;
  /** A line for the log of the host: defects and tolerated errors, for developers. */
  log: (line: string) => void;
}

export interface Core {
  readonly listening: Listening;
  readonly sessionPath: string;
  /**
   * Serves the contract over a link until it closes. A client that is `far` is shown what Kerbside lists, and may send
   * files; it cannot name a file of this computer.
   */
  serve(link: Link, origin?: LinkOrigin): void;
  /** Takes what a ticket of `export.prepare` stands for; nothing where the ticket is unknown or used. */
  takeDownload(ticket: string): Download | undefined;
  /** Takes a file for an import; answers with the ticket that `import.start` takes. Fails with `ContractError`. */
  takeUpload(name: string, body: Readable): Promise<string>;
  /**
   * The files of a session in the list, for a host to show them, or to take them away: one that `isLeaving` is closed
   * first. A log that has come in this session can be shown, too. Fails with `not-found`, and with `conflict` for a leaving session that is being recorded into.
   */
  sessionFiles(path: string, choice: { isLeaving: boolean }): Promise<string[]>;
  /** Closes connections, then the file. Answers with how many records could not be written to it any more. */
  close(): Promise<{ unsavedRecords: number }>;
  /** Closes after a start that failed elsewhere: a session file that was made for it and holds nothing is removed. */
  discard(): Promise<void>;
}

/**
 * Starts the product: opens the session file and listens. Fails with `ContractError`: `io`, `permission`, `conflict`
 * (the file is locked by another Kerbside) or `invalid-params` (not a session file), or `unavailable` (port in use).
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const path = options.sessionFile ?? newSessionPath(options.sessionsFolder, new Date());
  const isNew = !existsSync(path);
  const trace = Trace.open(path, { log: options.log });
  const discardFile = async (): Promise<void> => {
    await trace.close();
    if (isNew && trace.store.lastSeq === 0) await rm(trace.path, { force: true });
  };
  try {
    return await startCore(options, trace, discardFile);
  } catch (error) {
    await discardFile();
    throw error;
  }
}

async function startCore(
  options: CoreOptions,
  trace: Trace,
  discardFile: () => Promise<void>,
): Promise<Core> {
  const { log } = options;
  trace.limitTo(checkedLimit(options.maxSessionBytes));
  const schemas = new Schemas();
  const recording = new Recording(trace);
  const attempts = new AttemptLog(trace.attempts, trace.attempts.latest(Infinity));
  const findings = new FindingLog(trace.findings, trace.findings.load());
  const packs = new MakerPacks(inData(options, PACKS_FOLDER));
  const packsRead = packs.reload();
  const policies = new Policies(recording, log);
  const profiles = new Profiles({
    meta: recording,
    findings,
    station: (stationId) => central.station(stationId),
    log,
  });
  const passwords = new StationPasswords(inData(options, 'security'), log);
  const observers = new ObserverRelay();
  const central = new CentralSystem({
    recorder: recording,
    schemas,
    meta: recording,
    stations: trace.stations.load(),
    saveStation: (station) => recording.trace.stations.save(station),
    log,
    findings,
    observers: [observers],
    policyOf: (stationId) => policies.policyOf(stationId),
    profileOf: (stationId) => profiles.of(stationId),
    hasPassword: (stationId) => passwords.has(stationId),
  });
  central.onChange((station) => profiles.stationChanged(station));
  passwords.onChange((stationId) => central.passwordChanged(stationId));
  const authority = authorityOf(options);
  const sshHostKeys = new SshHostKeys(inData(options, 'security'));
  const files = new FileTransfers({
    frontDoor: () => ({ port: frontDoor.listening.port, hasTls: frontDoor.listening.tls !== undefined }),
    servers: (book) =>
      createOwnServers(book, {
        host: options.host,
        certificates: authority,
        hostKeys: () => sshHostKeys.keys(),
        onAttempt: (note) => attempts.add(attemptOf(note)),
      }),
  });
  const frontDoor = await openDoor(options, { attempts, central, passwords, files, authority });
  const network = new NetworkWatch(frontDoor);
  await packsRead;
  const practice = new PracticeChargers(options.practice, (transport) =>
    practiceUrl(frontDoor.listening, transport),
  );
  const practicePorts = new PracticePorts(options.practice);
  const portProfiles = new PortProfiles(inData(options, 'port-profiles'));
  const ports = new ServicePorts({
    recorder: recording,
    profiles: portProfiles,
    stationsWithSerial: (serialNumber) => idsWithSerial(central.list(), serialNumber),
    isConnected: (stationId) => central.isConnected(stationId),
    inspector: loggedFrameInspector(schemas, log),
    practicePorts: () => practicePorts.list(),
    onTrouble: (stationId, trouble, at, seq) => findings.add(stationId, trouble, at, seq),
    folder: inData(options, 'ports'),
    log,
  });
  central.onChange((station) => ports.stationChanged(station));
  const traces = new OpenTraces(trace, log);
  const recent = new RecentFiles(options.sessionsFolder, log);
  const sessions = new Sessions({ folder: options.sessionsFolder, recording, traces, recent, log });
  sessions.lookLater();
  const sessionDesk = new SessionDesk({ recording, traces, sessions, recent });
  const downloads = new Downloads();
  const imports = new Imports(options.sessionsFolder);
  const firmwareFiles = new FirmwareLibrary({ folder: inData(options, 'firmware'), log });
  firmwareFiles.lookLater();
  const lasting = {
    version: options.version,
    listening: network,
    attempts,
    central,
    findings,
    policies,
    profiles,
    packs,
    passwords,
    schemas,
    traces,
    sessions,
    sessionDesk,
    practice,
    practicePorts,
    ports,
    portProfiles,
    downloads,
    files,
    signing: signingOf(options, authority),
    firmwareFiles,
    configurationFiles: new ConfigurationFiles(downloads, (read) => packs.factsOf(read)),
    exports: new ExportTickets(downloads, options.version),
    imports,
    onPushing: options.onPushing ?? (() => undefined),
    log,
  };
  const make = (of: Trace): SessionServices => createSessionServices(of, lasting);
  const first = make(trace);
  const served = (parts: SessionServices): Pick<ServerOptions, 'handlers' | 'topics'> => {
    const services = { ...lasting, ...parts.services, sessionChange };
    return { handlers: createHandlers(services), topics: createTopics(services) };
  };
  const use = (parts: SessionServices): void => {
    observers.observers = parts.observers;
    server.serveFrom(served(parts));
    ports.sessionBegan();
  };
  const sessionChange = new SessionChange({ ...lasting, recording, recent, first, make, use });
  const server = createServer({
    ...served(first),
    onDefect: (error, method) => log(`${method}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  observers.observers = first.observers;
  const leave = async (): Promise<void> => {
    network.close();
    await sessionChange.close();
    await files.close();
    await sessions.close();
    await traces.closeAll();
    await imports.close();
    await firmwareFiles.close();
    // A push is stopped while its line is still there: the device has to hear of it.
    await sessionChange.parts.services.portRuns.close();
    await ports.close();
    portProfiles.close();
    await practicePorts.stopAll();
    await practice.stopAll();
    const partsEnded = sessionChange.parts.end();
    await central.close();
    await partsEnded;
    policies.close();
    findings.close();
    await frontDoor.close();
  };
  return {
    listening: frontDoor.listening,
    get sessionPath() {
      return recording.trace.path;
    },
    serve: (link, origin) => server.serve(link, origin),
    takeDownload: (ticket) => downloads.take(ticket),
    takeUpload: (name, body) => imports.takeUpload(name, body),
    sessionFiles: async (file, { isLeaving }) => {
      // Logs that came lie beside the session; they are shown, and never taken away by this.
      const fetches = sessionChange.parts.services.diagnostics.list();
      const runs = sessionChange.parts.services.portRuns.list();
      const isLog = [...fetches, ...runs].some((one) => one.file?.path === file);
      return isLog && !isLeaving ? [file] : sessionDesk.filesOf(file, isLeaving);
    },
    close: async () => {
      await leave();
      const { trace: last } = recording;
      await last.close();
      // A read-only session said from its start that it keeps nothing.
      const unsavedRecords = last.session().recording === 'read-only' ? 0 : last.store.kept().length;
      return { unsavedRecords };
    },
    discard: async () => {
      await leave();
      await discardFile();
    },
  };
}

function inData({ dataFolder }: CoreOptions, name: string): string | undefined {
  return dataFolder === undefined ? undefined : join(dataFolder, name);
}

function checkedLimit(bytes: number | undefined): number | undefined {
  if (bytes === undefined || bytes >= 1) return bytes;
  throw new ContractError('invalid-params', 'The size limit of the session is no size.', {
    hint: 'Give a size such as 500MB or 2GB.',
  });
}

interface DoorServices {
  attempts: AttemptLog;
  central: CentralSystem;
  passwords: StationPasswords;
  files: FileTransfers;
  authority: LocalAuthority | undefined;
}

/** Whose certificates are shown; nothing where there is no TLS. */
function authorityOf(options: CoreOptions): LocalAuthority | undefined {
  const securityFolder = inData(options, 'security');
  return securityFolder === undefined || options.tls === 'off'
    ? undefined
    : new LocalAuthority(securityFolder);
}

/** Firmware is signed with certificates of the authority, also where stations come without TLS. */
function signingOf(options: CoreOptions, authority: LocalAuthority | undefined): FirmwareSigning {
  const folder = inData(options, 'security');
  return new FirmwareSigning(
    folder,
    authority ?? (folder === undefined ? undefined : new LocalAuthority(folder)),
  );
}

function openDoor(
  { host, port, log, tls = 'optional' }: CoreOptions,
  { attempts, central, passwords, files, authority }: DoorServices,
): Promise<FrontDoor> {
  return createFrontDoor({
    host,
    port,
    attempts,
    log,
    onStation: (arrival) => central.connect(arrival),
    onSoap: (arrival) => central.takeSoap(arrival),
    files: files.http,
    profileOf: (stationId) => central.profileOf(stationId),
    passwordOf: (stationId) => passwords.of(stationId),
    ...(authority === undefined || tls === 'off' ? {} : { tls: { mode: tls, certificates: authority } }),
  });
}

/** The practice charger takes the way that a charger takes, from this machine. */
function practiceUrl({ addresses, port, tls }: Listening, transport: Transport): string {
  if (tls === 'required') {
    throw new ContractError(
      'unavailable',
      'The practice charger speaks plain ws, but this port takes TLS only.',
      {
        hint: 'Start Kerbside with --tls optional to practise.',
      },
    );
  }
  const reachable = addresses.find(({ kind }) => kind === 'loopback') ?? addresses[0];
  if (reachable === undefined) {
    throw new ContractError('unavailable', 'The practice charger cannot reach any address of this machine.');
  }
  const host = reachable.family === 'IPv6' ? `[${reachable.address}]` : reachable.address;
  return `${transport === 'soap' ? 'http' : 'ws'}://${host}:${port}`;
}
