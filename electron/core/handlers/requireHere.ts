import { ContractError } from '../../../shared/contract/failure.ts';
import type { LinkOrigin } from '../../../shared/contract/handlers.ts';

/**
 * Lets only programs of this computer name a file of its disk. The screens may be opened to a network, and the token
 * may be handed to a phone: that is leave to work with stations, not to read every file of the user. Fails with
 * `permission`.
 */
export function requireHere(origin: LinkOrigin, path: string): void {
  if (origin === 'here') return;
  throw new ContractError(
    'permission',
    `${path} may be named only on the computer that Kerbside runs on: from another device it would open any file there.`,
    {
      hint: 'Choose the file on this device, or open it on that computer: then it is in the list of sessions.',
    },
  );
}
