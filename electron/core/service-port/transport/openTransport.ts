import { assertNever } from '../../../../shared/assertNever.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import { parsePortAddress, type PortAddress } from './portAddress.ts';
import { PortError } from './portError.ts';
import { openRfc2217 } from './rfc2217.ts';
import { THIS_SYSTEM, type SystemEdge } from './systemEdge.ts';
import { openSystemPort } from './systemPort.ts';
import { openTcp } from './tcpTransport.ts';
import type { Transport } from './transport.ts';

export interface OpenOptions {
  signal?: AbortSignal | undefined;
  /** How long opening may take at most; 10 s unless told otherwise. */
  timeoutMs?: number | undefined;
  edge?: SystemEdge | undefined;
}

const OPEN_TIMEOUT_MS = 10_000;

/**
 * Opens a serial port of this computer, `tcp://host:port` (raw bytes) or `rfc2217://host:port` (with line settings). Rejects with `PortError`,
 * a `ContractError` that carries the named cause: `busy`, `permission`, `not-found`, `unavailable`, `invalid-params`; with the signal's reason
 * where it is aborted. A port that opens after it was given up on is closed at once.
 */
export async function openTransport(
  path: string,
  line: LineSettings,
  { signal, timeoutMs = OPEN_TIMEOUT_MS, edge = THIS_SYSTEM }: OpenOptions = {},
): Promise<Transport> {
  signal?.throwIfAborted();
  const address = parsePortAddress(path, edge.platform);
  const giveUp = new AbortController();
  const opening = openAddress(address, line, giveUp.signal, edge);
  const { promise: cut, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooSlow(path, timeoutMs)), timeoutMs);
  const onAbort = (): void => reject(abortReason(signal));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([opening, cut]);
  } catch (error) {
    giveUp.abort(error);
    // The driver cannot be stopped in the middle of an opening.
    void opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function openAddress(
  address: PortAddress,
  line: LineSettings,
  signal: AbortSignal,
  edge: SystemEdge,
): Promise<Transport> {
  switch (address.kind) {
    case 'system':
      return openSystemPort(address.path, line, edge);
    case 'tcp':
      return openTcp(address, signal);
    case 'rfc2217':
      return openRfc2217(address, line, signal);
    default:
      return assertNever(address);
  }
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new ContractError('cancelled', 'Opening the port was cancelled.');
}

function tooSlow(path: string, timeoutMs: number): PortError {
  const isNetwork = path.includes('://');
  return new PortError({
    cause: isNetwork ? 'unreachable' : 'other',
    sentence: `${path} did not open within ${Math.round(timeoutMs / 100) / 10} s.`,
    remedy: isNetwork
      ? 'Check the address, that the converter has power, and that this computer is in its network.'
      : 'Unplug the adapter, plug it in again, and try once more. A Bluetooth port waits for its device.',
  });
}
