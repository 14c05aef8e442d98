import { ContractError } from '../../shared/contract/failure.ts';
import { readArguments } from './args.ts';
import { EXIT } from './command.ts';
import { COMMANDS, splitName } from './commands.ts';
import { commandHelp, programHelp } from './help.ts';
import { nearestName } from './nearestName.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { readVersion } from './version.ts';

/** Runs one command line; every trouble becomes one sentence on stderr and an exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    terminal.note(`kerbside: ${sentence(error)}`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  const { name, rest } = splitName(words);
  if (name === '--version' || name === '-v') {
    await terminal.print(readVersion());
    return EXIT.done;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    await terminal.print(programHelp(readVersion()));
    return EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.load() : undefined;
  if (command === undefined) throw unknownCommand(name);
  const args = readArguments(name, command, rest);
  if (!args.has('help')) return command.run(args, terminal);
  await terminal.print(commandHelp(name, command));
  return EXIT.done;
}

function unknownCommand(name: string): UsageError {
  const all = Object.keys(COMMANDS);
  const ofGroup = all.filter((known) => known.startsWith(`${name} `));
  if (name === '' || name.startsWith('-')) {
    const first = name === '' ? 'say what to do' : `the command comes before ${name}`;
    return new UsageError(`${first}: ${all.join(', ')}. \`kerbside --help\` explains.`);
  }
  if (ofGroup.length > 0) return new UsageError(`${name} needs one more word: ${ofGroup.join(', ')}.`);
  const nearest = nearestName(name, all);
  const guess = nearest === undefined ? '' : ` Did you mean \`kerbside ${nearest}\`?`;
  return new UsageError(`there is no command "${name}".${guess} \`kerbside --help\` lists them all.`);
}

function sentence(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof ContractError) return [error.message, error.hint].filter(Boolean).join(' ');
  const detail = error instanceof Error ? error.message : String(error);
  return `something went wrong inside Kerbside (${detail}). Please report it with what you typed.`;
}
