import { assertNever } from '../../../shared/assertNever.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { ReplayPace } from '../../../shared/trace/replay/replayPace.ts';
import type { Transport } from '../../../shared/ocpp/version.ts';
import type { TraceFile } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { surveyRecording, type Recording } from '../replay/recording.ts';
import { JsonWire } from '../replay/jsonWire.ts';
import type { AskedQuestion, ReplayWire } from '../replay/replayWire.ts';
import { SoapWire } from '../replay/soapWire.ts';
import { StationReplay, type ReplayCounts, type ReplayEvent } from '../replay/stationReplay.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceReplay: Command = {
  positionals: ['FILE'],
  flags: {
    as: { value: 'STATION', about: 'The station of the recording whose side is played.' },
    url: {
      value: 'URL',
      about: 'The central system: ws://… or wss://… without the station id, http://… or https://… for SOAP.',
    },
    id: { value: 'ID', about: 'Connect under this id instead of the recorded one.' },
    speed: { value: 'N', about: 'How many times faster than recorded (default 1).' },
    'no-wait': { about: 'Send each message as soon as it may be sent, without the recorded pauses.' },
    'max-gap': { value: 'S', about: 'Wait no longer than this between two messages.' },
    'fresh-ids': { about: 'Send calls under message ids of their own instead of the recorded ones.' },
    timeout: { value: 'S', about: 'How long to wait for an answer (default 30).' },
    password: { value: 'PASSWORD', about: 'HTTP Basic authentication, with the id as user.' },
  },
  about:
    "Plays a station's side of a recorded conversation against any central system, over a real connection (for a " +
    'station that spoke SOAP by posts, with an address of this machine for the calls of the central system), and says ' +
    'where its answers differ from the recorded ones. Its own questions get the recorded answers to the same action. ' +
    'Exit 0: everything was answered as recorded; 3: there are differences; 5: no connection.',
  examples: [
    'trace replay visit.kerbside --as CP-0042 --url ws://127.0.0.1:8887 --speed 10',
    'trace replay visit.kerbside --as CP-0042 --url wss://csms.example/ocpp --no-wait --json',
    'trace replay visit.kerbside --as CP-0007 --url http://127.0.0.1:8887/',
  ],
  async run(args, terminal) {
    const stationId = needed(args, 'as', 'the station of the recording to play');
    const url = needed(args, 'url', 'the central system to talk to');
    const transport = transportOf(url);
    return withAnyTrace(args.at(0), terminal, async ({ file }) => {
      const recording = surveyRecording(file, stationId, transport);
      if (recording.otherTransport > 0) terminal.note(leftOut(recording));
      const wire = openWire(recording, url, args, (question) => replay.asked(question));
      const replay: StationReplay = new StationReplay({
        wire,
        pace: pace(args),
        answerTimeoutMs: seconds(args, 'timeout', 0.1) ?? 30_000,
        tell: (event) => tell(event, args.has('json'), terminal),
      });
      return playAll(file, recording, replay, args, terminal);
    });
  },
};

async function playAll(
  file: TraceFile,
  { stationId, transport }: Recording,
  replay: StationReplay,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  try {
    for (const record of file.search({ stationIds: [stationId] })) {
      if ((record.transport ?? 'json') === transport) await replay.play(record);
    }
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

function openWire(
  { stationId: recordedId, answers, speaks }: Recording,
  url: string,
  args: Arguments,
  onAsked: (question: AskedQuestion) => void,
): ReplayWire {
  const common = {
    url,
    stationId: args.text('id') ?? recordedId,
    password: args.text('password'),
    answers,
    hasFreshIds: args.has('fresh-ids'),
    onAsked,
  };
  return speaks.transport === 'soap'
    ? new SoapWire({ ...common, version: speaks.version })
    : new JsonWire({ ...common, version: speaks.version });
}

function leftOut({ stationId, transport, otherTransport }: Recording): string {
  const left = transport === 'soap' ? 'WebSocket' : 'SOAP';
  return `kerbside: ${stationId} also spoke over ${left}: ${otherTransport} records of that are left out.`;
}

function needed(args: Arguments, flag: string, what: string): string {
  const value = args.text(flag);
  if (value !== undefined) return value;
  throw new UsageError(`trace replay needs --${flag}: ${what}.`);
}

function transportOf(url: string): Transport {
  const scheme = URL.parse(url)?.protocol;
  if (scheme === 'ws:' || scheme === 'wss:') return 'json';
  if (scheme === 'http:' || scheme === 'https:') return 'soap';
  throw new UsageError(
    `--url takes an address that begins with ws:// or wss://, or for SOAP with http:// or https://, not "${url}".`,
  );
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
