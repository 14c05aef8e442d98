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

export const SECRET_ENV_FLAG: Flag = {
  value: 'KEY=NAME',
  isRepeatable: true,
  about: 'A secret that is the value of this environment variable.',
};

/** The secrets of the command line and of the environment. A key holds no `=`; a value may. */
export function givenSecrets(args: Arguments): WantedChange[] {
  const typed = args.texts('secret').map((text) => pairOf('secret', 'VALUE', text));
  const named = args.texts('secret-env').map((text) => {
    const { address, value: name } = pairOf('secret-env', 'NAME', text);
    const value = process.env[name];
    if (value === undefined) throw new UsageError(`--secret-env: there is no environment variable ${name}.`);
    return { address, value };
  });
  return [...typed, ...named];
}

/** What was typed may be a secret itself, so that a complaint does not repeat it. */
function pairOf(flag: string, what: string, text: string): WantedChange {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--${flag} takes KEY=${what}.`);
  return { address: text.slice(0, at), value: text.slice(at + 1) };
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
