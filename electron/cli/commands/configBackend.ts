import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { knownStation } from './knownStation.ts';

export const configBackend: Command = {
  positionals: ['STATION'],
  flags: {
    latest: { about: 'Ask nothing: what was read last in this session.' },
    timeout: { value: 'S', about: 'Seconds to wait for each answer (default 30).' },
  },
  about:
    'Shows where a charger is pointed to: addresses, identity, security and network slots, whatever its maker calls them, ' +
    'and which of them lead to this Kerbside. Reads the configuration first. Exit 4 where no address is known.',
  examples: ['config backend CP-0042', 'config backend CP-0042 --latest --json'],
  async run(args, terminal) {
    const timeoutS = args.number('timeout', { min: 0.1, max: 600, isWhole: false });
    const timeout = timeoutS === undefined ? {} : { timeoutMs: Math.round(timeoutS * 1000) };
    return withCore(args, async (client) => {
      const station = await knownStation(client, args.at(0), terminal);
      if (station === undefined) return EXIT.notConnected;
      const isLatest = args.has('latest');
      if (!isLatest && !station.connected) {
        terminal.note(`kerbside: ${station.id} is not connected; --latest shows what was read last.`);
        return EXIT.notConnected;
      }
      const params = { stationId: station.id, isLatest, ...timeout };
      const backend = await client.call('backend.read', params, { timeoutMs: 0 });
      if (args.has('json')) await terminal.print(JSON.stringify(backend));
      else await show(backend, terminal);
      return backend.leads === 'unknown' ? EXIT.timedOut : EXIT.done;
    });
  },
};

async function show({ items, slots, sentence, before }: Backend, terminal: Terminal): Promise<void> {
  const itemRows = items.map(({ address, role, value, isSet, leadsHere }) => [
    address,
    role,
    leadsText(leadsHere),
    value ?? (isSet === undefined ? undefined : isSet ? '(set)' : '(not set)'),
  ]);
  const slotRows = slots.map(({ slot, url, place, isActive, leadsHere }) => [
    String(slot),
    place === undefined ? undefined : String(place + 1),
    isActive ? 'in use' : '',
    leadsText(leadsHere),
    url,
  ]);
  if (itemRows.length > 0) await lines(['ITEM', 'WHAT IT IS', 'LEADS', 'VALUE'], itemRows, terminal);
  if (slotRows.length > 0) {
    if (itemRows.length > 0) await terminal.print('');
    await lines(['SLOT', 'PLACE', 'STATE', 'LEADS', 'ADDRESS'], slotRows, terminal);
  }
  terminal.note(sentence);
  if (before !== undefined) terminal.note(`Before, ${before.address} was ${before.value}.`);
}

async function lines(
  heads: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | undefined>>,
  terminal: Terminal,
): Promise<void> {
  for (const line of table(heads, rows)) await terminal.print(line);
}

function leadsText(leadsHere: boolean | undefined): string {
  return leadsHere === undefined ? '' : leadsHere ? 'here' : 'elsewhere';
}
