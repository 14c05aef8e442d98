import { hostname } from 'node:os';
import { isLoopbackPeer, type OwnAddress } from '../../../../shared/configuration/backend/ownAddress.ts';
import type { Listening } from '../../../../shared/session/listening.ts';
import type { Station } from '../../../../shared/station/station.ts';

const NAME = hostname();

/** Where this Kerbside can be reached from a station. */
export function ownAddressOf(listening: Listening, { remoteAddress }: Station): OwnAddress {
  return {
    ...listening,
    names: [NAME, `${NAME}.local`],
    isSameMachine: isLoopbackPeer(remoteAddress),
  };
}
