import type { WantedChange } from '../../../shared/configuration/change.ts';
import type { Result } from '../../../shared/contract/methods.ts';
import { chosenWord } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { followRuns, runsExit, showRuns } from '../configuration/followRuns.ts';
import { previewConfirm } from '../serial/previewConfirm.ts';
import { oneLine } from '../oneLine.ts';
import { PORT_FLAGS } from '../serial/portFlags.ts';
import { portJson } from '../serial/portJson.ts';
import type { OpenPort } from '../serial/openPort.ts';
import { withPort } from '../serial/withPort.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const WORDS = ['read', 'set'] as const;
type Item = Result<'port.items'>[number];
type Reading = Result<'port.read'>[number];

export const serialConfig: Command = {
  positionals: ['read|set', '[KEY VALUE…]'],
  flags: {
    ...PORT_FLAGS,
    live: { about: 'read: the live values as well.' },
    'show-secrets': { about: 'read: print passwords and keys, too.' },
    yes: {
      about: 'set: do not ask before what changes the charging, a protection, or restarts the charger.',
    },
  },
  about:
    'Reads what the device is set to, all of it or the keys named; or sets values, in their order, each read back. A snapshot is kept before a change. ' +
    'Snapshots, differences, templates and undo are those of `kerbside config`, with the name of the charger that `set` tells, in a Kerbside that runs. ' +
    'Exit 3 where something was refused or does not hold, 4 without an answer, 5 the port cannot be opened.',
  examples: [
    'serial config read --port /dev/ttyUSB0 --profile openevse-rapi',
    'serial config read maxCurrent --port COM3 --profile heidelberg-energy-control --unit 2 --json',
    'serial config set maxCurrent 13 --port COM3 --profile heidelberg-energy-control',
  ],
  run(args, terminal) {
    const [word = '', ...words] = args.all();
    const isSet = chosenWord('serial config', word, WORDS) === 'set';
    const changes = isSet ? changesOf(words) : [];
    return withPort(args, terminal, async (port) => {
      if (!isSet) {
        const choice = { isAll: args.has('live'), showsSecrets: args.has('show-secrets') };
        return read(port, words, choice, terminal, args.has('json'));
      }
      const items = await port.client.call('port.items', { path: port.path });
      const { cableId, isCharging } = port.state;
      const how = { isYes: args.has('yes'), isCharging, terminal };
      if (!(await previewConfirm(items, changes, how))) return EXIT.refused;
      terminal.note(`This charger is ${cableId}.`);
      const begun = await port.client.call('configuration.change', {
        stationId: cableId,
        changes,
        origin: 'edit',
        isConfirmed: true,
      });
      const runs = await followRuns(port.client, [begun], terminal);
      if (args.has('json')) await terminal.print(portJson(runs[0]));
      else await showRuns(runs, terminal);
      const code = runsExit(runs);
      // What the profile does not let through is no success, though nothing was lost by it.
      const isHeldBack = runs.some(({ steps }) => steps.some(({ state }) => state === 'not-sent'));
      return code === EXIT.done && isHeldBack ? EXIT.refused : code;
    });
  },
};

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
