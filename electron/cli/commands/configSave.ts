import { extname } from 'node:path';
import {
  CONFIGURATION_FORMATS,
  type ConfigurationFormat,
} from '../../../shared/configuration/formats/configurationFormatIds.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { writeTextFile } from '../configuration/writeTextFile.ts';
import { withCore } from '../connect.ts';
import { readConfiguration, readingExit } from '../readConfiguration.ts';
import { UsageError } from '../usageError.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configSave: Command = {
  positionals: ['STATION', 'FILE'],
  flags: {
    format: {
      value: CONFIGURATION_FORMATS.join('|'),
      about: 'Else the end of the name of the file decides.',
    },
    snapshot: { value: 'ID', about: 'Save a snapshot of `config snapshots` instead of a new reading.' },
  },
  about:
    'Reads the configuration and writes it to a file (.csv, .json, .yaml), without the values of secrets. FILE may be - for stdout.',
  examples: ['config save CP-0042 before.yaml', 'config save CP-0042 - --format csv'],
  async run(args, terminal) {
    const [stationId, path] = [args.at(0), args.at(1)];
    const format = formatOf(args, path);
    const snapshotId = args.text('snapshot');
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      if (snapshotId === undefined) {
        const reading = await readConfiguration(client, stationId, {}, terminal);
        if (reading.how === 'not-read') {
          terminal.note(`kerbside: ${reading.sentence}`);
          return readingExit(reading);
        }
      }
      const subject = snapshotId === undefined ? { stationId } : { snapshotId };
      const { text } = await client.call('configuration.export', { ...subject, format });
      await writeTextFile(path, text, terminal);
      if (path !== '-') terminal.note(`The configuration of ${stationId} was written to ${path}.`);
      if (args.has('json') && path !== '-') {
        await terminal.print(JSON.stringify({ stationId, file: path, format }));
      }
      return EXIT.done;
    });
  },
};

function formatOf(args: Arguments, path: string): ConfigurationFormat {
  const named = args.text('format');
  if (named !== undefined) return choice('format', named, CONFIGURATION_FORMATS);
  const ending = extname(path).slice(1).toLowerCase().replace(/^yml$/, 'yaml');
  const format = CONFIGURATION_FORMATS.find((known) => known === ending);
  if (format !== undefined) return format;
  throw new UsageError(
    path === '-'
      ? `stdout needs --format ${CONFIGURATION_FORMATS.join('|')}.`
      : `${path} does not end in .csv, .json or .yaml; add --format.`,
  );
}
