import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import type { AnswerFault, NewFault } from '../../../../../shared/station/answerFault.ts';
import {
  bootStatusSchema,
  type BootStatus,
  type PolicyDocument,
} from '../../../../../shared/station/answerPolicy.ts';
import type { PolicyState, SeenTag } from '../../../../../shared/station/policyState.ts';
import type { MetaStore } from '../../transactionIds.ts';
import type { AnswerPolicy, QuestionedCall } from '../answerer.ts';
import { changedPolicy, type PolicyChangeMode } from './changedPolicy.ts';
import { effectivePolicy } from './effectivePolicy.ts';
import { FAULTS_LIMIT } from './faultList.ts';
import { PolicyKeeper } from './keptPolicies.ts';
import { PolicyLayer } from './policyLayer.ts';
import { answeredStatus, RunningTags } from './runningTags.ts';
import { SeenTags } from './seenTags.ts';
import { StationPolicy } from './stationPolicy.ts';
import type { Token } from './tokenOf.ts';

/** Changes are told together at most this often: a car park full of cards must not flood the screens. */
const TELL_MS = 30;
/** The list is written as a whole, so not for every card. The trace has them in any case. */
const KEEP_TAGS_MS = 1000;

export interface PolicyChange {
  policy: PolicyDocument;
  /** Stations that were last answered Pending and would be accepted from this change on. */
  letIn: readonly string[];
}

/** What is set for every station, and for all of them. A station is `undefined` where all are meant. */
export class Policies {
  readonly #keeper: PolicyKeeper;
  readonly #ofAll = new PolicyLayer(undefined);
  readonly #stations = new Map<string, PolicyLayer>();
  readonly #effective = new Map<string, PolicyDocument>();
  readonly #runningTags = new RunningTags();
  #seenTags: SeenTags;
  readonly #listeners = new Set<(state: PolicyState) => void>();
  readonly #changed = new Set<PolicyLayer>();
  #telling: NodeJS.Timeout | undefined;
  #keepingTags: NodeJS.Timeout | undefined;
  #lastFaultId = 0;

