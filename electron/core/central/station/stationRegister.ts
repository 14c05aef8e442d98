import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { SessionPeer } from '../stationSession.ts';
import { StationHandle, type StationChange } from './stationHandle.ts';

export interface StationRegisterOptions {
  /** The stations of the file. */
  stations: readonly Station[];
  saveStation: (station: Station) => void;
  /** Whether the technician set a password for a station. */
  hasPassword?: (stationId: string) => boolean;
}

/** A screen shows sixty changes a second at most. */
const ANNOUNCE_MS = 16;
/** When a station was heard last is shown in seconds, and a busy one is heard hundreds of times in one. */
const ANNOUNCE_HEARD_MS = 250;
/** Records are the truth; the saved state only spares reading them all again. */
const SAVE_MS = 1000;
const NAMES_SHOWN = 10;

/** Every station that was seen, connected or not; tells of changes and keeps them in the file. */
export class StationRegister {
  readonly #saveStation: (station: Station) => void;
  readonly #hasPassword: (stationId: string) => boolean;
  readonly #stations = new Map<string, StationHandle>();
  readonly #listeners = new Set<(station: Station) => void>();
  readonly #toAnnounce: Readonly<Record<StationChange, Set<StationHandle>>> = {
    state: new Set(),
    heard: new Set(),
  };
  readonly #toSave = new Set<StationHandle>();
  #announceTimers: Partial<Record<StationChange, NodeJS.Timeout>> = {};
  #saveTimer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ stations, saveStation, hasPassword }: StationRegisterOptions) {
    this.#saveStation = saveStation;
    this.#hasPassword = hasPassword ?? (() => false);
    for (const station of stations) this.#restore(station);
  }

  /** Writes every station down as it is; the connected ones as left at `at` (epoch ms), with the reason. */
  leaveFile(reason: string, at: number): void {
    this.#save();
    for (const { station } of this.connected()) {
      this.#saveStation({
        ...station,
        connected: false,
        disconnectedAt: at,
        disconnectReason: reason,
        openCalls: 0,
      });
    }
  }

  /** Another file is written to: those that are not connected are its stations; the connected ones go on. */
  enterFile(stations: readonly Station[]): void {
    for (const [id, { session }] of this.#stations) if (session === undefined) this.#stations.delete(id);
    for (const waiting of [this.#toSave, this.#toAnnounce.state, this.#toAnnounce.heard]) {
      for (const handle of waiting) if (!this.#isListed(handle)) waiting.delete(handle);
    }
    for (const station of stations) if (!this.#stations.has(station.id)) this.#restore(station);
    for (const { station } of this.connected()) this.#saveStation(station);
  }

  #restore(station: Station): void {
    const now = { ...station, hasPassword: this.#hasPassword(station.id) };
    this.#stations.set(
      station.id,
      StationHandle.restored(now, (handle, change) => this.#changed(handle, change)),
    );
  }

  /** A connection that was replaced may still tell of a station that stands in another file. */
  #isListed(handle: StationHandle): boolean {
    return this.#stations.get(handle.id) === handle;
  }

  list(): Station[] {
    return [...this.#stations.values()].map((handle) => handle.station);
  }

  connected(): StationHandle[] {
    return [...this.#stations.values()].filter((handle) => handle.session !== undefined);
  }

  find(stationId: string): StationHandle | undefined {
    return this.#stations.get(stationId);
  }

  /** At most one change per station and frame of a screen; a few a second where it was only heard again. */
  onChange(listener: (station: Station) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The station of a peer, new where it was never seen. */
  handleOf(peer: Pick<SessionPeer, 'stationId' | 'remoteAddress'>): StationHandle {
    const seen = this.#stations.get(peer.stationId);
    if (seen !== undefined) return seen;
    const handle = StationHandle.unseen(peer, (changed, change) => this.#changed(changed, change));
    this.#stations.set(peer.stationId, handle);
    if (this.#hasPassword(peer.stationId)) handle.setHasPassword(true);
    return handle;
  }

  passwordChanged(stationId: string): void {
    this.find(stationId)?.setHasPassword(this.#hasPassword(stationId));
  }

  /** Fails with `not-found` for one that was never seen. */
  known(stationId: string): StationHandle {
    const handle = this.#stations.get(stationId);
    if (handle !== undefined) return handle;
    const ids = [...this.#stations.keys()];
    const more = ids.length > NAMES_SHOWN ? ` and ${ids.length - NAMES_SHOWN} more` : '';
    const hint =
      ids.length === 0
        ? 'No station has been seen at all.'
        : `Known stations: ${ids.slice(0, NAMES_SHOWN).join(', ')}${more}.`;
    throw new ContractError('not-found', `No station ${stationId} has connected yet.`, { hint });
  }

  /** Tells and writes down what was not yet. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#saveTimer);
    this.#announce('state');
    this.#announce('heard');
    this.#save();
  }

  #changed(handle: StationHandle, change: StationChange): void {
    if (!this.#isListed(handle)) return;
    this.#toAnnounce[change].add(handle);
    this.#toSave.add(handle);
    if (this.#isClosed) return;
    const waitMs = change === 'state' ? ANNOUNCE_MS : ANNOUNCE_HEARD_MS;
    this.#announceTimers[change] ??= setTimeout(() => this.#announce(change), waitMs).unref();
    this.#saveTimer ??= setTimeout(() => this.#save(), SAVE_MS).unref();
  }

  #announce(change: StationChange): void {
    clearTimeout(this.#announceTimers[change]);
    delete this.#announceTimers[change];
    const handles = [...this.#toAnnounce[change]];
    this.#toAnnounce[change].clear();
    for (const handle of handles) {
      this.#toAnnounce.heard.delete(handle);
      const { station } = handle;
      for (const listener of this.#listeners) listener(station);
    }
  }

  #save(): void {
    this.#saveTimer = undefined;
    for (const handle of this.#toSave) this.#saveStation(handle.station);
    this.#toSave.clear();
  }
}
