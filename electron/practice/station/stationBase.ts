import type { JsonObject } from '../../../shared/json.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { CertificateStore } from '../model/certificateStore.ts';
import type { Connector } from '../model/connector.ts';
import type { LocalList } from '../model/localList.ts';
import type { ProfileStore } from '../model/profileStore.ts';
import type { Random } from '../model/random.ts';
import type { FrameLog } from './files/logs/frameLog.ts';
import type { CallQueue } from './callQueue.ts';
import type { StationClock } from './clock.ts';
import type { Dialect } from './dialects/dialect.ts';
import type { Identity } from './identity.ts';
import type { StationLink } from './link/stationLink.ts';
import type { Settings } from './settings.ts';

/** What every part of a station stands on. A part that needs another part is handed it as well. */
export interface StationBase {
  readonly id: string;
  readonly version: OcppVersion;
  readonly identity: Identity;
  readonly random: Random;
  readonly clock: StationClock;
  readonly link: StationLink;
  readonly calls: CallQueue;
  readonly settings: Settings;
  readonly dialect: Dialect;
  readonly connectors: readonly Connector[];
  readonly localList: LocalList;
  readonly profiles: ProfileStore;
  readonly certificates: CertificateStore;
  readonly frames: FrameLog;
  readonly isStopped: boolean;
  /** A call of the station's own; what comes back does not matter to it. */
  notify(action: string, payload: JsonObject, isTriggered?: boolean): void;
  /** A report in its parts, in order. */
  report(action: string, parts: readonly JsonObject[]): void;
  log(line: string): void;
  /** Runs work that takes time; it never ends in an unhandled rejection. */
  background(what: string, work: Promise<unknown>): void;
  /** Something that is shown of the station may be different now. */
  changed(): void;
}
