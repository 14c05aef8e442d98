import type { Finding } from '../../../shared/station/finding.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { findingJson } from '../findingJson.ts';
import type { Terminal } from '../terminal.ts';

export const findings: Command = {
  positionals: ['[STATION]'],
  flags: {},
  about:
    'Lists what is wrong with the chargers, or with one of them, newest first: how grave, since when, the records that prove it and what to do.',
  examples: ['findings', 'findings CP-0042', 'findings CP-0042 --json'],
  async run(args, terminal) {
    const stationId = args.optionalAt(0);
    const all = await withCore(args, (client) => client.call('findings.list', {}));
    const wanted = all
      .filter((finding) => stationId === undefined || finding.stationId === stationId)
      .sort((one, other) => other.firstAt - one.firstAt);
    if (args.has('json')) {
      await terminal.print(JSON.stringify(wanted.map(findingJson)));
      return EXIT.done;
    }
    if (wanted.length === 0) {
      terminal.note(
        stationId === undefined
          ? 'Nothing has been found wrong with any charger so far.'
          : `Nothing has been found wrong with ${stationId} so far. \`kerbside stations\` lists the chargers.`,
      );
      return EXIT.done;
    }
    for (const finding of wanted) await printFinding(finding, terminal);
    return EXIT.done;
  },
};

async function printFinding(finding: Finding, terminal: Terminal): Promise<void> {
  const { stationId, severity, code, message, remedy, clause, firstAt, lastAt, count, proof } = finding;
  const seen =
    count === 1 ? clockTime(firstAt) : `${clockTime(firstAt)} to ${clockTime(lastAt)}, ${count} times`;
  await terminal.print(`${severity.toUpperCase()}  ${stationId}  ${message}`);
  await terminal.print(`    ${[code, seen, clause].filter(Boolean).join(' · ')}`);
  if (proof.length > 0) await terminal.print(`    records ${proof.join(', ')}`);
  if (remedy !== undefined) await terminal.print(`    ${remedy}`);
}
