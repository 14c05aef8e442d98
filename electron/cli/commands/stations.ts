import type { Connector } from '../../../shared/station/station.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { stationJson } from '../stationJson.ts';
import { table } from '../table.ts';

export const stations: Command = {
  positionals: [],
  flags: {},
  about: 'Lists the chargers that the running Kerbside knows, connected or not.',
  examples: ['stations', 'stations --json'],
  async run(args, terminal) {
    const all = await withCore(args, (client) => client.call('stations.list', {}));
    if (args.has('json')) {
      await terminal.print(JSON.stringify(all.map(stationJson)));
      return EXIT.done;
    }
    if (all.length === 0) {
      terminal.note('No charger has connected yet. `kerbside attempts` shows who tried.');
      return EXIT.done;
    }
    const heads = ['STATION', 'STATE', 'OCPP', 'ADDRESS', 'MODEL', 'FIRMWARE', 'CONNECTORS'];
    const rows = all.map((station) => [
      station.id,
      station.connected ? 'connected' : 'away',
      station.transport === 'soap' ? `${station.version ?? ''} SOAP`.trim() : station.version,
      station.remoteAddress,
      [station.vendor, station.model].filter(Boolean).join(' ') || undefined,
      station.firmwareVersion,
      station.connectors.map(connectorText).join(', ') || undefined,
    ]);
    for (const line of table(heads, rows)) await terminal.print(line);
    return EXIT.done;
  },
};

function connectorText({ evseId, connectorId, status }: Connector): string {
  return `${evseId === undefined ? '' : `${evseId}/`}${connectorId} ${status}`;
}
