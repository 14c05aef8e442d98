import type { CheckedParams } from '../../../shared/contract/methods.ts';
import type { Handlers, LinkOrigin } from '../../../shared/contract/handlers.ts';
import type { FIRMWARE_METHODS } from '../../../shared/contract/methods/firmwareMethods.ts';
import type { FirmwareSignature } from '../firmware/firmwareRequest.ts';
import { updatesIn } from '../trace/open/updatesIn.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type FirmwareHandlers = Pick<Handlers, keyof typeof FIRMWARE_METHODS>;
type Push = CheckedParams<'firmware.push'>;

export function firmwareHandlers({ firmware, signing, traces }: Services): FirmwareHandlers {
  const signatureFor = async ({ file, signing: by }: Push): Promise<FirmwareSignature | undefined> => {
    if (by === undefined || 'signature' in by) return by;
    const { signature, signingCertificate, ...about } = await signing.sign({
      ...by,
      path: await firmware.pathOf(file),
    });
    return { signature, signingCertificate, about };
  };
  return {
    'firmware.check': ({ signing: by, ...wish }, { origin }) => {
      requireFilesHere(origin, { file: wish.file, signing: by });
      return firmware.check({ ...wish, isSigned: by !== undefined });
    },
    'firmware.push': async (params, { origin }) => {
      requireFilesHere(origin, params);
      const { signing: _by, isConfirmed: _yes, ...wish } = params;
      return firmware.push({ ...wish, signature: await signatureFor(params) });
    },
    'firmware.cancel': ({ id }) => firmware.cancel(id),
    'firmware.retry': ({ id, isConfirmed: _yes, ...wish }) => firmware.retry(id, wish),
    'firmware.list': ({ stationId, trace }) =>
      trace === undefined ? firmware.list(stationId) : updatesIn(traces.of(trace), stationId),
    'firmware.publish': ({ stationId, isConfirmed: _yes, ...wish }, { origin }) => {
      requireFilesHere(origin, wish);
      return firmware.publish(stationId, wish);
    },
    'firmware.unpublish': ({ stationId, checksum }) => firmware.unpublish(stationId, checksum),
  };
}

/** Files of this computer are named only on it: the firmware, and the key that it is signed with. */
function requireFilesHere(
  origin: LinkOrigin,
  { file, signing }: Partial<Pick<Push, 'file' | 'signing'>>,
): void {
  const paths = [
    file !== undefined && 'path' in file ? file.path : undefined,
    ...(signing === undefined || 'signature' in signing
      ? []
      : [
          'path' in signing.key ? signing.key.path : undefined,
          signing.certificate !== undefined && 'path' in signing.certificate
            ? signing.certificate.path
            : undefined,
        ]),
  ];
  for (const path of paths) if (path !== undefined) requireHere(origin, path);
}
