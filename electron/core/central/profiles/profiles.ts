import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Finding } from '../../../../shared/station/finding.ts';
import {
  isInEffect,
  isSameSetting,
  QUIRK_SETTINGS,
  withQuirkChange,
  type QuirkChange,
} from '../../../../shared/station/quirkChange.ts';
import {
  composeQuirkDocument,
  foreignMakeNote,
  parseQuirkDocument,
} from '../../../../shared/station/quirkDocument.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import { QUIRK_SETTING_INFO } from '../../../../shared/station/quirkSettings.ts';
import type { QuirkState } from '../../../../shared/station/quirkState.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { MetaStore } from '../transactionIds.ts';
import type { FindingLog } from '../watch/findingLog.ts';
import { ProfileStore } from './profileStore.ts';

export interface ProfilesOptions {
  meta: MetaStore;
  findings: FindingLog;
  /** Fails with `not-found` for a station that was never seen. */
  station: (stationId: string) => Station;
  log: (line: string) => void;
}

/** The profile that a connection began with. */
interface Baseline {
  connectedAt: number | undefined;
  profile: QuirkProfile;
}

/** How each station is treated: kept in the session file, changed by the technician alone, proposed by findings. */
export class Profiles {
  readonly #options: ProfilesOptions;
  readonly #store: ProfileStore;
  readonly #baselines = new Map<string, Baseline>();
  readonly #listeners = new Set<(state: QuirkState) => void>();

  constructor(options: ProfilesOptions) {
    this.#options = options;
    this.#store = new ProfileStore(options.meta, options.log);
    options.findings.onChange((finding) => {
      if (finding.proposal !== undefined) this.#announce(finding.stationId);
    });
  }

  /** The profile in effect; that of a station never seen is empty. */
  of(stationId: string): QuirkProfile {
    return this.#store.get(stationId).profile;
  }

  state(stationId: string): QuirkState {
    this.#options.station(stationId);
    return this.#stateOf(stationId);
  }

  /** The stations that are treated otherwise than usual, or could be. */
  states(): QuirkState[] {
    const proposed = this.#options.findings.list().filter(({ proposal }) => proposal !== undefined);
    const ids = new Set([...this.#store.stationIds(), ...proposed.map(({ stationId }) => stationId)]);
    return [...ids].map((stationId) => this.#stateOf(stationId));
  }

  onChange(listener: (state: QuirkState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(stationId: string, profile: QuirkProfile): QuirkState {
    const station = this.#options.station(stationId);
    const before = this.#baselines.get(stationId);
    if (station.connected && before?.connectedAt !== station.connectedAt) {
      this.#baselines.set(stationId, { connectedAt: station.connectedAt, profile: this.of(stationId) });
    }
    this.#store.set(stationId, { ...this.#store.get(stationId), profile });
    return this.#announce(stationId);
  }

  change(stationId: string, change: QuirkChange): QuirkState {
    return this.set(stationId, withQuirkChange(this.of(stationId), change));
  }

  /** Takes over a profile from a file. The station keeps its own call-back address. */
  import(stationId: string, text: string): { state: QuirkState; note?: string } {
    const station = this.#options.station(stationId);
    const { about, profile } = parseQuirkDocument(text);
    const { callbackUrl } = this.of(stationId);
    const state = this.set(stationId, { ...(callbackUrl === undefined ? {} : { callbackUrl }), ...profile });
    const note = foreignMakeNote(about, station);
    return note === undefined ? { state } : { state, note };
  }

  export(stationId: string): { text: string; fileName: string } {
    const station = this.#options.station(stationId);
    const make = [station.vendor, station.model].filter(Boolean).join(' ') || stationId;
    const name = make.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
    return { text: composeQuirkDocument(station, this.of(stationId)), fileName: `${name}.quirks.json` };
  }

  /** Makes what a finding proposes hold. Fails with `not-found` where there is no such proposal. */
  accept(stationId: string, findingId: string): QuirkState {
    const { proposal } = this.#proposal(stationId, findingId);
    return this.change(stationId, proposal?.change ?? {});
  }

  /** What the finding proposes is not shown again, though the finding stays. */
  dismiss(stationId: string, findingId: string): QuirkState {
    const change = changeText(this.#proposal(stationId, findingId));
    const kept = this.#store.get(stationId);
    const same = this.#proposed(stationId).filter((finding) => changeText(finding) === change);
    const dismissed = new Set([...kept.dismissed, ...same.map(({ id }) => id)]);
    this.#store.set(stationId, { ...kept, dismissed: [...dismissed] });
    return this.#announce(stationId);
  }

  /** A station came or went: what held from the next connection on may hold by now. */
  stationChanged({ id, connected, connectedAt }: Station): void {
    const before = this.#baselines.get(id);
    if (before === undefined || (connected && before.connectedAt === connectedAt)) return;
    this.#baselines.delete(id);
    this.#announce(id);
  }

  /** Another session file is recorded into: connected stations are treated as before. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    this.#store.enterFile(isConnected);
    for (const stationId of this.#baselines.keys())
      if (!isConnected(stationId)) this.#baselines.delete(stationId);
  }

  #proposal(stationId: string, findingId: string): Finding {
    this.#options.station(stationId);
    const proposed = this.#proposed(stationId);
    const found = proposed.find(({ id }) => id === findingId);
    if (found !== undefined) return found;
    const open = this.#open(stationId).map(({ id }) => id);
    throw new ContractError('not-found', `There is no proposal “${findingId}” for ${stationId}.`, {
      hint: open.length === 0 ? 'Nothing is proposed for it at present.' : `Proposed: ${open.join(', ')}.`,
    });
  }

  #proposed(stationId: string): Finding[] {
    return this.#options.findings
      .list()
      .filter((finding) => finding.stationId === stationId && finding.proposal !== undefined);
  }

  #open(stationId: string): Finding[] {
    const { profile, dismissed } = this.#store.get(stationId);
    const open = this.#proposed(stationId).filter(
      ({ id, proposal }) =>
        proposal !== undefined && !dismissed.includes(id) && !isInEffect(profile, proposal.change),
    );
    // Several findings may ask for the same; the one that came last knows most.
    return [...new Map(open.map((finding) => [changeText(finding), finding])).values()];
  }

  #stateOf(stationId: string): QuirkState {
    const profile = this.of(stationId);
    const baseline = this.#baselines.get(stationId);
    // A connection that has begun since then has agreed on the profile as it is.
    const isOfNow = baseline?.connectedAt === this.#options.station(stationId).connectedAt;
    const before = isOfNow ? baseline?.profile : undefined;
    const pending = QUIRK_SETTINGS.filter(
      (name) =>
        before !== undefined &&
        QUIRK_SETTING_INFO[name].takesEffect === 'next-connection' &&
        !isSameSetting(before[name], profile[name]),
    );
    return { stationId, profile, pending, proposals: this.#open(stationId) };
  }

  #announce(stationId: string): QuirkState {
    const state = this.#stateOf(stationId);
    for (const listener of this.#listeners) listener(state);
    return state;
  }
}

/** Findings with the same text propose the same. */
function changeText({ proposal }: Finding): string {
  return JSON.stringify(QUIRK_SETTINGS.map((name) => proposal?.change[name] ?? null));
}
