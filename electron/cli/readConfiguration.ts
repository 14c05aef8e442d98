import { assertNever } from '../../shared/assertNever.ts';
import type { ContractClient } from '../../shared/contract/client.ts';
import { ContractError } from '../../shared/contract/failure.ts';
import type { Configuration, ReadScope } from '../../shared/configuration/configuration.ts';
import type { ConfigurationState } from '../../shared/configuration/configurationState.ts';
import type { ReadPart } from '../../shared/configuration/readPart.ts';
import type { ReadingProgress } from '../../shared/configuration/readingProgress.ts';
import { ASSUMED_VERSION } from '../../shared/ocpp/version.ts';
import { EXIT } from './command.ts';
import { outcomeExit } from './outcomeExit.ts';
import { oneLine } from './oneLine.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

export interface ReadOptions {
  /** For each answer. */
  timeoutMs?: number | undefined;
  scope?: ReadScope | undefined;
  /** Only these. */
  addresses?: string[] | undefined;
  /** Only this part of a device model. */
  part?: ReadPart | undefined;
}

/** Reads the configuration and tells on stderr how it goes on. */
export async function readConfiguration(
  client: ContractClient,
  stationId: string,
  options: ReadOptions,
  terminal: Terminal,
): Promise<Configuration> {
  let told = '';
  const tell = ({ stationId: of, reading }: ConfigurationState): void => {
    const words = of === stationId && reading !== undefined ? progressWords(stationId, reading) : told;
    if (words !== told) terminal.note(words);
    told = words;
  };
  const unsubscribe = client.subscribe(
    'configurations',
    {},
    { snapshot: (states) => states.forEach(tell), change: tell },
  );
  try {
    return await client.call('configuration.read', { stationId, ...options }, { timeoutMs: 0 });
  } catch (error) {
    if (!(error instanceof ContractError) || error.code !== 'unavailable') throw error;
    // Not connected is how a command ended, not trouble of the tool.
    const station = (await client.call('stations.list', {})).find(({ id }) => id === stationId);
    const description = error.message;
    return {
      owner: { stationId, version: station?.version ?? ASSUMED_VERSION },
      readAt: Date.now(),
      scope: 'full',
      how: 'not-read',
      isWhole: false,
      items: [],
      unknown: [],
      unread: [],
      issues: [],
      steps: [{ outcome: 'disconnected', got: 0, description }],
      sentence: description,
      proof: [],
    };
  } finally {
    unsubscribe();
  }
}

function progressWords(stationId: string, { phase, chunk = 1 }: ReadingProgress): string {
  switch (phase) {
    case 'all-at-once':
      return `Asking ${stationId} for all keys…`;
    case 'in-chunks':
      return `Asking ${stationId} for the known keys, ${chunk === 1 ? 'one' : chunk} at a time…`;
    case 'report':
      return `Waiting for the parts of the report of ${stationId}…`;
    case 'waiting-for-station':
      return `${stationId} left; waiting for it to come back…`;
    default:
      return assertNever(phase);
  }
}

export async function showReading(reading: Configuration, terminal: Terminal): Promise<void> {
  const rows = [...reading.items]
    .sort((one, other) => one.address.localeCompare(other.address))
    .map(({ address, value, access, note }) => [
      oneLine(address),
      access === undefined || access === 'read-write' ? '' : access,
      value === undefined ? undefined : oneLine(value),
      note ?? '',
    ]);
  if (rows.length > 0) {
    const heads = ['KEY', '', 'VALUE', 'NOTE'];
    for (const line of table(heads, rows)) await terminal.print(line);
  }
  terminal.note(reading.sentence);
  if (reading.unread.length > 0) terminal.note(`Without an answer: ${reading.unread.join(', ')}.`);
}

/** 0 where something was read; else how the last request ended. */
export function readingExit({ how, steps }: Configuration): number {
  if (how !== 'not-read') return EXIT.done;
  const last = steps.at(-1)?.outcome;
  // An answer that brought nothing is no success.
  return last === undefined || last === 'answered' ? EXIT.failed : outcomeExit(last);
}