  constructor(meta: MetaStore, log: (line: string) => void) {
    this.#keeper = new PolicyKeeper(meta, log);
    const { ofAll, stations } = this.#keeper.policies();
    this.#ofAll.policy = ofAll;
    for (const [stationId, policy] of stations) this.#layer(stationId).policy = policy;
    this.#seenTags = new SeenTags(this.#keeper.seenTags());
    for (const { stationId, count } of this.#seenTags.list()) this.#layer(stationId).tagsShown += count;
  }

  /** The say in the answers of a station, for as long as Kerbside runs. */
  policyOf(stationId: string): AnswerPolicy {
    const own = this.#layer(stationId);
    return new StationPolicy({
      stationId,
      runningTags: this.#runningTags,
      effective: () => this.effective(stationId),
      takeFault: (action) => this.#takeFault(own, action),
      takeTransactionId: () => this.#takeTransactionId(own),
      answered: (call, token, answer) => this.#answered(own, call, token, answer),
    });
  }

  policy(stationId: string | undefined): PolicyDocument {
    return this.#find(stationId)?.policy ?? {};
  }

  faults(stationId: string | undefined): AnswerFault[] {
    return [...(this.#find(stationId)?.faults.all ?? [])];
  }

  /** What holds for a station. */
  effective(stationId: string | undefined): PolicyDocument {
    if (stationId === undefined) return this.#ofAll.policy;
    const known = this.#effective.get(stationId);
    if (known !== undefined) return known;
    const made = effectivePolicy(this.#ofAll.policy, this.policy(stationId));
    if (this.#stations.has(stationId)) this.#effective.set(stationId, made);
    return made;
  }

  /** Throws `invalid-params` where the result would be no policy; nothing is changed then. */
  set(stationId: string | undefined, change: JsonObject, mode: PolicyChangeMode): PolicyChange {
    const policy = changedPolicy(this.policy(stationId), change, mode);
    const layer = this.#layer(stationId);
    const waited = this.#waiting();
    layer.policy = policy;
    this.#keep(layer);
    const stillWaiting = this.#waiting();
    return { policy, letIn: waited.filter((id) => !stillWaiting.includes(id)) };
  }

  /** Throws `busy` where a station has more faults than anybody could keep track of. */
  addFault(stationId: string | undefined, fault: NewFault): AnswerFault {
    const layer = this.#layer(stationId);
    if (layer.faults.all.length >= FAULTS_LIMIT) {
      throw new ContractError('busy', `There are ${FAULTS_LIMIT} faults set already.`, {
        hint: 'Clear those that are not needed any more.',
      });
    }
    this.#lastFaultId += 1;
    const added = layer.faults.add(this.#lastFaultId, fault);
    this.#tell(layer);
    return added;
  }

  /** Answers with how many were cleared. */
  clearFaults(stationId: string | undefined, id?: number): number {
    const layer = this.#find(stationId);
    const cleared = layer?.faults.clear(id) ?? 0;
    if (layer !== undefined && cleared > 0) this.#tell(layer);
    return cleared;
  }

  seenTags(stationId: string | undefined): SeenTag[] {
    return this.#seenTags.list(stationId);
  }

  states(): PolicyState[] {
    return [this.#ofAll, ...this.#stations.values()]
      .filter(({ isTold }) => isTold)
      .map((layer) => layer.state());
  }

  onChange(listener: (state: PolicyState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes down what was not yet: its file is left. */
  leaveFile(): void {
    if (this.#keepingTags !== undefined) this.#keepTags();
  }

  /**
   * Another session file is recorded into. Its policies hold, as when Kerbside starts with it; a connected station goes
   * on as it was answered before, by what was set for it and for all.
   */
  enterFile(isConnected: (stationId: string) => boolean): void {
    const goingOn = [...this.#stations].filter(([stationId]) => isConnected(stationId));
    for (const [stationId, layer] of goingOn) layer.policy = this.effective(stationId);
    const { ofAll, stations } = this.#keeper.policies();
    this.#ofAll.policy = ofAll;
    this.#ofAll.faults.clear(undefined);
    this.#stations.clear();
    this.#effective.clear();
    for (const [stationId, layer] of goingOn) this.#stations.set(stationId, layer);
    for (const [stationId, policy] of stations) {
      if (!isConnected(stationId)) this.#layer(stationId).policy = policy;
    }
    this.#runningTags.enterFile(isConnected);
    this.#takeSeenTags();
    this.#keep(this.#ofAll);
  }

  /** Those of the file. */
  #takeSeenTags(): void {
    this.#seenTags = new SeenTags(this.#keeper.seenTags());
    for (const layer of this.#stations.values()) layer.tagsShown = 0;
    for (const { stationId, count } of this.#seenTags.list()) this.#layer(stationId).tagsShown += count;
  }

  /** Writes down what was not yet, and tells nobody any more. */
  close(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.#keepingTags !== undefined) this.#keepTags();
  }

  #keepTags(): void {
    clearTimeout(this.#keepingTags);
    this.#keepingTags = undefined;
    this.#keeper.keepSeenTags(this.#seenTags.list());
  }

  #find(stationId: string | undefined): PolicyLayer | undefined {
    return stationId === undefined ? this.#ofAll : this.#stations.get(stationId);
  }

  #layer(stationId: string | undefined): PolicyLayer {
    const found = this.#find(stationId);
    if (found !== undefined) return found;
    const layer = new PolicyLayer(stationId);
    if (stationId !== undefined) this.#stations.set(stationId, layer);
    return layer;
  }

  /** Stations that were told to wait, and would be told so again. */
  #waiting(): string[] {
    return [...this.#stations.values()].flatMap(({ stationId, lastBoot }) =>
      stationId !== undefined &&
      lastBoot === 'Pending' &&
      (this.effective(stationId).boot?.status ?? 'Accepted') !== 'Accepted'
        ? [stationId]
        : [],
    );
  }

  #takeFault(own: PolicyLayer, action: string): AnswerFault | undefined {
    for (const layer of [own, this.#ofAll]) {
      const fault = layer.takeFault(action);
      if (fault === undefined) continue;
      this.#tell(layer);
      return fault;
    }
    return undefined;
  }

  #takeTransactionId(own: PolicyLayer): number | undefined {
    for (const layer of [own, this.#ofAll]) {
      const before = layer.policy;
      const id = layer.takeTransactionId();
      if (id === undefined) continue;
      if (layer.policy !== before) this.#keep(layer);
      return id;
    }
    return undefined;
  }

  #answered(
    own: PolicyLayer,
    { action, at }: QuestionedCall,
    token: Token | undefined,
    answer: JsonObject | undefined,
  ): void {
    if (action === 'BootNotification' && answer !== undefined) {
      const status = bootStatus(answer);
      if (status !== own.lastBoot) {
        own.lastBoot = status;
        this.#tell(own);
      }
    }
    if (token === undefined || own.stationId === undefined) return;
    own.tagsShown += 1;
    this.#seenTags.add(own.stationId, token, at, answeredStatus(answer));
    this.#keepingTags ??= setTimeout(() => this.#keepTags(), KEEP_TAGS_MS);
    this.#tell(own);
  }

  #keep(changed: PolicyLayer): void {
    this.#effective.clear();
    const stations = [...this.#stations].flatMap(([stationId, { policy }]) =>
      Object.keys(policy).length === 0 ? [] : [[stationId, policy] as const],
    );
    this.#keeper.keepPolicies({ ofAll: this.#ofAll.policy, stations });
    this.#tell(changed);
  }

  #tell(layer: PolicyLayer): void {
    this.#changed.add(layer);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      const states = [...this.#changed].map((one) => one.state());
      this.#changed.clear();
      for (const state of states) for (const listener of this.#listeners) listener(state);
    }, TELL_MS);
  }
}

function bootStatus(answer: JsonObject): BootStatus | undefined {
  const read = bootStatusSchema.safeParse(answer['status']);
  return read.success ? read.data : undefined;
}
