import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { ProtocolFacts } from '../../../shared/files/protocolChoice.ts';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';

/** What earlier updates of a station in this session say about protocols; `retried` is the one that is tried again. */
export function firmwareHistory(
  updates: readonly FirmwareUpdate[],
  retried: FirmwareUpdate | undefined,
): Pick<ProtocolFacts, 'worked' | 'failed'> {
  const worked = new Set(
    updates.filter(({ completeAt }) => completeAt !== undefined).map(({ protocol }) => protocol),
  );
  if (retried !== undefined && retried.completeAt === undefined) worked.delete(retried.protocol);
  const failed = updates
    .filter(({ completeAt, failedAt }) => completeAt === undefined && failedAt !== undefined)
    .filter(({ failedAt, steps }) => failedAt?.stage === 'download' || steps.some(isAboutProtocol))
    .map(({ protocol }) => protocol);
  const all = new Set(
    retried === undefined || retried.completeAt !== undefined ? failed : [...failed, retried.protocol],
  );
  return { worked: [...worked], failed: [...all].filter((protocol) => !worked.has(protocol)) };
}

function isAboutProtocol({ code }: FirmwareUpdate['steps'][number]): boolean {
  return code === 'protocol-not-supported' || code === 'rejected';
}

/** Forms of an address that were tried in vain in a row of tries, by one protocol. */
export function triedForms(
  updates: readonly FirmwareUpdate[],
  last: FirmwareUpdate | undefined,
  protocol: TransferProtocol,
): FirmwareUrlForm[] {
  const forms: FirmwareUrlForm[] = [];
  for (let one = last; one !== undefined;) {
    if (one.protocol === protocol) forms.push(one.urlForm);
    const { retryOf } = one;
    one = retryOf === undefined ? undefined : updates.find(({ id }) => id === retryOf);
  }
  return forms;
}
