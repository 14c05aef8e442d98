import { ContractError } from '../../../shared/contract/failure.ts';
import type { PreCheck } from '../../../shared/files/firmwareUpdate.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../shared/station/station.ts';
import { callOf, type OcppCalls } from '../configuration/sources/ocppCalls.ts';
import type { FileTransfers, Prepared } from '../files/fileTransfers.ts';
import type { Offer } from '../files/transfers/offer.ts';
import { addressInForm, offeredName } from './firmwareAddress.ts';
import {
  firmwareRequest,
  isRichRequest,
  type FirmwareAction,
  type FirmwareSignature,
} from './firmwareRequest.ts';
import type { FirmwarePlan, Reachable } from './firmwarePlan.ts';
import type { RunningUpdate } from './runningUpdate.ts';

export interface BeginMeans {
  central: OcppCalls['central'] & { profileOf(stationId: string): QuirkProfile };
  transfers: Pick<FileTransfers, 'offerFile'>;
  answerMs: number;
  /** Keeps the configuration of a station. Answers with the id of the snapshot; fails as reading does. */
  keepConfiguration: (stationId: string) => Promise<string>;
  /** What speaks against asking it now. */
  blockedBy: (station: Station) => PreCheck | undefined;
  onUnknown: (stationId: string, action: FirmwareAction) => void;
}

export interface BeginWith {
  station: Reachable;
  plan: FirmwarePlan;
  signature: FirmwareSignature | undefined;
  hasSnapshot: boolean;
}

/** An update whose turn it is: looked at once more, its configuration kept, its file offered, and asked. Never rejects. */
export async function beginUpdate(running: RunningUpdate, wish: BeginWith, means: BeginMeans): Promise<void> {
  if (isRefused(running, means)) return;
  if (wish.hasSnapshot) await keepConfiguration(running, means);
  if (running.update.state !== 'queued') return;
  try {
    const prepared = await offered(running, wish, means);
    // Keeping a configuration may take minutes: a car may be charging by now, or the configuration be changed.
    if (!isStillQueued(running) || isRefused(running, means)) {
      prepared.transfer.cancel();
      return;
    }
    await ask(running, prepared, wish, means);
  } catch (error) {
    const failure = error instanceof ContractError ? error : undefined;
    running.apply({
      type: 'not-sent',
      at: Date.now(),
      code: 'file-not-offered',
      why: failure?.message ?? `The file cannot be handed out (${String(error)}).`,
      ...(failure?.hint === undefined ? {} : { remedy: failure.hint }),
    });
  }
}

/** Looks whether it can be asked now, and says so where it cannot. */
function isRefused(running: RunningUpdate, means: BeginMeans): boolean {
  const { stationId, isForced } = running.update;
  const blocking = means.blockedBy(means.central.station(stationId));
  if (blocking === undefined || (isForced && blocking.code !== 'not-connected')) return false;
  const { code, sentence: why, remedy } = blocking;
  const more = remedy === undefined ? {} : { remedy };
  running.apply({ type: 'not-sent', at: Date.now(), code, why, ...more });
  return true;
}

/** It may have been cancelled meanwhile. */
function isStillQueued({ update }: RunningUpdate): boolean {
  return update.state === 'queued';
}

async function keepConfiguration(running: RunningUpdate, means: BeginMeans): Promise<void> {
  const { stationId } = running.update;
  try {
    const snapshotId = await means.keepConfiguration(stationId);
    if (isStillQueued(running)) running.apply({ type: 'snapshot', at: Date.now(), snapshotId });
  } catch (error) {
    const why = error instanceof ContractError ? error.message : String(error);
    if (isStillQueued(running)) running.apply({ type: 'no-snapshot', at: Date.now(), why });
  }
}

/** As it was chosen; the protocol may have been lost meanwhile, which is a failure. */
function offered(running: RunningUpdate, { plan }: BeginWith, means: BeginMeans): Promise<Prepared<Offer>> {
  const { stationId, protocol, urlForm, isPlain, file } = running.update;
  return means.transfers.offerFile({
    stationId,
    protocols: [protocol],
    path: file.path,
    name: offeredName(urlForm, file.name),
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    isPlain,
    isAnonymous: urlForm === 'anonymous',
    hosts: plan.hosts,
  });
}

async function ask(
  running: RunningUpdate,
  { transfer, urls }: Prepared<Offer>,
  { station, plan, signature }: BeginWith,
  means: BeginMeans,
): Promise<void> {
  const { stationId, urlForm, requestId = 0 } = running.update;
  const [first] = urls;
  if (first === undefined) throw new ContractError('unavailable', 'There is no address to give it.');
  const { url, shownUrl } = addressInForm(first, urlForm);
  running.serve(transfer, { location: shownUrl });
  const { version } = station;
  const isRich = (action: FirmwareAction): boolean => isRichRequest(action, version);
  await running.ask({
    actions: plan.actions,
    hasId: (action) => action === 'PublishFirmware' || isRich(action),
    isSigned: (action) => signature !== undefined && isRich(action),
    ask: (action) => {
      const { timeFormat } = means.central.profileOf(stationId);
      const payload = firmwareRequest(action, running.update, {
        version,
        url,
        requestId,
        signature,
        timeFormat,
        retrieveAt: running.update.retrieveAt ?? nowOf(means.central.station(stationId)),
      });
      const options = { timeoutMs: means.answerMs };
      return callOf(means, stationId, action, JSON.stringify(payload), options);
    },
    onUnknown: (action) => means.onUnknown(stationId, action),
  });
}

/** “At once” to a station whose clock is behind has to be in its own past. */
function nowOf({ clockSkewMs = 0 }: Station): number {
  return Date.now() + Math.min(0, Math.round(clockSkewMs));
}
