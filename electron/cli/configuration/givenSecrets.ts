import type { WantedChange } from '../../../shared/configuration/change.ts';
import { isSameKey } from '../../../shared/ocpp/configuration/keySpelling.ts';
import type { Arguments, Flag } from '../args.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { askSecret, canAsk } from './askOnTerminal.ts';

export const SECRET_FLAG: Flag = {
  value: 'KEY=VALUE',
  isRepeatable: true,
  about:
    'The value of a secret. Without it the terminal asks, which leaves no trace in the history of the shell.',
};

/** The secrets of the command line. A key holds no `=`; a value may. */
export function givenSecrets(args: Arguments): WantedChange[] {
  return args.texts('secret').map((given) => {
    const at = given.indexOf('=');
    if (at < 1) throw new UsageError('--secret takes KEY=VALUE.');
    return { address: given.slice(0, at), value: given.slice(at + 1) };
  });
}

/** The given secrets, and what the terminal is asked for. Throws `UsageError` where nobody can be asked. */
export async function withAskedSecrets(
  given: readonly WantedChange[],
  wanted: Iterable<string>,
  terminal: Terminal,
): Promise<WantedChange[]> {
  const secrets = [...given];
  for (const address of wanted) {
    if (secrets.some((secret) => isSameKey(secret.address, address))) continue;
    if (!canAsk()) {
      throw new UsageError(
        `${address} is a secret, and nobody can be asked for it here: add --secret '${address}=VALUE'.`,
      );
    }
    secrets.push({ address, value: await askSecret(address, terminal) });
  }
  return secrets;
}
