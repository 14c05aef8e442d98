import { EXIT } from '../command.ts';
import { askSecret, canAsk } from '../configuration/askOnTerminal.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import type { OpenPort } from './openPort.ts';

/** Where the password comes from: on the command line everybody on this computer could read it. */
const VARIABLE = 'KERBSIDE_PORT_PASSWORD';

/** Logs in at the console of the device; answers with the exit code: 0 in, 3 refused, 4 no answer. */
export async function logIn({ client, path }: OpenPort, user: string, terminal: Terminal): Promise<number> {
  const credentials = { user, password: await passwordOf(user, terminal) };
  const { how, sentence } = await client.call('port.login', { path, ...credentials }, { timeoutMs: 0 });
  terminal.note(sentence);
  if (how === 'in') return EXIT.done;
  return how === 'refused' ? EXIT.refused : EXIT.timedOut;
}

async function passwordOf(user: string, terminal: Terminal): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined) return given;
  if (canAsk()) return askSecret(`the password of ${user}`, terminal);
  throw new UsageError(`--login needs the password of ${user} in the variable ${VARIABLE}.`);
}
