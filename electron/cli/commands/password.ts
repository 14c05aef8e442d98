import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const password: Command = {
  positionals: ['STATION'],
  flags: {
    clear: { about: 'Accept every password again, also none.' },
    'password-file': { value: 'FILE', about: 'Read the password from a file instead of the standard input.' },
  },
  about:
    'Sets the password that a charger has to send (HTTP Basic, security profile 1 and 2). It is read from the standard input, so that it stands in no history.',
  examples: ['password CP-0042 < secret.txt', 'password CP-0042 --clear'],
  async run(args, terminal) {
    const stationId = args.at(0);
    const hasPassword = !args.has('clear');
    if (hasPassword) {
      const given = await readPassword(args.text('password-file'), terminal);
      await withCore(args, (client) => client.call('station.setPassword', { stationId, password: given }));
    } else {
      await withCore(args, (client) => client.call('station.clearPassword', { stationId }));
    }
    if (args.has('json')) await terminal.print(JSON.stringify({ stationId, hasPassword }));
    else terminal.note(hasPassword ? setText(stationId) : `${stationId} may send any password, or none.`);
    return EXIT.done;
  },
};

function setText(stationId: string): string {
  return `From its next connection on ${stationId} is let in only with this password. \`kerbside attempts\` says what it sends.`;
}

async function readPassword(path: string | undefined, terminal: Terminal): Promise<string> {
  if (path === undefined && terminal.isInteractive && process.stdin.isTTY) {
    terminal.note('Type the password and Enter, then Ctrl+D (Ctrl+Z on Windows):');
  }
  const given = path === undefined ? await text(process.stdin) : await readGiven(path);
  // The line end belongs to the file or the keyboard, not to the password.
  const word = given.replace(/\r?\n$/, '');
  if (word === '') throw new UsageError('No password came; give it on the standard input, or use --clear.');
  if (/[\r\n]/.test(word)) throw new UsageError('A password is one line; more than one came.');
  return word;
}

async function readGiven(path: string): Promise<string> {
  try {
    return await readFile(resolve(path), 'utf8');
  } catch (cause) {
    throw new ContractError('io', `The password file ${path} cannot be read.`, {
      hint: 'Check its name and its permissions.',
      cause,
    });
  }
}
