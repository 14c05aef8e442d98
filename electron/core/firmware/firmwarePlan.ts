import { ContractError } from '../../../shared/contract/failure.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { urlFormsFor, type FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import { protocolChoice, type ProtocolChoice } from '../../../shared/files/protocolChoice.ts';
import { reachableHosts } from '../../../shared/files/reachableHosts.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { FileTransfers } from '../files/fileTransfers.ts';
import { firmwareHistory, triedForms } from './firmwareHistory.ts';
import { firmwareActions, isRichRequest, type FirmwareAction } from './firmwareRequest.ts';

/** A station that can be asked. */
export type Reachable = Station & { version: OcppVersion };

/** What is wished for; the rest is found out. */
export interface PlanWish {
  kind: FirmwareUpdate['kind'];
  isSigned: boolean;
  protocol?: TransferProtocol | undefined;
  urlForm?: FirmwareUrlForm | undefined;
  installAt?: number | undefined;
}

/** How a station is asked, and by which way it is to fetch the file. */
export interface FirmwarePlan {
  actions: FirmwareAction[];
  choice: ProtocolChoice;
  told: string[] | undefined;
  failed: readonly TransferProtocol[];
  hosts: string[];
}

export interface PlanMeans {
  central: {
    localAddressOf(stationId: string): string | undefined;
    profileOf(stationId: string): QuirkProfile;
  };
  transfers: Pick<FileTransfers, 'has'>;
  listening: () => Listening;
  /** What a station says of the protocols that it takes. Never rejects. */
  protocolsOf: (station: Station) => Promise<string[] | undefined>;
  isUnknown: (stationId: string, action: FirmwareAction) => boolean;
}

/**
 * Fails with `invalid-params` where the version has no such request or cannot say what is wished, and with `unavailable`
 * where the station takes no protocol that can be had, or reaches no address.
 */
export async function firmwarePlan(
  station: Reachable,
  wish: PlanWish,
  history: { updates: readonly FirmwareUpdate[]; retried: FirmwareUpdate | undefined },
  means: PlanMeans,
): Promise<FirmwarePlan> {
  const { id, remoteAddress } = station;
  const actions = actionsFor(station, wish, means);
  const ownAddress = means.central.localAddressOf(id);
  const hosts = reachableHosts({ ownAddress, remoteAddress }, means.listening().addresses);
  if (hosts.length === 0) {
    throw new ContractError('unavailable', `${id} cannot reach any address of this computer.`);
  }
  const { fileProtocols: profiled } = means.central.profileOf(id);
  const told = profiled === undefined ? await means.protocolsOf(station) : undefined;
  const known = firmwareHistory(history.updates, history.retried);
  const available = TRANSFER_PROTOCOLS.filter((one) => means.transfers.has(one));
  const choice = protocolChoice({ wished: wish.protocol, told, profiled, available, ...known });
  if (choice.protocols.length === 0) throw new ContractError('unavailable', choice.reason);
  return { actions, choice, told, failed: known.failed, hosts };
}

function actionsFor(station: Reachable, wish: PlanWish, means: PlanMeans): FirmwareAction[] {
  const { id, version, transport = 'json' } = station;
  const all = firmwareActions(version, transport, wish);
  if (all.length === 0) {
    throw new ContractError('invalid-params', `OCPP ${version} has no request to publish firmware.`, {
      hint: 'Push it to each charger.',
    });
  }
  const [first] = all;
  const isRich = first !== undefined && isRichRequest(first, version);
  if (wish.isSigned && !isRich) {
    const how = transport === 'soap' ? ' over SOAP' : '';
    throw new ContractError('invalid-params', `OCPP ${version}${how} has no request for signed firmware.`, {
      hint: 'Push it without a signature.',
    });
  }
  if (wish.installAt !== undefined && !isRich) {
    throw new ContractError(
      'invalid-params',
      `UpdateFirmware of OCPP ${version} cannot say when to install: only when to fetch the file.`,
      { hint: 'Leave out the time of installation.' },
    );
  }
  const known = all.filter((action) => !means.isUnknown(id, action));
  return known.length === 0 ? all : known;
}

/** The form of the address by one protocol, and the one to try after it. */
export function formsOf(
  protocol: TransferProtocol,
  wish: { urlForm?: FirmwareUrlForm | undefined; fileName: string; port?: number | undefined },
  {
    updates,
    retried,
    ftpLogin,
  }: {
    updates: readonly FirmwareUpdate[];
    retried: FirmwareUpdate | undefined;
    ftpLogin: QuirkProfile['ftpLogin'];
  },
): { form: FirmwareUrlForm; next: FirmwareUrlForm | undefined; all: FirmwareUrlForm[] } {
  const all = urlFormsFor(protocol, wish);
  const usual = ftpLogin === 'none' && all.includes('anonymous') ? 'anonymous' : 'usual';
  const form = wish.urlForm !== undefined && all.includes(wish.urlForm) ? wish.urlForm : usual;
  const tried = triedForms(updates, retried, protocol);
  const next = all.find((one) => one !== form && !tried.includes(one));
  return { form, next, all };
}

/** Whether an address of a protocol can have a form; of the port nothing is known yet. */
export function takesForm(
  protocol: TransferProtocol,
  form: FirmwareUrlForm | undefined,
  fileName: string,
): boolean {
  return form === undefined || form === 'with-port' || urlFormsFor(protocol, { fileName }).includes(form);
}
