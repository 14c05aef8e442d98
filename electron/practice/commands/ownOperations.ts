import { commandsOf } from '../../../shared/ocpp/catalog.ts';
import type { OcppVersion, Transport } from '../../../shared/ocpp/version.ts';
import type { Behaviour } from '../behaviours/behaviour.ts';

/** A station knows the operations of its version on its transport and no others: 1.5 has no charging profiles. */
export function ownOperations(version: OcppVersion, transport: Transport): Behaviour {
  const known = new Set(
    commandsOf(version, transport).flatMap(({ actions }) => actions.map(({ name }) => name)),
  );
  return {
    name: 'knows its own operations only',
    onCall: ({ action }) =>
      known.has(action)
        ? 'next'
        : {
            kind: 'error',
            code: 'NotImplemented',
            description: `${action} is not known to this station`,
          },
  };
}
