import { assertNever } from '../../../shared/assertNever.ts';
import { isAnswer } from '../../../shared/trace/record.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isJsonVersion, SUBPROTOCOLS, type JsonVersion } from '../../../shared/ocpp/version.ts';
import { RecordedAnswers } from '../../../shared/trace/replay/recordedAnswers.ts';
import { ReplayPace } from '../../../shared/trace/replay/replayPace.ts';
import type { TraceFile } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { StationLine } from '../replay/stationLine.ts';
import { StationReplay, type ReplayCounts, type ReplayEvent } from '../replay/stationReplay.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceReplay: Command = {
  positionals: ['FILE'],
  flags: {
    as: { value: 'STATION', about: 'The station of the recording whose side is played.' },
    url: { value: 'URL', about: 'The central system, without the station id: ws://… or wss://…' },
    id: { value: 'ID', about: 'Connect under this id instead of the recorded one.' },
    speed: { value: 'N', about: 'How many times faster than recorded (default 1).' },
    'no-wait': { about: 'Send each message as soon as it may be sent, without the recorded pauses.' },
    'max-gap': { value: 'S', about: 'Wait no longer than this between two messages.' },
    'fresh-ids': { about: 'Send calls under message ids of their own instead of the recorded ones.' },
    timeout: { value: 'S', about: 'How long to wait for an answer (default 30).' },
    password: { value: 'PASSWORD', about: 'HTTP Basic authentication, with the id as user.' },
  },
  about:
    "Plays a station's side of a recorded conversation against any central system, over a real connection, and says " +
    'where its answers differ from the recorded ones. Its own questions get the recorded answers to the same action. ' +
    'Exit 0: everything was answered as recorded; 3: there are differences; 5: no connection.',
  examples: [
    'trace replay visit.kerbside --as CP-0042 --url ws://127.0.0.1:8887 --speed 10',
    'trace replay visit.kerbside --as CP-0042 --url wss://csms.example/ocpp --no-wait --json',
  ],
  async run(args, terminal) {
    const stationId = needed(args, 'as', 'the station of the recording to play');
    const base = centralSystemUrl(needed(args, 'url', 'the central system to talk to'));
    return withAnyTrace(args.at(0), terminal, async ({ file }) => {
      const { answers, version } = survey(file, stationId);
      const id = args.text('id') ?? stationId;
      const line: StationLine = new StationLine({
        url: `${base}/${encodeURIComponent(id)}`,
        subprotocol: SUBPROTOCOLS[version],
        stationId: id,
        password: args.text('password'),
        onText: (text) => replay.receive(text),
      });
      const replay: StationReplay = new StationReplay({
        line,
        answers,
        pace: pace(args),
        hasFreshIds: args.has('fresh-ids'),
        answerTimeoutMs: seconds(args, 'timeout', 0.1) ?? 30_000,
        tell: (event) => tell(event, args.has('json'), terminal),
      });
      return playAll(file, stationId, replay, args, terminal);
    });
  },
};

async function playAll(
  file: TraceFile,
  stationId: string,
  replay: StationReplay,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  try {
    for (const record of file.search({ stationIds: [stationId] })) await replay.play(record);
  } catch (error) {
    if (!(error instanceof ContractError) || error.code !== 'unavailable') throw error;
    terminal.note(`kerbside: ${[error.message, error.hint].filter(Boolean).join(' ')}`);
    return EXIT.notConnected;
  } finally {
    await replay.finish();
  }
  const { counts } = replay;
  if (args.has('json')) await terminal.print(JSON.stringify({ event: 'done', ...counts }));
  else terminal.note(summary(counts));
  return counts.different + counts.unanswered + counts.unknown > 0 ? EXIT.refused : EXIT.done;
}

/** First walk: what the station answered, and in which version. */
function survey(file: TraceFile, stationId: string): { answers: RecordedAnswers; version: JsonVersion } {
  const answers = new RecordedAnswers();
  let version: JsonVersion | undefined;
  let count = 0;
  for (const record of file.search({ stationIds: [stationId] })) {
    count += 1;
    if (record.transport === 'soap') throw soap(stationId);
    if (record.version !== undefined && isJsonVersion(record.version)) version ??= record.version;
    const { kind, direction, action, rawEncoding, raw } = record;
    if (direction === 'in' && isAnswer(kind) && action !== undefined && rawEncoding === 'text')
      answers.add(action, raw);
  }
  if (count > 0) return { answers, version: version ?? '1.6' };
  const { stations } = file.stats();
  const known =
    stations.length === 0 ? 'It holds no station.' : `It holds ${stations.slice(0, 20).join(', ')}.`;
  throw new ContractError('not-found', `There is no station ${stationId} in this recording.`, {
    hint: known,
  });
}

function soap(stationId: string): ContractError {
  return new ContractError(
    'invalid-params',
    `${stationId} speaks OCPP over SOAP in this recording; only OCPP over WebSocket can be replayed.`,
    { hint: '`kerbside practice --ocpp 1.6-soap` is a station that speaks SOAP.' },
  );
}

function needed(args: Arguments, flag: string, what: string): string {
  const value = args.text(flag);
  if (value !== undefined) return value;
  throw new UsageError(`trace replay needs --${flag}: ${what}.`);
}

function centralSystemUrl(text: string): string {
  const scheme = URL.parse(text)?.protocol;
  if (scheme === 'ws:' || scheme === 'wss:') return text.replace(/\/+$/, '');
  throw new UsageError(`--url takes an address that begins with ws:// or wss://, not "${text}".`);
}

function pace(args: Arguments): ReplayPace {
  const speed = args.number('speed', { min: 0.01, max: 100_000, isWhole: false }) ?? 1;
  return new ReplayPace({
    speed: args.has('no-wait') ? Infinity : speed,
    longestGapMs: seconds(args, 'max-gap', 0),
  });
}

function seconds(args: Arguments, flag: string, min: number): number | undefined {
  const value = args.number(flag, { min, max: 86_400, isWhole: false });
  return value === undefined ? undefined : value * 1000;
}

function tell(event: ReplayEvent, isJson: boolean, terminal: Terminal): void {
  if (isJson) void terminal.print(JSON.stringify(event));
  else for (const line of eventLines(event)) void terminal.print(line);
}

function eventLines(event: ReplayEvent): string[] {
  switch (event.event) {
    case 'connected':
    case 'disconnected':
      return [event.event];
    case 'sent':
      return [];
    case 'unanswered':
      return [`${head(event)}  not answered in time`];
    case 'answered':
      if (event.differences.length === 0) return [`${head(event)}  as recorded`];
      return event.differences.map(
        ({ path, recorded, received }) =>
          `${head(event)}  ${path === '' ? '' : `${path}: `}${received} instead of ${recorded}`,
      );
    case 'asked':
      return [`${' '.repeat(7)}  ← ${event.action.padEnd(24)}  ${ASKED[event.answer]}`];
    default:
      return assertNever(event);
  }
}

const ASKED = {
  recorded: 'answered as recorded',
  repeated: 'asked more often than recorded: the last recorded answer again',
  unknown: 'the recording has no answer: NotSupported',
};

function head({ seq, action }: { seq: number; action?: string }): string {
  return `${String(seq).padStart(7)}  → ${(action ?? '').padEnd(24)}`;
}

function summary({ sent, answered, different, unanswered, asked, unknown }: ReplayCounts): string {
  const questions =
    asked === 0
      ? ''
      : ` ${asked} questions of the central system, ${unknown} of them without a recorded answer.`;
  return `${sent} messages sent, ${answered} answered, ${different} of them differently, ${unanswered} not at all.${questions}`;
}
