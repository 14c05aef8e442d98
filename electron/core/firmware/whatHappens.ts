import type { PushedFile, FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { FirmwareAction } from './firmwareRequest.ts';

export interface Happening {
  stationId: string;
  kind: FirmwareUpdate['kind'];
  file: PushedFile;
  actions: readonly FirmwareAction[];
  protocol: TransferProtocol;
  location: string;
  isSigned: boolean;
  isPlain: boolean;
  hasSnapshot: boolean;
  versionBefore: string | undefined;
  retrieveAt: number | undefined;
  installAt: number | undefined;
}

/** What will happen, in the order in which it does: for whoever has to say yes to it. */
export function whatHappens(happening: Happening): string[] {
  return happening.kind === 'publish' ? publication(happening) : update(happening);
}

function update(happening: Happening): string[] {
  const { stationId, actions, isSigned, hasSnapshot, file, versionBefore, installAt } = happening;
  const [, fallback] = actions;
  const check = isSigned ? 'checks its signature, ' : '';
  const when = installAt === undefined ? '' : ` from ${timeWords(installAt)} on`;
  const expected =
    file.version === undefined
      ? versionBefore === undefined
        ? 'shows the version that it reports then: what it had before is not known'
        : `looks whether the version that it reports then is another than ${versionBefore}`
      : `compares the version that it reports then with ${file.version}`;
  return [
    ...(hasSnapshot ? [`The configuration of ${stationId} is read and kept.`] : []),
    request(happening),
    ...(fallback === undefined
      ? []
      : [`Where it does not know that, ${fallback} is sent instead, which carries no signature.`]),
    `It downloads the file, ${check}installs it${when} and restarts. Until then nobody can charge at it, and it must keep its power.`,
    `Kerbside watches the bytes and what it says, waits for its start, and ${expected}.`,
    'Once it has the file, nothing can stop it: OCPP has no request for that.',
  ];
}

function publication(happening: Happening): string[] {
  return [
    request(happening),
    'It downloads the file, compares its MD5, and hands it out to the chargers behind it. Nothing is installed.',
    'Kerbside shows the addresses under which the chargers find it.',
  ];
}

function request(happening: Happening): string {
  const { stationId, actions, file, protocol, location, isPlain, retrieveAt } = happening;
  const plain = isPlain ? ', as plain as can be' : '';
  const when = retrieveAt === undefined ? 'at once' : `from ${timeWords(retrieveAt)} on`;
  return `${stationId} is sent ${actions[0] ?? 'a request'}: it is to fetch ${file.name} (${sizeText(file.sizeBytes)}) by ${nameOf(protocol)}${plain} from ${location}, ${when}.`;
}

function timeWords(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
