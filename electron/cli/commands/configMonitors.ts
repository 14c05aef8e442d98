import type { ContractClient } from '../../../shared/contract/client.ts';
import { parseVariableAddress } from '../../../shared/configuration/variableAddress.ts';
import {
  MONITOR_TYPES,
  MONITORING_BASES,
  MONITORING_CRITERIA,
  type MonitorType,
} from '../../../shared/station/monitor.ts';
import type { Arguments } from '../args.ts';
import { choice, chosenWord } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { showEnds, showEvents, showMonitors } from '../showMonitors.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { knownStation } from './knownStation.ts';

const DEEDS = ['list', 'set', 'clear', 'base', 'level', 'events'] as const;
const CRITERIA = { threshold: 0, delta: 1, periodic: 2 } as const;
/** Warning. */
const USUAL_SEVERITY = 6;

export const configMonitors: Command = {
  positionals: ['STATION', '[list|set|clear|base|level|events]', '[MORE…]'],
  flags: {
    severity: { value: 'N', about: `0 (danger) to 9 (debug) of a monitor (default ${USUAL_SEVERITY}).` },
    transaction: { about: 'The monitor works only while a transaction runs.' },
    replace: { value: 'ID', about: 'Set it in the place of this monitor.' },
    only: { value: 'KIND', isRepeatable: true, about: 'List threshold, delta or periodic monitors only.' },
    timeout: { value: 'S', about: 'Seconds to wait for each answer and each part (default 30).' },
  },
  about:
    'The monitors of a charger (OCPP 2.0.1 and 2.1) and its events. `list` asks for a report; `set VARIABLE TYPE VALUE` ' +
    `sets one (${MONITOR_TYPES.join(', ')}; VALUE is a threshold, a difference or seconds); \`clear ID…\` removes some; ` +
    `\`base ${MONITORING_BASES.join('|')}\` says which are active; \`level N\` up to which severity events are told; ` +
    '`events` prints those that came. A negative VALUE goes behind two hyphens, at the end. Exit 3 where the charger refused something, 4 without an answer or whole report.',
  examples: [
    'config monitors CP-0042',
    'config monitors CP-0042 set Connector@1:1.Temperature UpperThreshold 60 --severity 5',
    'config monitors CP-0042 set Connector@1:1.Temperature LowerThreshold --severity 5 -- -20',
    'config monitors CP-0042 clear 3 4',
  ],
  async run(args, terminal) {
    const deed = chosenWord('config monitors', args.optionalAt(1) ?? 'list', DEEDS);
    const asked = requestOf(args, deed);
    return withCore(args, async (client) => {
      const station = await knownStation(client, args.at(0), terminal);
      if (station === undefined) return EXIT.notConnected;
      if (deed !== 'events' && !station.connected) {
        terminal.note(`kerbside: ${station.id} is not connected, so nothing was asked.`);
        return EXIT.notConnected;
      }
      return asked(client, terminal);
    });
  },
};

type Request = (client: ContractClient, terminal: Terminal) => Promise<number>;

/** The core ends each request in time; a report of many parts takes longer than one call of the client may. */
const PATIENT = { timeoutMs: 0 };

type Common = { stationId: string; timeoutMs?: number };

/** All words are understood before anything is sent. */
function requestOf(args: Arguments, deed: (typeof DEEDS)[number]): Request {
  const timeoutS = args.number('timeout', { min: 0.1, max: 600, isWhole: false });
  const timeout = timeoutS === undefined ? {} : { timeoutMs: Math.round(timeoutS * 1000) };
  return REQUESTS[deed](args, args.all().slice(2), { stationId: args.at(0), ...timeout });
}

const REQUESTS: Readonly<
  Record<(typeof DEEDS)[number], (args: Arguments, words: readonly string[], common: Common) => Request>
