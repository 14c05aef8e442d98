import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import type { Arguments } from '../args.ts';
import { chosenWord } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { SESSION_FLAG } from '../serial/portFlags.ts';
import { withPortCore } from '../serial/withPortCore.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const WORDS = ['list', 'check', 'schema'] as const;
type Trouble = Result<'portProfiles.check'>['troubles'][number];

export const serialProfiles: Command = {
  positionals: ['[list|check|schema]', '[FILE]'],
  flags: SESSION_FLAG,
  about:
    'Lists the profiles of devices, built in and from your own folder, with where their facts come from; and devices that have no serial port, with what to do instead. ' +
    '`check FILE` says what is wrong with a profile of yours, by line and field; `schema` prints the JSON Schema for your editor. Exit 3 where check finds something.',
  examples: ['serial profiles', 'serial profiles check my-charger.yaml', 'serial profiles schema'],
  run(args, terminal) {
    const word = chosenWord('serial profiles', args.optionalAt(0) ?? 'list', WORDS);
    const file = args.optionalAt(1);
    if (word === 'check' && file === undefined) {
      throw new UsageError('which file? kerbside serial profiles check FILE');
    }
    if (word !== 'check' && file !== undefined) {
      throw new UsageError(`serial profiles ${word} does not know what to do with "${file}".`);
    }
    return withPortCore(args, terminal, (client, interruption) =>
      interruption.race(() => {
        if (word === 'check') return check(client, resolve(file ?? ''), args, terminal);
        return word === 'schema' ? schema(client, terminal) : list(client, args, terminal);
      }),
    );
  },
};

async function schema(client: ContractClient, terminal: Terminal): Promise<number> {
  await terminal.print((await client.call('portProfiles.schema', {})).schemaText);
  return EXIT.done;
}

async function list(client: ContractClient, args: Arguments, terminal: Terminal): Promise<number> {
  const all = await client.call('portProfiles.list', {});
  if (args.has('json')) await terminal.print(JSON.stringify(all));
  else await show(all, terminal);
  return EXIT.done;
}

async function show(
  { profiles, portless, troubles, folder }: Result<'portProfiles.list'>,
  terminal: Terminal,
): Promise<void> {
  const rows = profiles.map((profile) => [
    profile.id,
    profile.name,
    profile.driver,
    `${profile.bauds.join('/')} ${profile.formats.join('/')}`,
    profile.evidence.level,
    profile.capabilities.can.join(', '),
  ]);
  if (rows.length > 0) {
    const heads = ['PROFILE', 'DEVICE', 'DRIVER', 'LINE', 'KNOWN FROM', 'CAN'];
    for (const line of table(heads, rows)) await terminal.print(line);
  }
  for (const { name, sentence, remedy } of portless) terminal.note(`${name}: ${sentence} ${remedy}`);
  for (const trouble of troubles) terminal.note(troubleWords(trouble));
  if (folder !== undefined) terminal.note(`Your own profiles go into ${folder}.`);
}

async function check(
  client: ContractClient,
  path: string,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ContractError('io', `${path} cannot be read.`, { cause, hint: 'Check its name and rights.' });
  });
  const result = await client.call('portProfiles.check', { text });
  const troubles = result.troubles.map((trouble) => ({ ...trouble, file: path }));
  if (args.has('json')) await terminal.print(JSON.stringify({ troubles }));
  else {
    for (const trouble of troubles) await terminal.print(troubleWords(trouble));
    if (troubles.length === 0) terminal.note(`${path} is a profile that works.`);
  }
  return troubles.length === 0 ? EXIT.done : EXIT.refused;
}

/** `my.yaml:12: items[3].write.min: …` */
function troubleWords({ file, line, field, sentence }: Trouble): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return [where, field, sentence].filter((part) => part !== undefined && part !== '').join(': ');
}
