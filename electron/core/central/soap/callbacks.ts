import { assertNever } from '../../../../shared/assertNever.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Callback } from '../../../../shared/station/callback.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { MetaStore } from '../transactionIds.ts';
import { chooseCallback, readCallbackUrl, type CallbackChoice } from './chooseCallback.ts';
import { leadsToPeer } from './sameHost.ts';

export interface CallbacksOptions {
  meta: MetaStore;
  profileOf: (stationId: string) => QuirkProfile;
  /** Fails with `not-found` for a station that was never seen. */
  stationOf: (stationId: string) => Station;
}

/** Keys of the session file; the id of the station follows. */
const SET_KEY = 'callback';
const AGREED_KEY = 'callbackAgreed';

interface Heard {
  peerAddress: string;
  reported: string | undefined;
  proven: string | undefined;
}

/** Where the commands of each SOAP station go: what it reports, what the technician says, what answered. */
export class Callbacks {
  readonly #options: CallbacksOptions;
  readonly #heard = new Map<string, Heard>();

  constructor(options: CallbacksOptions) {
    this.#options = options;
  }

  /** What a message of the station says; one that says nothing changes nothing. */
  hear(stationId: string, peerAddress: string, addresses: readonly (string | undefined)[]): void {
    const before = this.#heard.get(stationId);
    const reported =
      addresses.map((address) => readCallbackUrl(address)).find((url) => url !== undefined) ??
      before?.reported;
    if (before?.peerAddress === peerAddress && before.reported === reported) return;
    const proven = before?.peerAddress === peerAddress ? before.proven : undefined;
    this.#heard.set(stationId, { peerAddress, reported, proven });
  }

  /** A command was answered there. */
  prove(stationId: string, url: string): void {
    const heard = this.#heard.get(stationId);
    if (heard !== undefined) heard.proven = url;
  }

  /** What the session file keeps of the stations that are connected, to be written into another one. */
  kept(stationIds: readonly string[]): [key: string, value: string][] {
    return stationIds.flatMap((stationId) =>
      [SET_KEY, AGREED_KEY].flatMap((name): [string, string][] => {
        const key = `${name} ${stationId}`;
        const value = this.#kept(key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }

  /** Another file: what stations said that are not connected does not count at another place. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    for (const stationId of this.#heard.keys()) if (!isConnected(stationId)) this.#heard.delete(stationId);
  }

  async choose(stationId: string): Promise<CallbackChoice> {
    const heard = this.#heardOf(stationId);
    return chooseCallback({
      ...heard,
      isReportedOwn: await isOwn(heard),
      set: this.#profileUrl(stationId) ?? this.#kept(`${SET_KEY} ${stationId}`),
      agreed: this.#kept(`${AGREED_KEY} ${stationId}`),
    });
  }

  async state(stationId: string): Promise<Callback> {
    const heard = this.#heardOf(stationId);
    const { reported, proven } = heard;
    const { source, targets } = await this.choose(stationId);
    const url = targets[0]?.url ?? '';
    const needsConsent = reported !== undefined && source === 'peer';
    return {
      stationId,
      source,
      url,
      ...(reported === undefined ? {} : { reported }),
      needsConsent,
      isProven: url === proven,
      isInProfile: source === 'set' && this.#profileUrl(stationId) !== undefined,
      sentence: sentenceOf(source, url, reported),
    };
  }

  async set(stationId: string, url: string | undefined): Promise<Callback> {
    this.#heardOf(stationId);
    this.#options.meta.set(`${SET_KEY} ${stationId}`, url ?? '');
    return await this.state(stationId);
  }

  async agree(stationId: string, url: string): Promise<Callback> {
    const { reported } = this.#heardOf(stationId);
    if (readCallbackUrl(url) !== reported || reported === undefined) {
      const says = reported === undefined ? 'no address' : reported;
      throw new ContractError('conflict', `${stationId} reports ${says} by now, not ${url}.`, {
        hint: 'Look at the address again, and agree to that one or set another.',
      });
    }
    this.#options.meta.set(`${AGREED_KEY} ${stationId}`, reported);
    return await this.state(stationId);
  }

  #profileUrl(stationId: string): string | undefined {
    return this.#options.profileOf(stationId).callbackUrl;
  }

  #kept(key: string): string | undefined {
    const text = this.#options.meta.get(key);
    return text === undefined || text === '' ? undefined : text;
  }

  #heardOf(stationId: string): Heard {
    const { transport, remoteAddress } = this.#options.stationOf(stationId);
    if (transport !== 'soap') {
      const message = `${stationId} does not speak SOAP: its commands go over the connection that it opened itself.`;
      throw new ContractError('unavailable', message);
    }
    const heard = this.#heard.get(stationId);
    if (heard !== undefined) return heard;
    const fresh = { peerAddress: remoteAddress, reported: undefined, proven: undefined };
    this.#heard.set(stationId, fresh);
    return fresh;
  }
}

async function isOwn({ reported, peerAddress }: Heard): Promise<boolean> {
  return reported !== undefined && (await leadsToPeer(new URL(reported).hostname, peerAddress));
}

function sentenceOf(source: Callback['source'], url: string, reported: string | undefined): string {
  switch (source) {
    case 'set':
      return `Commands go to ${url}, as it was set.`;
    case 'agreed':
      return `Commands go to ${url}, the address that the station reports. It is on another host than the station; you agreed to it.`;
    case 'reported':
      return `Commands go to ${url}, the address that the station reports.`;
    case 'peer':
      return `The station reports ${reported ?? 'an address'}, which is on another host than its own, so it is not used. Commands are tried at ${url} and the usual addresses of the station itself.`;
    case 'guessed':
      return `The station does not report where it takes commands. They are tried at ${url} and the other usual addresses of its host.`;
    default:
      return assertNever(source);
  }
}
