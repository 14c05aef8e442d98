import { existsSync } from 'node:fs';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import { parseConfiguration } from '../../../shared/configuration/formats/parseConfiguration.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import { EXIT } from '../command.ts';
import { neverSeen } from '../neverSeen.ts';
import { readConfiguration, readingExit } from '../readConfiguration.ts';
import type { Terminal } from '../terminal.ts';
import { chosenSnapshot } from './chosenSnapshot.ts';
import { asFileError, readTextFile } from './readTextFile.ts';
import { knownChargers } from './knownCharger.ts';
import { stationFailureExit } from './stationFailure.ts';

/** One of two configurations that are compared, under the name that was typed. */
export interface ComparedSide {
  name: string;
  configuration: Configuration;
}

/** What a word of the command line stands for: a file, a station (read anew) or a snapshot; or the exit code where it cannot be had. */
export async function comparedSide(
  client: ContractClient,
  typed: string,
  terminal: Terminal,
): Promise<ComparedSide | number> {
  const stations = await knownChargers(client);
  const isStation = stations.some(({ id }) => id === typed);
  if (!isStation && (typed === '-' || existsSync(typed)))
    return { name: typed, configuration: await ofFile(typed, terminal) };
  if (isStation) return ofStation(client, typed, terminal);
  const snapshot = chosenSnapshot(await client.call('snapshots.list', {}), typed);
  if (snapshot !== undefined) {
    const { configuration } = await client.call('snapshot.read', { id: snapshot.id });
    const name = `${snapshot.owner.stationId} (${snapshot.name ?? new Date(snapshot.at).toISOString()})`;
    return { name, configuration };
  }
  const ids = stations.map(({ id }) => id);
  terminal.note(`kerbside: ${typed} is no file and no snapshot, and ${neverSeen(typed, ids)}`);
  return EXIT.notConnected;
}

async function ofFile(path: string, terminal: Terminal): Promise<Configuration> {
  const text = await readTextFile(path);
  try {
    const { configuration, notes } = parseConfiguration(text);
    for (const note of notes) terminal.note(`${path}: ${note}`);
    return configuration;
  } catch (error) {
    return asFileError(path, error);
  }
}

async function ofStation(
  client: ContractClient,
  stationId: string,
  terminal: Terminal,
): Promise<ComparedSide | number> {
  try {
    const configuration = await readConfiguration(client, stationId, {}, terminal);
    if (configuration.how !== 'not-read') return { name: stationId, configuration };
    terminal.note(`kerbside: ${configuration.sentence}`);
    return readingExit(configuration);
  } catch (error) {
    return stationFailureExit(error, terminal);
  }
}
