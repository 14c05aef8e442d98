import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { describeItem } from '../../../shared/configuration/describeItem.ts';
import { differenceOf, type DifferenceRow } from '../../../shared/configuration/difference.ts';
import { differenceText } from '../../../shared/configuration/differenceText.ts';
import { isSecretKey } from '../../../shared/configuration/template/secretValue.ts';
import { BUILT_IN_PACKS } from '../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import { keyDescriber, packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import { keyIdentity } from '../../../shared/ocpp/configuration/keySpelling.ts';
import { isSameMeaning } from '../../../shared/ocpp/configuration/sameMeaning.ts';
import { EXIT, type Command } from '../command.ts';
import { comparedSide } from '../configuration/comparedSide.ts';
import { gravestExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { oneLine } from '../oneLine.ts';

export const configDiff: Command = {
  positionals: ['A', 'B'],
  flags: { all: { about: 'Also what is the same.' } },
  about:
    'Compares two configurations. Each is a charger (read anew), a snapshot of `config snapshots`, or a file (CSV, JSON, YAML, or the answer to GetConfiguration). ' +
    'Values that mean the same count as the same; secrets show no value. Exit 0 the same, 3 different, 4 without an answer, 5 not connected.',
  examples: [
    'config diff CP-0042 CP-0043',
    'config diff before.yaml CP-0042',
    'config diff CP-0042 3f2a --json',
  ],
  async run(args, terminal) {
    return withCore(args, async (client) => {
      const before = await comparedSide(client, args.at(0), terminal);
      const after = await comparedSide(client, args.at(1), terminal);
      if (typeof before === 'number' || typeof after === 'number') {
        return gravestExit([before, after].filter((side) => typeof side === 'number'));
      }
      const rows = rowsOf(before.configuration, after.configuration);
      if (args.has('json')) {
        const shown = args.has('all') ? rows : rows.filter(({ kind }) => kind !== 'same');
        await terminal.print(JSON.stringify({ before: before.name, after: after.name, rows: shown }));
      } else {
        await terminal.print(differenceText(rows, { before: before.name, after: after.name }));
        if (args.has('all')) for (const line of sameLines(rows)) await terminal.print(line);
      }
      return rows.some(isDifferent) ? EXIT.refused : EXIT.done;
    });
  },
};

function sameLines(rows: readonly DifferenceRow[]): string[] {
  return rows
    .filter(({ kind }) => kind === 'same')
    .map(
      ({ address, before, isSecret }) =>
        `= ${oneLine(address)}: ${isSecret ? '(secret)' : oneLine(before ?? '')}`,
    );
}

function isDifferent({ kind }: DifferenceRow): boolean {
  return kind === 'changed' || kind === 'only-before' || kind === 'only-after';
}

function rowsOf(before: Configuration, after: Configuration): DifferenceRow[] {
  const { owner, items } = before;
  const keys = items.map(({ address }) => address);
  const describe = keyDescriber(owner.version, packsFor(BUILT_IN_PACKS, { ...owner, keys }));
  const byKey = new Map(items.map((item) => [keyIdentity(item.address), item]));
  return differenceOf(before, after, {
    isSecret: isSecretKey,
    sameMeaning: (address, one, other) => {
      const item = byKey.get(keyIdentity(address)) ?? { address };
      return isSameMeaning(describeItem(owner.version, item, describe).shape, one, other);
    },
  });
}
