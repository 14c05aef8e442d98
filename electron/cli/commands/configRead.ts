import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { READ_SCOPES } from '../../../shared/configuration/configuration.ts';
import {
  COMPONENT_CRITERIA,
  parseAskedComponent,
  type ReadPart,
} from '../../../shared/configuration/readPart.ts';
import type { IsSecretKey } from '../../../shared/configuration/template/secretValue.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { EXIT, type Command } from '../command.ts';
import { knownPacks } from '../configuration/knownPacks.ts';
import { gravestExit, stationFailureExit } from '../configuration/stationFailure.ts';
import { withCore } from '../connect.ts';
import { readConfiguration, readingExit, showReading } from '../readConfiguration.ts';
import { latestConfiguration } from '../configuration/latestConfiguration.ts';
import { UsageError } from '../usageError.ts';
import { knownCharger } from '../configuration/knownCharger.ts';

export const configRead: Command = {
  positionals: ['STATION', '[STATION…]'],
  flags: {
    key: { value: 'KEY', isRepeatable: true, about: 'Read only this key, or this variable of 2.x.' },
    timeout: { value: 'S', about: 'Seconds to wait for each answer (default 30).' },
    scope: { value: READ_SCOPES.join('|'), about: 'How much of a 2.x device model (default full).' },
    latest: { about: 'Ask nothing: what was read last, or else kept last, in this session.' },
    criteria: {
      value: COMPONENT_CRITERIA.join(','),
      about: 'Only the components of a device model that meet one of these (GetReport).',
    },
    component: {
      value: 'NAME[:VARIABLE]',
      isRepeatable: true,
      about: 'Only this component, such as EVSE@1, or one of its variables (GetReport).',
    },
    'show-secrets': { about: 'Print passwords and keys that the charger tells, too.' },
  },
  about:
    'Reads the configuration so that it comes through: 1.x at once or in small requests, 2.x by report or by name. ' +
    'With --json one line for each charger. Exit 3 refused or a key of --key is not there, 4 without an answer, 5 not connected.',
  examples: [
    'config read CP-0042',
    'config read CP-0042 CP-0043 --json',
    'config read CP-0042 --key HeartbeatInterval',
    'config read CP-0042 --latest',
    'config read CP-0042 --criteria Problem,Available',
    'config read CP-0042 --component Connector@1:1 --component OCPPCommCtrlr:HeartbeatInterval',
  ],
  async run(args, terminal) {
    const timeoutS = args.number('timeout', { min: 0.1, max: 600, isWhole: false });
    const timeoutMs = timeoutS === undefined ? undefined : Math.round(timeoutS * 1000);
    const named = args.text('scope');
    const scope = named === undefined ? undefined : choice('scope', named, READ_SCOPES);
    const keys = args.texts('key');
    const addresses = keys.length === 0 ? undefined : keys;
    const part = partOf(args);
    const isUnclear = [scope, addresses, part].filter((wanted) => wanted !== undefined).length > 1;
    if (isUnclear || (args.has('latest') && part !== undefined)) {
      throw new UsageError(
        '--scope, --key, and --criteria with --component cannot be combined, nor the last two with --latest: each says what is read.',
      );
    }
    return withCore(args, async (client) => {
      const read = async (stationId: string): Promise<Configuration | number> => {
        if ((await knownCharger(client, stationId, terminal)) === undefined) return EXIT.notConnected;
        if (args.has('latest')) return latestConfiguration(client, stationId, addresses, terminal);
        try {
          return await readConfiguration(client, stationId, { timeoutMs, scope, addresses, part }, terminal);
        } catch (error) {
          return stationFailureExit(error, terminal);
        }
      };
      const readings = await inTurns([...new Set(args.all())], read);
      const { isSecret } = await knownPacks(client);
      const codes: number[] = [];
      for (const reading of readings) {
        codes.push(typeof reading === 'number' ? reading : exitOf(reading, keys.length > 0));
        if (typeof reading === 'number') continue;
        const shown = args.has('show-secrets') ? reading : hidden(reading, isSecret);
        if (args.has('json')) await terminal.print(JSON.stringify(shown));
        else {
          if (readings.length > 1) await terminal.print(`${reading.owner.stationId}:`);
          await showReading(shown, terminal);
          if (keys.length > 0 && reading.unknown.length > 0) {
            terminal.note(`${reading.owner.stationId} does not have: ${reading.unknown.join(', ')}.`);
          }
        }
      }
      return gravestExit(codes);
    });
  },
};

/** The part of a device model that is asked for; nothing where that is everything. */
function partOf(args: Arguments): ReadPart | undefined {
  const criteria = (args.text('criteria') ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => choice('criteria', word, COMPONENT_CRITERIA));
  const components = args.texts('component').map((text) => {
    const asked = parseAskedComponent(text);
    if (asked !== undefined) return asked;
    throw new UsageError(
      `--component takes a name such as EVSE@1 or Connector@1:1:Available, not "${text}".`,
    );
  });
  if (args.has('criteria') && criteria.length === 0) {
    throw new UsageError(`--criteria takes one or more of ${COMPONENT_CRITERIA.join(', ')}.`);
  }
  if (criteria.length + components.length === 0) return undefined;
  return {
    ...(criteria.length === 0 ? {} : { criteria: [...new Set(criteria)] }),
    ...(components.length === 0 ? {} : { components }),
  };
}

/** What was asked for by name and is not there is no success. */
function exitOf(reading: Configuration, isByName: boolean): number {
  const end = readingExit(reading);
  if (end !== EXIT.done || !isByName) return end;
  if (reading.unread.length > 0) return EXIT.timedOut;
  return reading.unknown.length > 0 ? EXIT.refused : EXIT.done;
}

/** Each reading listens to its own progress, and a link bears only so many at once. */
const AT_ONCE = 16;

async function inTurns<T>(
  stationIds: readonly string[],
  work: (stationId: string) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let from = 0; from < stationIds.length; from += AT_ONCE) {
    results.push(...(await Promise.all(stationIds.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}

function hidden(configuration: Configuration, isSecret: IsSecretKey): Configuration {
  const items = configuration.items.map((item) => {
    if (item.value === undefined || !isSecret(item.address)) return item;
    const { value: _value, ...rest } = item;
    return { ...rest, note: 'The charger tells this secret; it is not shown.' };
  });
  return { ...configuration, items };
}
