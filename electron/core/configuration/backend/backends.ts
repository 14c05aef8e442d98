import type { Backend, LeftPointing } from '../../../../shared/configuration/backend/backend.ts';
import type { OwnAddress } from '../../../../shared/configuration/backend/ownAddress.ts';
import { backendOf, type BackendContext } from '../../../../shared/configuration/backend/backendOf.ts';
import type { NetworkProfile, ProfileEnd } from '../../../../shared/configuration/backend/networkProfile.ts';
import { isOcpp } from '../../../../shared/configuration/spoken.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { MakerPack } from '../../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { keyDescriber, packsFor } from '../../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { ConfigurationMemory } from '../configurationMemory.ts';
import { knownConfiguration } from '../knownConfiguration.ts';
import { beforeOf } from './addressBefore.ts';
import type { ProfileBook } from './profileBook.ts';
import { profileEnd, profilePayload } from './sendProfile.ts';

export interface BackendsOptions {
  central: {
    list(): Station[];
    find(stationId: string): Station | undefined;
    /** Fails with `not-found` for one that was never seen. */
    station(stationId: string): Station;
    call(
      stationId: string,
      action: string,
      payloadText: string,
      options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
    ): Promise<Outcome>;
  };
  memory: ConfigurationMemory;
  read: (
    stationId: string,
    options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
  ) => Promise<Configuration>;
  profiles: ProfileBook;
  packs: () => readonly MakerPack[];
  /** Where this Kerbside can be reached from a station. */
  ownAddress: (station: Station) => OwnAddress;
  /** Runs inside Kerbside: it ends with it, so that nothing has to be put back. */
  isOwnPractice: (stationId: string) => boolean;
}

interface RequestOptions {
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Where stations are pointed to, and which of them still lead here. */
export class Backends {
  readonly #options: BackendsOptions;
  readonly #listeners = new Set<(left: LeftPointing[]) => void>();
  /** By station; nothing before they were looked at for the first time. */
  #left: Map<string, LeftPointing> | undefined;

  constructor(options: BackendsOptions) {
    this.#options = options;
  }

  /** Fails with `not-found` for a station that was never seen. */
  latest(stationId: string): Backend {
    const { memory } = this.#options;
    this.#options.central.station(stationId);
    const configuration = knownConfiguration(stationId, memory)?.configuration;
    const context = this.#contextOf(stationId, configuration);
    const backend = backendOf(configuration, context);
    const before = beforeOf(stationId, backend.items, memory, context);
    return before === undefined ? backend : { ...backend, before };
  }

  /** Reads the configuration anew first; fails as that does. */
  async read(stationId: string, options: RequestOptions): Promise<Backend> {
    await this.#options.read(stationId, options);
    return this.latest(stationId);
  }

  /** Fails as `BACKEND_METHODS` says. */
  async setProfile(
    stationId: string,
    profile: NetworkProfile,
    { timeoutMs, signal }: RequestOptions,
  ): Promise<ProfileEnd> {
    const { central } = this.#options;
    const { connected, version } = central.station(stationId);
    if (!connected || version === undefined) {
      throw new ContractError('unavailable', `${stationId} is not connected, so nothing was sent.`);
    }
    if (version !== '2.0.1' && version !== '2.1') {
      throw new ContractError('conflict', `OCPP ${version} has no network connection profiles.`, {
        hint: 'Change the maker’s own key that holds the address.',
      });
    }
    const payload = JSON.stringify(profilePayload(version, profile));
    const outcome = await central.call(stationId, 'SetNetworkProfile', payload, { timeoutMs, signal });
    signal?.throwIfAborted();
    return profileEnd(profile.slot, outcome);
  }

  /** The stations that lead here by what is known of them, without those that end with Kerbside. */
  left(): LeftPointing[] {
    return [...this.#everyLeft().values()].sort((one, other) => (one.stationId < other.stationId ? -1 : 1));
  }

  /** Told when stations begin or cease to lead here. */
  onLeftChange(listener: (left: LeftPointing[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something is known anew of one station: looks again whether it leads here. */
  lookAgain(stationId: string): void {
    const left = this.#everyLeft();
    const before = left.get(stationId);
    const now = this.#leftOf(stationId);
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    if (now === undefined) left.delete(stationId);
    else left.set(stationId, now);
    this.#tell();
  }

  /** Kerbside has other addresses. */
  lookAtAll(): void {
    this.#left = undefined;
    this.#tell();
  }

  #tell(): void {
    const left = this.left();
    for (const listener of this.#listeners) listener(left);
  }

  #everyLeft(): Map<string, LeftPointing> {
    this.#left ??= new Map(
      this.#options.central.list().flatMap(({ id }): [string, LeftPointing][] => {
        const left = this.#leftOf(id);
        return left === undefined ? [] : [[id, left]];
      }),
    );
    return this.#left;
  }

  #leftOf(stationId: string): LeftPointing | undefined {
    const { central, isOwnPractice } = this.#options;
    // What is kept of other visits may name stations that never were here.
    if (central.find(stationId) === undefined || isOwnPractice(stationId)) return undefined;
    return leftOf(this.latest(stationId));
  }

  #contextOf(stationId: string, configuration: Configuration | undefined): BackendContext {
    const { central, ownAddress, packs, profiles } = this.#options;
    const station = central.station(stationId);
    const spoken = station.version ?? configuration?.owner.version;
    const version = spoken === undefined || !isOcpp(spoken) ? undefined : spoken;
    const keys = configuration?.items.map(({ address }) => address);
    const fitting = packsFor(packs(), { ...station, keys });
    return {
      stationId,
      version,
      isConnected: station.connected,
      own: ownAddress(station),
      profiles: profiles.of(stationId),
      ...(version === undefined ? {} : { describe: keyDescriber(version, fitting) }),
    };
  }
}

function leftOf({ stationId, leads, items, slots, before }: Backend): LeftPointing | undefined {
  const item = items.find(({ leadsHere }) => leadsHere === true);
  const slot = slots.find(({ leadsHere }) => leadsHere === true);
  const value = item?.value ?? slot?.url;
  if (leads !== 'here' || value === undefined) return undefined;
  const key = item?.address ?? `slot ${String(slot?.slot)}`;
  const back =
    before === undefined
      ? 'What was there before is not known: ask the operator for the address of the back end.'
      : `It was ${before.value}${before.address === key ? '' : ` in ${before.address}`}; put it back.`;
  const sentence = `${stationId} still points to this laptop (${key} is ${value}). ${back}`;
  return { stationId, key, value, sentence, ...(before === undefined ? {} : { before }) };
}
