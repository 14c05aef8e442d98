import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import { Reattach } from './reattach.ts';

const MOST_FAILURES = 5;
/** Whoever answers for a cable over the network may be away for long: some minutes of looking. */
const MOST_NETWORK_FAILURES = 300;

/** Opens a port again by itself when its adapter is back. */
export function waitForReturn(
  { lookFor, reattachMs }: Pick<PortSurroundings, 'lookFor' | 'reattachMs'>,
  {
    port,
    open,
    onGiveUp,
  }: { port: PortInfo; open: (address: string) => Promise<void>; onGiveUp: (error: unknown) => void },
): Reattach {
  return new Reattach({
    lookFor: () => lookFor(port),
    open,
    onGiveUp,
    everyMs: reattachMs,
    mostFailures: port.path.includes('://') ? MOST_NETWORK_FAILURES : MOST_FAILURES,
  });
}
