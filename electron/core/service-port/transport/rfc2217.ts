import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import { Rfc2217Line } from './rfc2217Line.ts';
import { connect, SocketLine, type HostPort } from './socketLine.ts';
import type { Transport } from './transport.ts';

/** How long a server may take for one answer. */
const ANSWER_MS = 3000;

/**
 * A serial port behind a server that speaks RFC 2217: bytes over telnet, and the line settings, DTR, RTS and break of the far port. A server that
 * refuses the option is used without settings; one that does not speak telnet at all gets raw bytes. Both are told by a banner. Rejects with
 * `PortError`, also where the server refuses a setting.
 */
export async function openRfc2217(
  address: HostPort,
  settings: LineSettings,
  signal: AbortSignal,
  { answerMs = ANSWER_MS }: { answerMs?: number } = {},
): Promise<Transport> {
  const socket = await connect(address, signal);
  const wire: SocketLine = new SocketLine(socket, address, (bytes, monoMs) => line.take(bytes, monoMs));
  const line = new Rfc2217Line(wire, `rfc2217://${address.host}:${address.port}`, answerMs);
  const onAbort = (): void => void line.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await line.begin(settings);
    return line;
  } catch (error) {
    await line.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
