import { resolve } from 'node:path';
import { assertNever } from '../../../shared/assertNever.ts';
import { createClient, type ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { memoryLinkPair } from '../../../shared/contract/memoryLink.ts';
import { CA_PATH, TLS_MODES, type TlsMode } from '../../../shared/session/listening.ts';
import { parseSize } from '../../../shared/session/sessionSize.ts';
import { createCore, type Core } from '../../core/index.ts';
import { practice } from '../../practice/practice.ts';
import { startBrowserHost, type BrowserHost } from '../../serve/browserHost.ts';
import { ownScreens } from '../../serve/screens.ts';
import type { Arguments } from '../args.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { dataFolder, sessionsFolder } from '../dataFolder.ts';
import { openLog } from '../logFile.ts';
import { openInBrowser } from '../openInBrowser.ts';
import { remindOnLeaving } from '../remindOnLeaving.ts';
import { announceCore } from '../runningCore.ts';
import { followCore, type ServeEvent } from '../serveEvents.ts';
import { stopPushes } from '../stopPushes.ts';
import type { Terminal } from '../terminal.ts';
import { untilStopped } from '../untilStopped.ts';
import { UsageError } from '../usageError.ts';
import { readVersion } from '../version.ts';

type RecordingEvent = Extract<ServeEvent, { event: 'recording' }>;

export const serve: Command = {
  positionals: [],
  flags: {
    port: { value: 'PORT', about: 'Where chargers connect (default 8887; 0 takes a free one).' },
    host: { value: 'ADDRESS', about: 'Network card for chargers (default 0.0.0.0: all of them).' },
    'ui-port': { value: 'PORT', about: 'Where the screens are (default 8886; 0 takes a free one).' },
    'ui-host': {
      value: 'ADDRESS',
      about: 'Network card for the screens (default 127.0.0.1: this machine only; 0.0.0.0 lets a phone in).',
    },
    tls: {
      value: 'MODE',
      about:
        'Encrypted connections (wss) on the same port: optional (default), required (nothing else gets in) or off.',
    },
    session: {
      value: 'FILE',
      about: 'The session file; made when missing (default: a new one for this visit).',
    },
    'max-session-size': {
      value: 'SIZE',
      about:
        'How large the session may grow, such as 500MB or 2GB (default: as large as the disk lets it). At the limit ' +
        'recording pauses and says so; nothing is deleted.',
    },
    open: { about: 'Open the screens in the default browser, when started from a terminal.' },
  },
  about: 'Waits for chargers on one port and shows the screens in any browser, until Ctrl+C.',
  examples: ['serve', 'serve --session "Depot Nord.kerbside" --ui-port 0'],
  async run(args, terminal) {
    const [port, uiPort] = [args.port('port') ?? 8887, args.port('ui-port') ?? 8886];
    const stopped = untilStopped(terminal);
    const log = openLog();
    const version = readVersion();
    const core = await createCore({
      version,
      host: args.text('host') ?? '0.0.0.0',
      port,
      ...sessionFile(args),
      sessionsFolder: sessionsFolder(),
      dataFolder: dataFolder(),
      tls: tlsMode(args),
      ...maxSessionSize(args),
      practice,
      log,
    });
    const browserHost = await openScreens(core, args, uiPort, log);
    const [ui = ''] = browserHost.urls;
    const forget = announceOrWarn(ui, terminal);
    let unsavedRecords = 0;
    try {
      const events = await tellListening(core, browserHost, args, terminal, version);
      if (args.has('open') && terminal.isInteractive) openInBrowser(ui, log);
      await stopped;
      await stopPushes(events, terminal);
      await remindOnLeaving(events, terminal);
      events.close();
    } finally {
      forget();
      await browserHost.close();
      ({ unsavedRecords } = await core.close());
    }
    if (unsavedRecords > 0) throw unsaved(unsavedRecords, core.sessionPath);
    return EXIT.done;
  },
};

async function openScreens(
  core: Core,
  args: Arguments,
  uiPort: number,
  log: (line: string) => void,
): Promise<BrowserHost> {
  const uiHost = args.text('ui-host') ?? '127.0.0.1';
  try {
    return await startBrowserHost({ core, uiHost, uiPort, screens: ownScreens(log), log });
  } catch (error) {
    await core.discard();
    throw error;
  }
}

function unsaved(count: number, path: string): ContractError {
  return new ContractError(
    'io',
    `The last ${count} records could not be written to ${path} before the end and are lost.`,
    { hint: 'Make room on its disk, or name a session file on another disk with --session, next time.' },
  );
}

function tlsMode(args: Arguments): TlsMode {
  const given = args.text('tls') ?? 'optional';
  const mode = TLS_MODES.find((known) => known === given);
  if (mode === undefined) throw new UsageError(`--tls takes ${TLS_MODES.join(', ')}, not "${given}".`);
  return mode;
}

function maxSessionSize(args: Arguments): { maxSessionBytes?: number } {
  const text = args.text('max-session-size');
  if (text === undefined) return {};
  const bytes = parseSize(text);
  if (bytes !== undefined) return { maxSessionBytes: bytes };
  throw new UsageError(`--max-session-size takes a size such as 500MB or 2GB, not "${text}".`);
}

function sessionFile(args: Arguments): { sessionFile?: string } {
  const path = args.text('session');
  return path === undefined ? {} : { sessionFile: resolve(path) };
}

/** The other commands need the note, `serve` itself does not: without it --connect still works. */
function announceOrWarn(ui: string, terminal: Terminal): () => void {
  try {
    return announceCore(ui, Date.now());
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    terminal.note(`kerbside: ${error.message} Other commands find this Kerbside only by --connect URL.`);
    return () => {};
  }
}

/** Says where everything is, then what happens, until the client is closed. */
async function tellListening(
  core: Core,
  browserHost: BrowserHost,
  args: Arguments,
  terminal: Terminal,
  version: string,
): Promise<ContractClient> {
  const { addresses, port, tls } = core.listening;
  const scheme = tls === 'required' ? 'wss' : 'ws';
  const hosts = addresses.map(({ address, family }) => `${hostText(address, family)}:${port}`);
  const ocpp = hosts.map((host) => `${scheme}://${host}`);
  const [ours, theirs] = memoryLinkPair();
  core.serve(theirs);
  const client = createClient(ours);
  if (args.has('json')) {
    await terminal.print(JSON.stringify({ event: 'listening', ocpp, ui: browserHost.urls[0] }));
    followCore(client, (event) => {
      if (event.event === 'recording') terminal.note(recordingText(event));
      void terminal.print(JSON.stringify(event));
    });
    return client;
  }
  const heads = ['Screens', 'Type into the charger', 'CA certificate', 'Session'];
  const width = Math.max(...heads.map((head) => head.length));
  const list = (head: string, values: readonly string[]): string[] =>
    values.map((value, index) => `${(index === 0 ? head : '').padEnd(width)}  ${value}`);
  const lines = [
    `Kerbside ${version}`,
    '',
    ...list('Screens', browserHost.urls),
    ...list(
      'Type into the charger',
      ocpp.map((url) => `${url}/<station id>`),
    ),
    ...(tls === undefined ? [] : list('CA certificate', encryptedTexts(hosts[0] ?? '', tls))),
    ...list('Session', [core.sessionPath]),
  ];
  for (const line of lines) await terminal.print(line);
  if (terminal.isInteractive)
    terminal.note(terminal.dim('\nCtrl+C stops. `kerbside practice` is a charger to try it with.\n'));
  followCore(client, (event) => {
    if (event.event === 'recording') terminal.note(recordingText(event));
    // The station that came of an attempt is told by itself.
    else if (event.event !== 'attempt' || (!event.ok && isNews(event.count)))
      void terminal.print(eventText(event));
  });
  return client;
}

/** What a person needs for wss, which takes the same port. */
function encryptedTexts(host: string, tls: TlsMode): string[] {
  const wss =
    tls === 'required' ? [] : ['(wss://… works at the same port, once the charger trusts this certificate)'];
  return [`http://${host}${CA_PATH}`, ...wss];
}

/** The first of many that fail alike, the second, the tenth, the hundredth: a person is not to be flooded. */
function isNews(count: number | undefined): boolean {
  return count === undefined || count === 2 || /^10+$/.test(String(count));
}

function hostText(address: string, family: 'IPv4' | 'IPv6'): string {
  return family === 'IPv6' ? `[${address}]` : address;
}

function recordingText({ recording, problem }: RecordingEvent): string {
  return `kerbside: ${problem ?? (recording === 'on' ? 'Recording goes on.' : 'Nothing is recorded.')}`;
}

function eventText(event: Exclude<ServeEvent, RecordingEvent>): string {
  const time = clockTime(Date.parse(event.at));
  switch (event.event) {
    case 'connected': {
      const version = event.version === undefined ? '' : `, OCPP ${event.version}`;
      return `${time}  ${event.stationId} connected from ${event.remoteAddress}${version}`;
    }
    case 'disconnected':
      return `${time}  ${event.stationId} disconnected${event.reason === undefined ? '' : `: ${event.reason}`}`;
    case 'attempt': {
      const times = event.count === undefined ? undefined : `(${event.count} times)`;
      return `${time}  ${event.remoteAddress}  ${[event.sentence, times, event.remedy].filter(Boolean).join(' ')}`;
    }
    default:
      return assertNever(event);
  }
}
