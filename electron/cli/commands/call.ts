import { text as readAll } from 'node:stream/consumers';
import { assertNever } from '../../../shared/assertNever.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { meaningOfOutcome } from '../../../shared/ocpp/configuration/changeAnswer.ts';
import { markLongNumbers, mayHaveLongIntegers, writeLongNumbers } from '../../../shared/ocpp/longIntegers.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import { usageLine, type Arguments } from '../args.ts';
import type { Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { sendFrame } from './callFrame.ts';
import { knownStation } from './knownStation.ts';
import { tellNextTries } from './nextTries.ts';
import { outcomeExit } from '../outcomeExit.ts';
import { present } from '../stationJson.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const call: Command = {
  positionals: ['STATION', '[ACTION]', '[JSON]'],
  flags: {
    frame: {
      value: 'TEXT',
      about:
        'Send this whole frame as it stands instead of a call; `-` reads it from stdin. Prints its record number.',
    },
    raw: { about: 'Send the payload as it is, also when it is not valid for the action.' },
    timeout: { value: 'S', about: 'Seconds to wait for the answer (default 30).' },
  },
  about:
    'Sends one call to a connected charger and prints its answer. JSON is the payload, `-` reads it from stdin, ' +
    'none is {}. Exit 0 answered (also Rejected), 3 refused with a CALLERROR or a SOAP fault, 4 timed out, 5 not connected.',
  examples: [
    'call CP-0042 TriggerMessage \'{"requestedMessage":"StatusNotification"}\'',
    'call CP-0042 GetConfiguration --json',
    'call CP-0042 --frame \'[2,"7","ClearCache",{}]\'',
  ],
  async run(args, terminal) {
    if (args.has('frame')) return sendFrame(args, terminal);
    if (args.optionalAt(1) === undefined) {
      throw new UsageError(`call needs ACTION, or --frame TEXT: ${usageLine('call', call)}`);
    }
    const timeoutS = args.number('timeout', { min: 0.1, max: 3600, isWhole: false });
    const given = args.optionalAt(2) ?? '{}';
    const payload = given === '-' ? await readAll(process.stdin) : given;
    return withCore(args, async (client) => {
      const station = await knownStation(client, args.at(0), terminal);
      const outcome: Outcome =
        station === undefined
          ? { outcome: 'disconnected', action: args.at(1) }
          : await send(client, args, payload, timeoutS);
      await show(outcome, await exactPayload(outcome, client), args, terminal);
      const meaning = args.has('json') ? undefined : meaningOfOutcome(outcome, payload);
      if (meaning !== undefined) terminal.note(meaning.sentence);
      if (station !== undefined) tellNextTries(station, payload, outcome, terminal);
      return outcomeExit(outcome.outcome);
    });
  },
};

async function send(
  client: ContractClient,
  args: Arguments,
  payload: string,
  timeoutS: number | undefined,
): Promise<Outcome> {
  const [stationId, action] = [args.at(0), args.at(1)];
  try {
    const params = { stationId, action, payload, sendAnyway: args.has('raw') };
    // The core ends the call by its own time-out, which is an outcome; the client's would be a failure.
    const options = { timeoutMs: 0 };
    const timeoutMs = timeoutS === undefined ? {} : { timeoutMs: Math.round(timeoutS * 1000) };
    return await client.call('command.call', { ...params, ...timeoutMs }, options);
  } catch (error) {
    throw asUsageError(error);
  }
}

/** What the core says of the words that were typed is about usage: an unknown action, an invalid payload. */
function asUsageError(error: unknown): unknown {
  if (!(error instanceof ContractError)) return error;
  if (error.code !== 'invalid-params' && error.code !== 'not-found') return error;
  const hint = error.hint ?? (error.code === 'invalid-params' ? 'Add --raw to send it all the same.' : '');
  return new UsageError(`${error.message} ${hint}`.trim());
}

/** The answer's payload as the frame has it, with all digits: a transactionId may have 64 bits. */
async function exactPayload({ payload, responseSeq }: Outcome, client: ContractClient): Promise<unknown> {
  if (payload === undefined || responseSeq === undefined || !mayHaveLongIntegers(JSON.stringify(payload))) {
    return payload;
  }
  const record = await client.call('record.get', { seq: responseSeq });
  try {
    const frame: unknown = JSON.parse(markLongNumbers(record.payload ?? record.raw));
    if (record.payload !== undefined) return frame;
    return Array.isArray(frame) ? frame[2] : payload;
  } catch (error) {
    // The core reads frames that are not quite JSON; their long numbers are then shown as it read them.
    if (error instanceof SyntaxError) return payload;
    throw error;
  }
}

async function show(outcome: Outcome, payload: unknown, args: Arguments, terminal: Terminal): Promise<void> {
  const { action, code, description, requestSeq, responseSeq, latencyMs } = outcome;
  if (args.has('json')) {
    const rest = present({ code, description, requestSeq, responseSeq, latencyMs });
    await terminal.print(writeLongNumbers({ outcome: outcome.outcome, action, payload, ...rest }));
    return;
  }
  terminal.note(`${args.at(0)} ${action}: ${outcomeText(outcome)}`);
  if (payload !== undefined) await terminal.print(writeLongNumbers(payload, 2));
}

function outcomeText(outcome: Outcome): string {
  const { latencyMs, code, description, requestSeq, responseSeq } = outcome;
  const after = latencyMs === undefined ? '' : ` after ${Math.round(latencyMs)} ms`;
  const records = [requestSeq, responseSeq].filter((seq) => seq !== undefined).join(' and ');
  const proof = records === '' ? '' : ` (record ${records})`;
  switch (outcome.outcome) {
    case 'answered':
      return `answered${after}${proof}`;
    case 'refused':
      return `refused with ${[code, description].filter(Boolean).join(': ')}${after}${proof}`;
    case 'timed-out':
      return `${description ?? 'No answer in time.'}${proof}`;
    case 'disconnected':
      return `${description ?? 'Not connected.'}${proof}`;
    case 'cancelled':
      return `${description ?? 'Cancelled.'}${proof}`;
    default:
      return assertNever(outcome.outcome);
  }
}
