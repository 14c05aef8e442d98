import { randomUUID } from 'node:crypto';
import type { PushedFile, FirmwareUpdate, PreCheck } from '../../../shared/files/firmwareUpdate.ts';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { withoutUndefined } from '../../../shared/withoutUndefined.ts';
import type { FirmwarePlan, Reachable } from './firmwarePlan.ts';

/** What all stations of a push have in common. */
export interface PushedWith {
  pushId: string;
  kind: FirmwareUpdate['kind'];
  file: PushedFile;
  isSigned: boolean;
  isPlain: boolean;
  isForced: boolean;
  checksum?: string | undefined;
  retrieveAt?: number | undefined;
  installAt?: number | undefined;
  retries?: number | undefined;
  retryIntervalS?: number | undefined;
  retryOf?: string | undefined;
  snapshotId?: string | undefined;
}

/** The way of the file to one station. */
export interface ChosenWay {
  protocol: TransferProtocol;
  form: FirmwareUrlForm;
  nextForm: FirmwareUrlForm | undefined;
  location: string;
}

export function newUpdate(
  { id: stationId, firmwareVersion }: Reachable,
  pushed: PushedWith,
  plan: FirmwarePlan,
  { way, preChecks, requestId }: { way: ChosenWay; preChecks: PreCheck[]; requestId: number },
): FirmwareUpdate {
  const now = Date.now();
  const nextProtocol = nextProtocolOf(plan, way.protocol);
  return {
    id: randomUUID(),
    stationId,
    ...withoutUndefined(pushed),
    requestId,
    protocol: way.protocol,
    protocolReason: reasonFor(plan, way.protocol),
    ...(nextProtocol === undefined ? {} : { nextProtocol }),
    ...(plan.told === undefined ? {} : { stationProtocols: plan.told }),
    location: way.location,
    urlForm: way.form,
    ...(way.nextForm === undefined ? {} : { nextUrlForm: way.nextForm }),
    ...(firmwareVersion === undefined ? {} : { versionBefore: firmwareVersion }),
    preChecks,
    state: 'queued',
    isOpen: false,
    queuedAt: now,
    movedAt: now,
    coveredBytes: 0,
    connections: [],
    connectionCount: 0,
    failures: 0,
    steps: [],
  };
}

export function nextProtocolOf(
  { choice, failed }: FirmwarePlan,
  taken: TransferProtocol,
): TransferProtocol | undefined {
  return choice.protocols.find((one) => one !== taken && !failed.includes(one));
}

export function reasonFor({ choice }: FirmwarePlan, taken: TransferProtocol): string {
  const [first] = choice.protocols;
  return first === undefined || first === taken
    ? choice.reason
    : `${nameOf(first)} cannot be used here, so ${nameOf(taken)} is taken.`;
}
