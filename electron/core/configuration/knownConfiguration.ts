import type { ChangeStep } from '../../../shared/configuration/change.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { withPart } from './withPart.ts';
import { newestReading, type ConfigurationMemory } from './configurationMemory.ts';

/** `snapshotId`: nothing was read since Kerbside started, and this snapshot is what it is known from. */
export interface KnownConfiguration {
  configuration: Configuration;
  snapshotId?: string;
}

/**
 * What was read last, or else kept last, with what became of the changes since. `readAt` stays that of the reading. Nothing where
 * neither was, or the file does not hold the snapshot any more.
 */
export function knownConfiguration(
  stationId: string,
  memory: ConfigurationMemory,
): KnownConfiguration | undefined {
  const read = memory.latest(stationId);
  if (read !== undefined && read.parts === undefined) {
    return { configuration: withChanges(read, stationId, memory) };
  }
  const kept = newestReading(memory.snapshots(stationId));
  if (kept === undefined) {
    return read === undefined ? undefined : { configuration: withChanges(read, stationId, memory) };
  }
  const before = withChanges(memory.snapshot(kept.id).configuration, stationId, memory);
  if (read === undefined || read.readAt < kept.at) return { configuration: before, snapshotId: kept.id };
  // Parts that were read since say nothing of the rest.
  const configuration = withChanges(withPart(before, read), stationId, memory);
  return { configuration, snapshotId: kept.id };
}

function withChanges(
  configuration: Configuration,
  stationId: string,
  memory: ConfigurationMemory,
): Configuration {
  const { readAt } = configuration;
  const since = memory
    .runs(stationId)
    .flatMap(({ steps }) => steps)
    .filter(({ isSecret, at = 0 }) => !isSecret && at > readAt);
  if (since.length === 0) return configuration;
  // The last one to an address counts.
  const steps = new Map(since.map((step) => [step.address, step]));
  const items = configuration.items.map((item) => {
    const step = steps.get(item.address);
    return step === undefined ? item : changed(item, step);
  });
  return { ...configuration, items };
}

function changed(item: ConfigurationItem, { state, after, wanted = '' }: ChangeStep): ConfigurationItem {
  if (after !== undefined) return { ...item, value: after };
  switch (state) {
    case 'accepted':
      return { ...item, value: wanted, note: 'The charger took this value; it was not read back.' };
    case 'needs-restart':
      return {
        ...item,
        value: wanted,
        note: 'The charger took this value, and uses it after a restart; it was not read back.',
      };
    case 'unanswered':
      return {
        ...item,
        note: `A change to ${JSON.stringify(wanted)} has no answer: the charger may have it or not.`,
      };
    default:
      return item;
  }
}
