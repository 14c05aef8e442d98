import { EXIT, type Command } from '../command.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { writeTextFile } from '../configuration/writeTextFile.ts';
import { withCore } from '../connect.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configTemplate: Command = {
  positionals: ['STATION', 'FILE'],
  flags: { name: { value: 'NAME', about: 'The name of the template.' } },
  about:
    'Makes a template out of a charger: what can be set, as it is now. Secrets are asked for when it is applied, and what belongs to this one charger is left out. FILE may be - for stdout.',
  examples: ['config template CP-0042 depot.json --name "Depot Köln"'],
  async run(args, terminal) {
    const [stationId, path] = [args.at(0), args.at(1)];
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      try {
        const name = args.text('name');
        const { text } = await client.call('template.make', { stationId, name }, { timeoutMs: 0 });
        await writeTextFile(path, text, terminal);
        if (path !== '-')
          terminal.note(`The template was written to ${path}. Look through it before you apply it.`);
        if (args.has('json') && path !== '-') await terminal.print(JSON.stringify({ stationId, file: path }));
        return EXIT.done;
      } catch (error) {
        return stationFailureExit(error, terminal);
      }
    });
  },
};
