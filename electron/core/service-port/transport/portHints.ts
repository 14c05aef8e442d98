import type { FoundPort } from './foundPort.ts';
import { adaptersWithoutPort } from './linuxPorts.ts';
import type { SystemEdge } from './systemEdge.ts';

/** Bender controllers give the computer an address of this network, and are at .123 themselves. */
const BENDER_NETWORK = '192.168.123.';

/** Devices that somebody may look for among the ports in vain, each with what to do. */
export async function portHints(edge: SystemEdge, ports: readonly FoundPort[]): Promise<string[]> {
  const hints = benderHint(edge);
  if (edge.platform !== 'linux') return hints;
  for (const { vid, pid, name } of await adaptersWithoutPort(edge, ports)) {
    const isTakenByBraille = vid.toLowerCase() === '1a86';
    hints.push(
      `An adapter ${name} (${vid}:${pid}) is plugged in, but Linux made no port of it. ${
        isTakenByBraille
          ? 'Often the program for Braille displays has taken it: `sudo apt remove brltty`, then plug it in again.'
          : 'Plug it in again, and look at `sudo dmesg` for its driver.'
      }`,
    );
  }
  return hints;
}

function benderHint(edge: SystemEdge): string[] {
  const addresses = Object.values(edge.networkInterfaces()).flatMap((list) => list ?? []);
  const isThere = addresses.some(({ address }) => address.startsWith(BENDER_NETWORK));
  return isThere
    ? [
        'A network adapter with an address of 192.168.123.x is there: so the CONFIG port of a Bender controller (CC612, CC613, ICC, also in Mennekes and Wallbe chargers) shows itself. It has no serial port: open http://192.168.123.123 in a browser, or http://192.168.123.123:81 for the master of a pair.',
      ]
    : [];
}
