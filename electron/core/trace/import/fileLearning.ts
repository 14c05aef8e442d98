import { findAction } from '../../../../shared/ocpp/catalog.ts';
import type { SentBy } from '../../../../shared/ocpp/catalog/actionInfo.ts';
import { isJsonObject } from '../../../../shared/json.ts';
import { JSON_VERSIONS, OCPP_VERSIONS, type OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { FoundFrame, Writer } from '../../../../shared/trace/import/found.ts';
import type { FrameFacts } from './frameFacts.ts';

interface Evidence {
  /** Calls whose word says that the central system, or a station, wrote the file. */
  centralVotes: number;
  stationVotes: number;
  stated: OcppVersion | undefined;
  of16: number;
  of2: number;
  of21: number;
}

type Sign = '1.6' | '2.x' | '2.1' | undefined;

/** How many stations are kept apart; a hostile file may name millions. */
const MAX_STATIONS = 20_000;

/** What a file tells about itself little by little: which side wrote it, and the versions of its stations. */
export class FileLearning {
  readonly #stations = new Map<string, Evidence>();
  readonly #all = newEvidence();
  readonly #signs = new Map<string, Sign>();
  readonly #senders = new Map<string, SentBy | undefined>();

  observe({ word, version, transport }: FoundFrame, facts: FrameFacts, stationId: string): void {
    const evidence = this.#evidence(stationId);
    const stated = version ?? facts.version;
    if (stated !== undefined) evidence.stated = stated;
    if (word !== undefined && facts.kind === 'call' && facts.action !== undefined) {
      this.#vote(evidence, word, this.senderOf(facts.action));
    }
    if (stated === undefined && transport !== 'soap') this.#weigh(evidence, facts);
  }

  /** Who sends an action, where all versions that have it agree. */
  senderOf(action: string): SentBy | undefined {
    if (this.#senders.has(action)) return this.#senders.get(action);
    const senders = new Set(OCPP_VERSIONS.map((version) => findAction(version, action)?.sentBy));
    senders.delete(undefined);
    const sender = senders.size === 1 ? [...senders][0] : senders.size > 1 ? 'both' : undefined;
    if (this.#senders.size < 10_000) this.#senders.set(action, sender);
    return sender;
  }

  writerOf(stationId: string): Writer {
    for (const evidence of [this.#stations.get(stationId), this.#all]) {
      if (evidence === undefined || evidence.centralVotes === evidence.stationVotes) continue;
      return evidence.centralVotes > evidence.stationVotes ? 'central-system' : 'station';
    }
    return 'unknown';
  }

  versionOf(stationId: string): OcppVersion | undefined {
    const evidence = this.#stations.get(stationId);
    if (evidence === undefined) return undefined;
    if (evidence.stated !== undefined) return evidence.stated;
    if (evidence.of16 === 0 && evidence.of2 === 0 && evidence.of21 === 0) return undefined;
    if (evidence.of16 > evidence.of2 + evidence.of21) return '1.6';
    return evidence.of21 > 0 ? '2.1' : '2.0.1';
  }

  stations(): string[] {
    return [...this.#stations.keys()];
  }

  #evidence(stationId: string): Evidence {
    let evidence = this.#stations.get(stationId);
    if (evidence === undefined) {
      if (this.#stations.size >= MAX_STATIONS) return this.#all;
      evidence = newEvidence();
      this.#stations.set(stationId, evidence);
    }
    return evidence;
  }

  #vote(evidence: Evidence, word: 'sent' | 'received', sender: SentBy | undefined): void {
    if (sender === undefined || sender === 'both') return;
    const isCentral = (sender === 'station') === (word === 'received');
    for (const each of [evidence, this.#all]) {
      if (isCentral) each.centralVotes += 1;
      else each.stationVotes += 1;
    }
  }

  #weigh(evidence: Evidence, facts: FrameFacts): void {
    const sign = this.#signOf(facts);
    if (sign === '1.6') evidence.of16 += 1;
    else if (sign === '2.x') evidence.of2 += 1;
    else if (sign === '2.1') evidence.of21 += 1;
  }

  #signOf({ kind, action, payload }: FrameFacts): Sign {
    if (kind === 'send' || kind === 'resultError') return '2.1';
    if (kind !== 'call' || action === undefined) return undefined;
    if (!this.#signs.has(action) && this.#signs.size < 10_000) this.#signs.set(action, signOfAction(action));
    return this.#signs.get(action) ?? signOfPayload(payload);
  }
}

function newEvidence(): Evidence {
  return { centralVotes: 0, stationVotes: 0, stated: undefined, of16: 0, of2: 0, of21: 0 };
}

function signOfAction(action: string): Sign {
  const versions = JSON_VERSIONS.filter((version) => findAction(version, action) !== undefined);
  if (versions.length === 0 || (versions.includes('1.6') && versions.length > 1)) return undefined;
  if (versions[0] === '1.6') return '1.6';
  return versions[0] === '2.1' ? '2.1' : '2.x';
}

/** Fields that only one version has in messages of the same name. */
function signOfPayload(payload: FrameFacts['payload']): Sign {
  if (!isJsonObject(payload)) return undefined;
  if ('chargingStation' in payload || 'connectorStatus' in payload || 'evseId' in payload) return '2.x';
  if ('idToken' in payload && typeof payload['idToken'] === 'object') return '2.x';
  if ('chargePointVendor' in payload || 'errorCode' in payload || 'idTag' in payload) return '1.6';
  return undefined;
}
