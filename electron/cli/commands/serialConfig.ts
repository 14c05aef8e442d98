import type { ChangeRun, WantedChange } from '../../../shared/configuration/change.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import type { Arguments } from '../args.ts';
import { chosenWord } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { continueRun } from '../configuration/continueRun.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import { givenSecrets, SECRET_ENV_FLAG, SECRET_FLAG } from '../configuration/givenSecrets.ts';
import { chosenRun } from '../configuration/unfinishedRuns.ts';
import { changeRisks, isRiskTaken } from '../serial/changeRisks.ts';
import { oneLine } from '../oneLine.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { portJson } from '../serial/portJson.ts';
import type { OpenPort } from '../serial/openPort.ts';
import { withPort } from '../serial/withPort.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const WORDS = ['read', 'set', 'continue'] as const;
type Item = Result<'port.items'>[number];
type Reading = Result<'port.read'>[number];

export const serialConfig: Command = {
  positionals: ['read|set|continue', '[KEY VALUE…]'],
  flags: {
    ...PORT_FLAGS,
    live: { about: 'read: the live values as well.' },
    'show-secrets': { about: 'read: print passwords and keys, too.' },
    yes: {
      about:
        'set, continue: do not ask before what changes the charging, a protection, or restarts the charger.',
    },
    run: { value: 'N', about: 'continue: which of several runs, by its number or id.' },
    secret: SECRET_FLAG,
    'secret-env': SECRET_ENV_FLAG,
  },
  about:
    'Reads what the device is set to, all of it or the keys named; or sets values, in their order, each read back. A snapshot is kept before a change. ' +
    '`continue` goes on with changes that broke off in this session: what may disturb the charging is asked for again, as it is now. ' +
    'Snapshots, differences, templates and undo are those of `kerbside config`, with the name of the charger that `set` tells, in a Kerbside that runs. ' +
    'Exit 3 where something was refused, was not sent or does not hold, 4 without an answer, 5 the port cannot be opened.',
  examples: [
    'serial config read --port /dev/ttyUSB0 --profile openevse-rapi',
    'serial config read maxCurrent --port COM3 --profile heidelberg-energy-control --unit 2 --json',
    'serial config set maxCurrent 13 --port COM3 --profile heidelberg-energy-control',
    'serial config continue --session visit.kerbside --port COM3 --profile heidelberg-energy-control',
  ],
  run(args, terminal) {
    const [word = '', ...words] = args.all();
    const chosen = chosenWord('serial config', word, WORDS);
    const changes = chosen === 'set' ? changesOf(words) : [];
    if (chosen === 'continue' && words.length > 0) {
      throw new UsageError(`serial config continue does not know what to do with "${words.join(' ')}".`);
    }
    return withPort(args, terminal, async (port) => {
      if (chosen === 'read') {
        const choice = { isAll: args.has('live'), showsSecrets: args.has('show-secrets') };
        return read(port, words, choice, terminal, args.has('json'));
      }
      if (chosen === 'continue') return goOn(port, args, terminal);
      const items = await port.client.call('port.items', { path: port.path });
      const { cableId, isCharging } = port.state;
      const risks = changeRisks(items, changes, isCharging);
      if (!(await isRiskTaken(risks, { isYes: args.has('yes'), terminal }))) return EXIT.refused;
      terminal.note(`This charger is ${cableId}.`);
      const begun = await port.client.call('configuration.change', {
        stationId: cableId,
        changes,
        origin: 'edit',
        isConfirmed: risks.length > 0,
      });
      return ended(port, begun, args, terminal);
    });
  },
};

