import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { describeItem, type ItemDescription } from '../../../shared/configuration/describeItem.ts';
import {
  differenceOf,
  isDifferent,
  settableFirst,
  type DifferenceRow,
} from '../../../shared/configuration/difference.ts';
import { differenceText } from '../../../shared/configuration/differenceText.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { keyIdentity } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { isSameMeaning } from '../../../shared/ocpp/configuration/sameMeaning.ts';
import { EXIT, type Command } from '../command.ts';
import { comparedSide } from '../configuration/comparedSide.ts';
import { knownPacks } from '../configuration/knownPacks.ts';
import { gravestExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { oneLine } from '../oneLine.ts';

export const configDiff: Command = {
  positionals: ['A', 'B'],
  flags: {
    all: { about: 'Also what is the same.' },
    settable: { about: 'Only what can be set: no clocks, counters and measurements.' },
  },
  about:
    'Compares two configurations. Each is a charger (read anew), a snapshot of `config snapshots`, or a file (CSV, JSON, YAML, the answer to GetConfiguration, or messages of 2.x such as the parts of NotifyReport). ' +
    'Values that mean the same count as the same; secrets show no value. What can only be read, such as clocks and counters, comes last. ' +
    'Exit 0 the same, 3 something differs (with --settable: something that can be set), 4 without an answer, 5 not connected.',
  examples: [
    'config diff CP-0042 CP-0043',
    'config diff before.yaml CP-0042',
    'config diff CP-0042 3f2a --settable --json',
  ],
  async run(args, terminal) {
    return withCore(args, async (client) => {
      const before = await comparedSide(client, args.at(0), terminal);
      const after = await comparedSide(client, args.at(1), terminal);
      if (typeof before === 'number' || typeof after === 'number') {
        return gravestExit([before, after].filter((side) => typeof side === 'number'));
      }
      const rows = settableFirst(await rowsOf(client, before.configuration, after.configuration));
      const isSettableOnly = args.has('settable');
      const asked = isSettableOnly ? rows.filter(({ isSettable }) => isSettable) : rows;
      const names = { before: before.name, after: after.name };
      if (args.has('json')) {
        const shown = args.has('all') ? asked : asked.filter(({ kind }) => kind !== 'same');
        await terminal.print(JSON.stringify({ ...names, differing: differing(rows), rows: shown }));
      } else {
        await terminal.print(differenceText(rows, names, { isSettableOnly }));
        if (args.has('all')) for (const line of sameLines(asked)) await terminal.print(line);
      }
      return asked.some(isDifferent) ? EXIT.refused : EXIT.done;
    });
  },
};

/** How many rows differ: of those that can be set, and of those that the chargers only show. */
function differing(rows: readonly DifferenceRow[]): { settable: number; readOnly: number } {
  const all = rows.filter(isDifferent);
  const settable = all.filter(({ isSettable }) => isSettable).length;
  return { settable, readOnly: all.length - settable };
}

function sameLines(rows: readonly DifferenceRow[]): string[] {
  return rows
    .filter(({ kind }) => kind === 'same')
    .map(
      ({ address, before, isSecret }) =>
        `= ${oneLine(address)}: ${isSecret ? '(secret)' : oneLine(before ?? '')}`,
    );
}

async function rowsOf(
  client: ContractClient,
  before: Configuration,
  after: Configuration,
): Promise<DifferenceRow[]> {
  const { owner, items } = before;
  const keys = items.map(({ address }) => address);
  const packs = await knownPacks(client);
  const describe = await packs.describerOf(owner, keys);
  const byKey = new Map(items.map((item) => [keyIdentity(item.address), item]));
  const known = (address: string): ItemDescription =>
    describeItem(owner.version, byKey.get(keyIdentity(address)) ?? { address }, describe);
  return differenceOf(before, after, {
    isSecret: packs.isSecret,
    sameMeaning: (address, one, other) => isSameMeaning(known(address).shape, one, other),
    accessOf: (address) => {
      const { key, variable } = known(address);
      return (key ?? variable)?.access;
    },
  });
}
