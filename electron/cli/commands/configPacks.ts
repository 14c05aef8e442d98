import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import {
  packProblemText,
  type PackEntry,
  type PackState,
} from '../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { draftPack } from '../../../shared/ocpp/configuration/makerPacks/draftPack.ts';
import { EXIT, type Command } from '../command.ts';
import { knownPacks } from '../configuration/knownPacks.ts';
import { withCore } from '../connect.ts';
import { oneLine } from '../oneLine.ts';
import { readConfiguration, readingExit } from '../readConfiguration.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { knownStation } from './knownStation.ts';

export const configPacks: Command = {
  positionals: [],
  flags: {
    draft: {
      value: 'STATION',
      about: 'Print the beginning of a pack instead: the keys of this charger that nobody describes (1.x).',
    },
  },
  about:
    'Reads the folder of packs anew and lists what is in use: yours first, then those that Kerbside brings. A pack is a JSON file that says what ' +
    'the keys of a maker mean (docs/makerPacks.md). Exit 3 where a file of yours cannot be used; why is said with its line.',
  examples: ['config packs', 'config packs --json', 'config packs --draft CP-0042 > acme.json'],
  async run(args, terminal) {
    const stationId = args.text('draft');
    return withCore(args, async (client) => {
      if (stationId !== undefined) return draft(client, stationId, terminal);
      const folder = await folderOf(client, terminal);
      const state = await client.call('makerPacks.reload', {});
      if (args.has('json')) {
        const { packs, problems } = state;
        const listed = packs.map(({ match: _match, ...pack }) => pack);
        await terminal.print(JSON.stringify({ folder, packs: listed, problems }));
      } else await show(state, folder, terminal);
      return state.problems.length > 0 ? EXIT.refused : EXIT.done;
    });
  },
};

/** To stdout, ready to be a file; values stay out of it. */
async function draft(client: ContractClient, stationId: string, terminal: Terminal): Promise<number> {
  if ((await knownStation(client, stationId, terminal)) === undefined) return EXIT.notConnected;
  const { configuration: latest } = await client.call('configuration.latest', { stationId });
  const configuration = latest ?? (await readConfiguration(client, stationId, {}, terminal));
  if (configuration.how === 'not-read') {
    terminal.note(`kerbside: ${configuration.sentence}`);
    return readingExit(configuration);
  }
  const { owner, items } = configuration;
  const packs = await knownPacks(client);
  const keys = items.map(({ address }) => address);
  const pack = draftPack(configuration, await packs.describerOf(owner, keys));
  if (pack === undefined) {
    terminal.note(
      `kerbside: ${stationId} has no key that nobody describes, so there is nothing to begin with.`,
    );
    return EXIT.refused;
  }
  await terminal.print(JSON.stringify(pack, undefined, 2));
  return EXIT.done;
}

async function show(
  { packs, problems }: PackState,
  folder: string | undefined,
  terminal: Terminal,
): Promise<void> {
  const heads = ['PACK', 'VENDOR', 'KEYS', 'FROM'];
  for (const line of table(heads, packs.map(rowOf))) await terminal.print(line);
  if (folder !== undefined) terminal.note(`Packs of yours are *.json files in ${folder}`);
  for (const problem of problems) terminal.note(`kerbside: ${oneLine(packProblemText(problem))}`);
}

function rowOf({ name, vendors, keys, file, replaces }: PackEntry): string[] {
  const place = file === undefined ? 'Kerbside' : oneLine(file);
  const from = replaces === undefined ? place : `${place}, in place of ${replaces}`;
  return [oneLine(name), oneLine(vendors.join(', ')), String(keys), from];
}

/** Nothing where it is on another computer, or where there is none. */
async function folderOf(client: ContractClient, terminal: Terminal): Promise<string | undefined> {
  try {
    return (await client.call('makerPacks.locate', {})).path;
  } catch (error) {
    if (!(error instanceof ContractError) || !/^(?:permission|unavailable|io)$/.test(error.code)) throw error;
    if (error.code === 'io') terminal.note(`kerbside: ${error.message}`);
    return undefined;
  }
}
