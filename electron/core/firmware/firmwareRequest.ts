import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { isOcpp1, type OcppVersion, type Transport } from '../../../shared/ocpp/version.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';

export type FirmwareAction = 'UpdateFirmware' | 'SignedUpdateFirmware' | 'PublishFirmware';

/** What proves where a file comes from: Base64, and PEM. */
export interface FirmwareSignature {
  signature: string;
  signingCertificate: string;
  /** Who signed how, and what a station may object to, as sentences. */
  about?: { describes: string; doubts: readonly string[] };
}

/**
 * The requests that may bring firmware to a station, in the order in which they are tried; none where its version has
 * no request for it. 1.6 has one of its own for signed firmware, over JSON only (security whitepaper L01).
 */
export function firmwareActions(
  version: OcppVersion,
  transport: Transport,
  { kind, isSigned }: Pick<FirmwareUpdate, 'kind' | 'isSigned'>,
): FirmwareAction[] {
  if (kind === 'publish') return isOcpp1(version) ? [] : ['PublishFirmware'];
  const hasSigned = isSigned && version === '1.6' && transport === 'json';
  return hasSigned ? ['SignedUpdateFirmware', 'UpdateFirmware'] : ['UpdateFirmware'];
}

/** Whether a request of a version can carry a signature and a time of installation. */
export function isRichRequest(action: FirmwareAction, version: OcppVersion): boolean {
  return action === 'SignedUpdateFirmware' || (action === 'UpdateFirmware' && !isOcpp1(version));
}

export interface RequestContext {
  version: OcppVersion;
  url: string;
  requestId: number;
  signature: FirmwareSignature | undefined;
  timeFormat: QuirkProfile['timeFormat'];
  /** When the station may begin (epoch ms), by its own clock where that is known. */
  retrieveAt: number;
}

type Wanted = Pick<FirmwareUpdate, 'installAt' | 'retries' | 'retryIntervalS' | 'checksum'>;

/**
 * The payload of UpdateFirmware (OCPP 1.6 §6.53, OCPP 2.0.1 part 2 §1.61.1), SignedUpdateFirmware (security whitepaper §5.8) or
 * PublishFirmware (OCPP 2.0.1 part 2 §1.37.1). Retries are left out unless they are asked for: some stations take 0 for "never try"
 * (QUIRKS 140).
 */
export function firmwareRequest(action: FirmwareAction, wanted: Wanted, context: RequestContext): JsonObject {
  const { version, url: location, requestId, signature, timeFormat, retrieveAt } = context;
  const time = (at: number): string => {
    const text = new Date(at).toISOString();
    return timeFormat === 'whole' ? text.replace(/\.\d+Z$/, 'Z') : text;
  };
  const { installAt, retries, retryIntervalS, checksum = '' } = wanted;
  const again: JsonObject = {
    ...(retries === undefined ? {} : { retries }),
    ...(retryIntervalS === undefined ? {} : { retryInterval: retryIntervalS }),
  };
  if (action === 'PublishFirmware') return { location, ...again, checksum, requestId };
  if (!isRichRequest(action, version)) return { retrieveDate: time(retrieveAt), location, ...again };
  return {
    ...again,
    requestId,
    firmware: {
      location,
      retrieveDateTime: time(retrieveAt),
      ...(installAt === undefined ? {} : { installDateTime: time(installAt) }),
      ...(signature === undefined
        ? {}
        : { signingCertificate: signature.signingCertificate, signature: signature.signature }),
    },
  };
}
