import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import { LOG_KIND_WORDS } from '../../../shared/files/logKind.ts';
import type { ProtocolChoice } from '../../../shared/files/protocolChoice.ts';
import { reachableHosts } from '../../../shared/files/reachableHosts.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Prepared } from '../files/fileTransfers.ts';
import { safeFileName } from '../files/storage/safeFileName.ts';
import type { Expectation } from '../files/transfers/expectation.ts';
import type { DiagnosticsFetchesOptions, FetchRequest } from './fetchRequest.ts';

interface UploadMeans extends Pick<DiagnosticsFetchesOptions, 'central' | 'transfers' | 'listening'> {
  station: Station;
}

/** Waits for a file by the first protocol of the choice that can be had. Fails with `unavailable`. */
export async function prepareUpload(
  { kind = 'diagnostics', stationId, isAnonymous = false }: FetchRequest,
  { protocols, reason }: ProtocolChoice,
  folder: string,
  { station: { remoteAddress }, central, transfers, listening }: UploadMeans,
): Promise<Prepared<Expectation>> {
  const ownAddress = central.localAddressOf(stationId);
  const hosts = reachableHosts({ ownAddress, remoteAddress }, listening().addresses);
  if (hosts.length === 0) {
    throw new ContractError('unavailable', `${stationId} cannot reach any address of this computer.`);
  }
  const purpose = LOG_KIND_WORDS[kind];
  const missing: Prepared<Expectation>['missing'] = [];
  for (const protocol of protocols) {
    try {
      const wish = { stationId, protocols: [protocol], isAnonymous, purpose, folder, hosts };
      const prepared = await transfers.expectUpload(wish);
      return { ...prepared, missing };
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      missing.push({ protocol, failure: error });
    }
  }
  throw missing[0]?.failure ?? new ContractError('unavailable', reason);
}

export function isMissing({ missing }: Prepared<Expectation>, protocol: TransferProtocol): boolean {
  return missing.some((one) => one.protocol === protocol);
}

/** Where the file goes: the folder that was wished for, or the station's own below the one for all; made where it is not there. */
export async function uploadFolder(
  { stationId, folder }: FetchRequest,
  folderForAll: string,
): Promise<string> {
  const path = folder ?? join(folderForAll, safeFileName(stationId, 'station'));
  if (!isAbsolute(path)) {
    throw new ContractError('invalid-params', `The folder ${path} is not a whole path.`);
  }
  try {
    await mkdir(path, { recursive: true });
    return path;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ContractError('permission', `The folder ${path} cannot be made (${reason}).`, {
      hint: 'Choose another folder.',
      cause: error,
    });
  }
}