/** The run that broke off, or is under way, of the charger that is on this port. */
async function goOn(port: OpenPort, args: Arguments, terminal: Terminal): Promise<number> {
  const { client, state } = port;
  const runs = await client.call('changeRuns.list', { stationId: state.cableId });
  const run = chosenRun(state.cableId, runs, args.text('run'));
  if (run === undefined) {
    terminal.note(`Nothing broke off on ${state.cableId} in this session: there is nothing to go on with.`);
    if (args.has('json')) await terminal.print('null');
    return EXIT.done;
  }
  const how = { given: givenSecrets(args), isYes: args.has('yes'), terminal };
  const begun = await continueRun(client, run, runs, how);
  return begun === undefined ? EXIT.refused : ended(port, begun, args, terminal);
}

async function ended(
  { client }: OpenPort,
  begun: ChangeRun,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  const runs = await followRuns(client, [begun], terminal);
  if (args.has('json')) await terminal.print(portJson(runs[0]));
  else await showRuns(runs, terminal);
  const code = runsExit(runs);
  // What the profile does not let through is no success, though nothing was lost by it.
  const isLeftOut = runs.some(({ steps }) => steps.some(({ state }) => state === 'not-sent'));
  return code === EXIT.done && isLeftOut ? EXIT.refused : code;
}

function changesOf(words: readonly string[]): WantedChange[] {
  if (words.length === 0) throw new UsageError('serial config set needs KEY and VALUE.');
  const changes: WantedChange[] = [];
  for (let index = 0; index < words.length; index += 2) {
    const [address = '', value] = [words[index], words[index + 1]];
    if (value === undefined) {
      throw new UsageError(`serial config set: ${address} has no value; write "" for an empty one.`);
    }
    changes.push({ address, value });
  }
  return changes;
}

async function read(
  { client, path }: OpenPort,
  keys: readonly string[],
  choice: { isAll: boolean; showsSecrets: boolean },
  terminal: Terminal,
  isJson: boolean,
): Promise<number> {
  const items = await client.call('port.items', { path });
  const unknown = keys.filter((key) => !items.some((item) => item.key === key));
  if (unknown.length > 0) terminal.note(`This device does not have: ${unknown.join(', ')}.`);
  const wanted = items.filter((item) =>
    keys.length > 0
      ? keys.includes(item.key)
      : item.access !== 'write-only' && (choice.isAll || !item.isLive),
  );
  const readings = await client.call(
    'port.read',
    { path, keys: wanted.map(({ key }) => key) },
    { timeoutMs: 0 },
  );
  const shown = readings.map((reading) => hidden(reading, wanted, choice.showsSecrets));
  if (isJson) await terminal.print(portJson(shown));
  else await show(shown, wanted, terminal);
  return unknown.length > 0 ? EXIT.refused : readExit(readings);
}

function hidden(reading: Reading, items: readonly Item[], showsSecrets: boolean): Reading {
  const isSecret = items.find(({ key }) => key === reading.key)?.isSecret === true;
  if (!isSecret || showsSecrets || reading.value === undefined) return reading;
  const { value: _value, raw: _raw, ...rest } = reading;
  return { ...rest, trouble: 'The device tells this secret; it is not shown.' };
}

async function show(readings: readonly Reading[], items: readonly Item[], terminal: Terminal): Promise<void> {
  const rows = readings.map(({ key, value, trouble }) => {
    const item = items.find((one) => one.key === key);
    const words = value === undefined ? undefined : [oneLine(value), item?.unit].filter(Boolean).join(' ');
    const note = trouble ?? (item?.title === key ? '' : item?.title);
    return [oneLine(key), item?.access === 'read-write' ? '' : item?.access, words, oneLine(note ?? '')];
  });
  if (rows.length === 0) terminal.note('There is nothing to be read.');
  else for (const line of table(['KEY', '', 'VALUE', ''], rows)) await terminal.print(line);
}

/** 0 where anything was read; else how the requests ended. */
function readExit(readings: readonly Reading[]): number {
  if (readings.length === 0 || readings.some(({ value }) => value !== undefined)) return EXIT.done;
  if (readings.some(({ failure }) => failure === 'lost')) return EXIT.notConnected;
  return readings.some(({ failure }) => failure === 'no-answer') ? EXIT.timedOut : EXIT.refused;
}
