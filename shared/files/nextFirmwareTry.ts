import type { FirmwareUpdate } from './firmwareUpdate.ts';
import type { FirmwareUrlForm } from './firmwareUrlForm.ts';
import type { TransferProtocol } from './transferProtocol.ts';

/** One thing that is done otherwise with the next try. */
export type NextFirmwareTry =
  | { by: 'plain' }
  | { by: 'url-form'; urlForm: FirmwareUrlForm }
  | { by: 'protocol'; protocol: TransferProtocol };

type Tried = Pick<
  FirmwareUpdate,
  'protocol' | 'nextProtocol' | 'nextUrlForm' | 'isPlain' | 'connectedAt' | 'stationProtocols'
>;

/**
 * What is worth trying next. A station that came by HTTP and got stuck may want it plainer (QUIRKS 155). One that never
 * came though it says that it knows the protocol may dislike the form of the address (QUIRKS 141). Else another protocol.
 */
export function nextFirmwareTry(update: Tried): NextFirmwareTry | undefined {
  const { protocol, nextProtocol, nextUrlForm, isPlain, connectedAt, stationProtocols } = update;
  if (connectedAt !== undefined && !isPlain && protocol.startsWith('http')) return { by: 'plain' };
  const form = nextUrlForm === undefined ? undefined : ({ by: 'url-form', urlForm: nextUrlForm } as const);
  const other =
    nextProtocol === undefined ? undefined : ({ by: 'protocol', protocol: nextProtocol } as const);
  const knowsProtocol = stationProtocols?.includes(protocol) === true;
  return connectedAt === undefined && knowsProtocol ? (form ?? other) : (other ?? form);
}
