import type { Command } from '../command.ts';
import { checksExit, showChecks } from '../configuration/showChecks.ts';
import { asFileError, readTextFile } from '../configuration/readTextFile.ts';
import { withCore } from '../connect.ts';

export const configCheck: Command = {
  positionals: ['FILE', 'STATION', '[STATION…]'],
  flags: {},
  about:
    'Reads the configuration of each charger and holds a template against it. `config template` makes such a file out of a charger. ' +
    'With --json one line for each charger. Exit 0 all as wanted, 3 something differs or the template is for other chargers, 4 without an answer, 5 not connected.',
  examples: ['config check depot.json CP-0042', 'config check depot.json CP-0042 CP-0043 --json'],
  async run(args, terminal) {
    const [path = '', ...stationIds] = args.all();
    const text = await readTextFile(path);
    return withCore(args, async (client) => {
      const { stations } = await client
        .call('template.check', { text, stationIds }, { timeoutMs: 0 })
        .catch((error: unknown) => asFileError(path, error));
      if (args.has('json')) for (const station of stations) await terminal.print(JSON.stringify(station));
      else await showChecks(stations, terminal);
      return checksExit(stations);
    });
  },
};
