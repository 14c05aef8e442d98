import { text as readAll } from 'node:stream/consumers';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Arguments } from '../args.ts';
import { EXIT } from '../command.ts';
import { withCore } from '../connect.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { knownStation } from './knownStation.ts';

/** `call STATION --frame TEXT`: the frame goes out as it stands; the number of its record is the result. */
export async function sendFrame(args: Arguments, terminal: Terminal): Promise<number> {
  const surplus = args.optionalAt(1);
  if (surplus !== undefined) {
    throw new UsageError(`--frame takes the place of ACTION and JSON; leave "${surplus}" out.`);
  }
  const given = args.text('frame') ?? '';
  // The line break that a shell puts at the end is no part of the frame.
  const text = given === '-' ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : given;
  if (text === '') throw new UsageError('there is no frame to send: stdin was empty.');
  const stationId = args.at(0);
  return withCore(args, async (client) => {
    if ((await knownStation(client, stationId, terminal)) === undefined) return EXIT.notConnected;
    try {
      const { seq } = await client.call('command.sendRaw', { stationId, text });
      await terminal.print(args.has('json') ? JSON.stringify({ seq }) : String(seq));
      return EXIT.done;
    } catch (error) {
      if (!(error instanceof ContractError) || error.code !== 'unavailable') throw error;
      terminal.note(`kerbside: ${error.message}`);
      return EXIT.notConnected;
    }
  });
}
