import { Policies } from '../../../../../electron/core/central/answering/policy/policies.ts';
import { letIn } from '../../../../../electron/core/central/answering/policy/letIn.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { SUBPROTOCOLS, type JsonVersion } from '../../../../../shared/ocpp/version.ts';
import { RawStation } from '../../rawStation.ts';
import { startTestCore, type TestCore } from '../../testCore.ts';

export interface PolicyCore extends TestCore {
  policies: Policies;
  station(...args: Parameters<TestCore['station']>): ReturnType<TestCore['station']>;
  connect(stationId: string, version?: JsonVersion): Promise<RawStation>;
  /** What `policy.set` does. */
  set(stationId: string | undefined, change: JsonObject): string[];
}

/** Front door, central system and policies over a real port. */
export async function startPolicyCore(): Promise<PolicyCore> {
  const meta = new Map<string, string>();
  const log: string[] = [];
  const policies = new Policies(
    { get: (key) => meta.get(key), set: (key, value) => void meta.set(key, value) },
    (line) => log.push(line),
  );
  const core = await startTestCore({ policyOf: (stationId) => policies.policyOf(stationId) });
  return {
    ...core,
    policies,
    connect: (stationId, version = '1.6') =>
      RawStation.connect(`${core.url}/${stationId}`, [SUBPROTOCOLS[version]]),
    set: (stationId, change) =>
      letIn(core.central, policies.set(stationId, change, 'merge').letIn, (line) => log.push(line)),
    async close() {
      policies.close();
      await core.close();
    },
  };
}

/** A call of 1.6, or the same said in 2.x. */
export const token = (tag: string, type = 'ISO14443'): JsonObject => ({ idToken: { idToken: tag, type } });

let seqNo = 0;

export function event(eventType: string, transactionId: string, rest: JsonObject = {}): JsonObject {
  seqNo += 1;
  return {
    eventType,
    timestamp: '2026-11-21T10:00:00Z',
    triggerReason: 'Authorized',
    seqNo,
    transactionInfo: { transactionId },
    evse: { id: 1, connectorId: 1 },
    ...rest,
  };
}

export function start(tag: string, connectorId = 1): JsonObject {
  return { connectorId, idTag: tag, meterStart: 0, timestamp: '2026-11-21T10:00:00Z' };
}
