import type { JsonObject } from '../../../shared/json.ts';
import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import { CertificateStore } from '../model/certificateStore.ts';
import { Connector } from '../model/connector.ts';
import { LocalList } from '../model/localList.ts';
import { ProfileStore } from '../model/profileStore.ts';
import { Random } from '../model/random.ts';
import { Announcements } from './announcements.ts';
import { CallQueue } from './callQueue.ts';
import { Charging } from './charging.ts';
import { StationClock } from './clock.ts';
import type { Dialect } from './dialects/dialect.ts';
import { makeDialect } from './dialects/makeDialect.ts';
import type { FileHabits } from './files/fileHabits.ts';
import { FileJobs } from './files/fileJobs.ts';
import { FrameLog } from './files/logs/frameLog.ts';
import { makeIdentity, type Identity } from './identity.ts';
import { setBackendAddress } from './backendAddress.ts';
import { makeLink } from './link/makeLink.ts';
import type { ReceivedCall } from './link/exchange.ts';
import type { StationLink } from './link/stationLink.ts';
import { Metering } from './metering.ts';
import { Registration } from './registration.ts';
import { Settings } from './settings.ts';
import { showIdentity } from './showIdentity.ts';
import type { StationBase } from './stationBase.ts';
import { Tags } from './tags.ts';

export interface StationOptions {
  url: string;
  id: string;
  version: OcppVersion;
  transport: Transport;
  password: string | undefined;
  speed: number;
  seed: number;
  bootsOnReconnect: boolean;
  fileHabits: FileHabits;
  /** A line for developers: tolerated errors and defects. */
  log: (line: string) => void;
  onChange: () => void;
  /** A call of the central system. */
  onCall: (received: ReceivedCall) => void;
  /** The parts of a report as they shall leave. */
  onReport: (action: string, parts: readonly JsonObject[]) => readonly JsonObject[];
  /** Each time that the central system accepts the station. */
  onAccepted: () => void;
}

const RATED_CURRENTS_A = [16, 32];

/** One charging station: its parts, and the socket that they share. How it answers is in its behaviours. */
export class Station implements StationBase {
  readonly #options: StationOptions;
  readonly id: string;
  readonly version: OcppVersion;
  readonly transport: Transport;
  readonly random: Random;
  readonly clock: StationClock;
  readonly link: StationLink;
  readonly calls: CallQueue;
  readonly settings: Settings;
  readonly dialect: Dialect;
  readonly identity: Identity;
  readonly connectors: readonly Connector[];
  readonly localList = new LocalList();
  readonly profiles = new ProfileStore();
  readonly certificates = new CertificateStore();
  readonly frames = new FrameLog();
  readonly registration: Registration;
  readonly announcements: Announcements;
  readonly tags: Tags;
  readonly metering: Metering;
  readonly charging: Charging;
  readonly files: FileJobs;
  #isStopped = false;

  constructor(options: StationOptions) {
    this.#options = options;
    this.id = options.id;
    this.version = options.version;
    this.transport = options.transport;
    this.random = new Random(options.seed);
    this.clock = new StationClock(options.speed, (error) => this.defect('a timer', error));
    this.settings = new Settings(options.version, options.transport);
    this.dialect = makeDialect(this);
    this.identity = makeIdentity(this.random);
    this.connectors = RATED_CURRENTS_A.map((rated, index) => new Connector(index + 1, rated, this.random));
    if (options.password !== undefined) this.settings.set('password', options.password);
    setBackendAddress(this.settings, this.version, options.url);
    this.link = this.#makeLink();
    this.calls = new CallQueue({
      link: this.link,
      clock: this.clock,
      nextId: () => this.random.uuid(),
      mayLeave: (request) => this.registration.mayLeave(request),
      attempts: () => this.settings.number('messageAttempts'),
      retryIntervalS: () => this.settings.number('messageRetryInterval'),
      onLeave: (...call) => this.frames.add(this.clock.now(), 'TX', [2, ...call]),
    });
    this.registration = this.#makeRegistration();
    this.announcements = new Announcements(this, this.registration);
    this.tags = new Tags(this);
    this.metering = new Metering(this, this.registration, this.announcements);
    this.charging = new Charging(this, this.announcements, this.tags, this.metering);
    this.files = new FileJobs({
      station: this,
      registration: this.registration,
      charging: this.charging,
      habits: options.fileHabits,
    });
    showIdentity(this);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  start(): void {
    this.link.open();
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.clock.stop();
    this.calls.stop();
    await this.files.stop();
    await this.link.close('the practice charger was switched off');
    this.changed();
  }

  connector(id: number | undefined): Connector | undefined {
    return this.connectors.find((connector) => connector.id === id);
  }

  notify(action: string, payload: JsonObject, isTriggered = false): void {
    this.calls.add({ action, payload: () => payload, isTriggered });
  }

  report(action: string, parts: readonly JsonObject[]): void {
    for (const part of this.#options.onReport(action, parts)) this.notify(action, part);
  }

  log(line: string): void {
    this.#options.log(`practice charger ${this.id}: ${line}`);
  }

  defect(where: string, error: unknown): void {
    this.log(`${where} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  background(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.defect(what, error));
  }

  changed(): void {
    this.#options.onChange();
  }

  #makeRegistration(): Registration {
    return new Registration(this, {
      bootsOnReconnect: this.#options.bootsOnReconnect,
      onReturn: () => this.announcements.statusOfAll(false),
      onAccepted: () => {
        this.announcements.statusOfAll(false);
        this.files.onAccepted();
        this.metering.armAligned();
        this.#options.onAccepted();
        this.changed();
      },
      onReboot: () => {
        this.charging.onReboot();
        this.metering.onReboot();
        this.files.onReboot();
      },
    });
  }

  #makeLink(): StationLink {
    return makeLink(this.#options, this, {
      onOpen: () => {
        this.link.keepAlive(this.settings.number('pingInterval'));
        this.registration.onOpen();
        this.changed();
      },
      onCall: (received) => this.#options.onCall(this.frames.seen(received, this.clock)),
      onReply: (id, reply) => {
        if (reply.kind === 'result') this.frames.add(this.clock.now(), 'RX', [3, id, reply.payload]);
        this.calls.settle(id, reply);
      },
      onClose: () => {
        this.calls.onDisconnect();
        this.registration.onClose();
        this.changed();
      },
      onTrouble: (line) => this.log(line),
    });
  }
}