> = {
  list(args, words, common) {
    wordsAre('list', words, 0);
    const criteria = args.texts('only').map((kind) => criterion(kind));
    const params = criteria.length === 0 ? common : { ...common, criteria };
    return async (client, terminal) =>
      showMonitors(await client.call('monitors.read', params, PATIENT), args, terminal);
  },
  set(args, words, common) {
    const params = { ...common, monitors: [wantedOf(args, words)] };
    return async (client, terminal) =>
      showEnds(await client.call('monitors.set', params, PATIENT), args, terminal);
  },
  clear(args, words, common) {
    const params = { ...common, ids: idsOf(words) };
    return async (client, terminal) =>
      showEnds(await client.call('monitors.clear', params, PATIENT), args, terminal);
  },
  base(args, words, common) {
    const base = chosenWord('base', wordsAre('base', words, 1)[0] ?? '', MONITORING_BASES);
    return async (client, terminal) =>
      showEnds([await client.call('monitors.setBase', { ...common, base }, PATIENT)], args, terminal);
  },
  level(args, words, common) {
    const severity = severityOf('level', wordsAre('level', words, 1)[0] ?? '');
    return async (client, terminal) =>
      showEnds([await client.call('monitors.setLevel', { ...common, severity }, PATIENT)], args, terminal);
  },
  events(args, words, { stationId }) {
    wordsAre('events', words, 0);
    return async (client, terminal) => {
      const [events] = await client.call('events.list', { stationId });
      return events === undefined ? EXIT.done : showEvents(events, args, terminal);
    };
  },
};

function wordsAre(deed: string, words: readonly string[], count: number): readonly string[] {
  if (words.length === count) return words;
  const wanted = { base: MONITORING_BASES.join('|'), level: 'N' }[deed] ?? '';
  throw new UsageError(`Write: kerbside config monitors STATION ${deed} ${wanted}`.trimEnd());
}

function criterion(kind: string): (typeof MONITORING_CRITERIA)[number] {
  const kinds = Object.keys(CRITERIA) as (keyof typeof CRITERIA)[];
  return MONITORING_CRITERIA[CRITERIA[choice('only', kind, kinds)]];
}

function severityOf(what: string, text: string): number {
  const severity = Number(text);
  if (/^\d$/.test(text)) return severity;
  throw new UsageError(`${what} takes a severity from 0 (danger) to 9 (debug), not "${text}".`);
}

function idsOf(words: readonly string[]): number[] {
  if (words.length === 0) throw new UsageError('Write: kerbside config monitors STATION clear ID…');
  return words.map((word) => {
    if (/^\d{1,15}$/.test(word)) return Number(word);
    throw new UsageError(`clear takes the numbers of monitors, as \`list\` shows them, not "${word}".`);
  });
}

interface Wanted {
  address: string;
  type: MonitorType;
  value: number;
  severity: number;
  isTransaction: boolean;
  id?: number;
}

function wantedOf(args: Arguments, words: readonly string[]): Wanted {
  const [address = '', typeWord = '', valueText = ''] = words;
  if (words.length !== 3) {
    throw new UsageError('Write: kerbside config monitors STATION set VARIABLE TYPE VALUE --severity N');
  }
  if (parseVariableAddress(address) === undefined) {
    throw new UsageError(
      `"${address}" names no variable; write Component.Variable, such as Connector@1:1.Temperature.`,
    );
  }
  const type = chosenWord('TYPE', typeWord, MONITOR_TYPES);
  const value = Number(valueText);
  if (valueText.trim() === '' || !Number.isFinite(value)) {
    throw new UsageError(`VALUE is a number: a threshold, a difference or seconds, not "${valueText}".`);
  }
  const severity = severityOf('--severity', args.text('severity') ?? String(USUAL_SEVERITY));
  const id = args.number('replace', { min: 0, max: Number.MAX_SAFE_INTEGER, isWhole: true });
  const isTransaction = args.has('transaction');
  return { address, type, value, severity, isTransaction, ...(id === undefined ? {} : { id }) };
}
