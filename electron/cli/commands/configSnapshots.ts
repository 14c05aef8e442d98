import type { Snapshot } from '../../../shared/configuration/snapshot.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { table } from '../table.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configSnapshots: Command = {
  positionals: ['STATION'],
  flags: {
    take: { value: 'NAME', about: 'Read the configuration and keep it under this name.' },
    note: { value: 'TEXT', about: 'A note to the snapshot that is taken.' },
  },
  about:
    'The kept configurations of a charger, oldest first: those before each change, and those that were asked for. `config undo` and `config diff` take their ids, or the first letters of them.',
  examples: ['config snapshots CP-0042', 'config snapshots CP-0042 --take "as found"'],
  async run(args, terminal) {
    const stationId = args.at(0);
    return withCore(args, async (client) => {
      if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
      const name = args.text('take');
      if (name !== undefined) {
        try {
          const note = args.text('note');
          await client.call('snapshot.take', { stationId, name, note }, { timeoutMs: 0 });
        } catch (error) {
          return stationFailureExit(error, terminal);
        }
      }
      const all = await client.call('snapshots.list', { stationId });
      if (args.has('json')) {
        await terminal.print(
          JSON.stringify(all.map((one) => ({ ...one, at: new Date(one.at).toISOString() }))),
        );
        return EXIT.done;
      }
      if (all.length === 0) terminal.note(`Nothing was kept of ${stationId} yet. --take NAME does it.`);
      const rows = all.map(rowOf);
      if (rows.length > 0) {
        for (const line of table(['ID', 'READ', 'WHY', 'ITEMS', 'NAME'], rows)) await terminal.print(line);
      }
      return EXIT.done;
    });
  },
};

function rowOf({ id, at, cause, items, isWhole, name, note }: Snapshot): string[] {
  const words = [name, note].filter((part) => part !== undefined).join(' – ');
  return [id, clockTime(at), cause, `${items}${isWhole ? '' : ' (not all)'}`, words];
}
