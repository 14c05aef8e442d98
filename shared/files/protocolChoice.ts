import { isTransferProtocol } from './toldProtocols.ts';
import { TRANSFER_PROTOCOLS, type TransferProtocol } from './transferProtocol.ts';

/** What is known of a station and the protocols of files. */
export interface ProtocolFacts {
  /** The technician's wish. */
  wished: TransferProtocol | undefined;
  /** What the station says it takes; absent where it says nothing. */
  told: readonly string[] | undefined;
  /** What the profile of the station says that it takes, the best first; absent where it says nothing. */
  profiled?: readonly TransferProtocol[] | undefined;
  /** What this Kerbside has. */
  available: readonly TransferProtocol[];
  /** What brought a file of this station in this session. */
  worked: readonly TransferProtocol[];
  /** What brought none. */
  failed: readonly TransferProtocol[];
}

/** Protocols in the order in which they are to be tried, and why the first stands first. */
export interface ProtocolChoice {
  protocols: readonly TransferProtocol[];
  reason: string;
}

/**
 * HTTP comes first where nothing is known: it needs no password in the address, which some chargers cannot read, and no
 * second connection, which firewalls dislike. Without a protocol where the station takes none that Kerbside has.
 */
export function protocolChoice(facts: ProtocolFacts): ProtocolChoice {
  const { wished, told, profiled, available, worked, failed } = facts;
  // A profile is set because the station does not say, or says what is not so.
  const known = profiled ?? told?.filter((word) => isTransferProtocol(word));
  const possible = (profiled ?? TRANSFER_PROTOCOLS).filter(
    (protocol) => available.includes(protocol) && (known === undefined || known.includes(protocol)),
  );
  const rank = (protocol: TransferProtocol): number => {
    if (worked.includes(protocol)) return 0;
    return failed.includes(protocol) ? 2 : 1;
  };
  const protocols = possible.toSorted((one, other) => rank(one) - rank(other));
  if (wished !== undefined) {
    return { protocols: [wished, ...protocols.filter((one) => one !== wished)], reason: 'As asked for.' };
  }
  return { protocols, reason: reasonOf(protocols[0], { told, profiled, worked, failed }) };
}

function reasonOf(
  first: TransferProtocol | undefined,
  { told, profiled, worked, failed }: Pick<ProtocolFacts, 'told' | 'profiled' | 'worked' | 'failed'>,
): string {
  const takes =
    profiled !== undefined
      ? `Its profile says ${namesOf(profiled)}`
      : told === undefined
        ? undefined
        : `The station says that it takes ${namesOf(told)}`;
  if (first === undefined) return `${takes ?? ''}; Kerbside has none of these.`;
  if (worked.includes(first)) return `${nameOf(first)} has brought a file of this station before.`;
  const tried = failed.filter((protocol) => protocol !== first);
  const without = tried.length === 0 ? '' : `; ${namesOf(tried)} brought nothing before`;
  if (takes !== undefined) return `${takes}${without}.`;
  return tried.length === 0
    ? 'The station does not say what it takes, so the usual one comes first.'
    : `The station does not say what it takes${without}.`;
}

export function nameOf(protocol: string): string {
  return protocol.toUpperCase();
}

function namesOf(protocols: readonly string[]): string {
  return protocols.map(nameOf).join(', ');
}
