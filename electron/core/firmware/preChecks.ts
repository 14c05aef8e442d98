import type { Configuration } from '../../../shared/configuration/configuration.ts';
import {
  isUpdateSettled,
  type PushedFile,
  type FirmwareUpdate,
  type PreCheck,
} from '../../../shared/files/firmwareUpdate.ts';
import type { FirmwareDoubt } from '../../../shared/files/firmwareFile.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { Station } from '../../../shared/station/station.ts';
import { spanWords } from '../central/watch/timeWords.ts';
import { freeSpaceOf } from './freeSpace.ts';
import { isSameVersion } from './story/versions.ts';

/** What is known of a station that firmware is to be pushed to. */
export interface CheckedFacts {
  station: Station;
  file: PushedFile;
  updates: readonly FirmwareUpdate[];
  /** Why its configuration is not free, as a sentence. */
  busyWith: string | undefined;
  /** Whether it is being asked for a log. */
  isFetching: boolean;
  configuration: Pick<Configuration, 'items'> | undefined;
  doubts: readonly FirmwareDoubt[];
  hasSnapshot: boolean;
}

const CLOCK_MS = 60_000;

/** What is looked at before firmware is pushed; whoever is asked for a yes sees all of it. */
export function preChecksOf(facts: CheckedFacts): PreCheck[] {
  return [
    connection(facts),
    transaction(facts),
    ...otherWork(facts),
    version(facts),
    ...space(facts),
    ...clock(facts),
    ...doubtful(facts),
    snapshot(facts),
  ];
}

export function blockedBy(checks: readonly PreCheck[]): PreCheck | undefined {
  return checks.find(({ level }) => level === 'blocks');
}

function connection({ station }: CheckedFacts): PreCheck {
  const { connected, unresponsive } = station;
  if (!connected) {
    return {
      code: 'not-connected',
      level: 'blocks',
      sentence: 'It is not connected.',
      remedy: 'Wait until it is.',
    };
  }
  if (unresponsive !== undefined) {
    return {
      code: 'unresponsive',
      level: 'warning',
      sentence:
        unresponsive === 'deaf'
          ? 'It sends, but answers nothing.'
          : 'Nothing comes over its connection any more.',
      remedy: 'Restart it first.',
    };
  }
  return { code: 'connected', level: 'ok', sentence: 'It is connected.' };
}

function transaction({ station }: CheckedFacts): PreCheck {
  const running = station.connectors.filter(({ transactionId }) => transactionId !== undefined);
  if (running.length === 0) return { code: 'no-transaction', level: 'ok', sentence: 'No car is charging.' };
  const where = running.map(({ evseId, connectorId }) => evseId ?? connectorId).join(', ');
  return {
    code: 'transaction',
    level: 'blocks',
    sentence: `A car is charging (connector ${where}): an update may cut it off.`,
    remedy: 'Wait until it has ended, or stop it.',
  };
}

function otherWork({ updates, busyWith, isFetching }: CheckedFacts): PreCheck[] {
  const found: PreCheck[] = [];
  if (updates.some((update) => !isUpdateSettled(update))) {
    found.push({
      code: 'update-under-way',
      level: 'blocks',
      sentence: 'Another update of it is under way or waits for its turn.',
      remedy: 'Wait for it, or cancel it first.',
    });
  }
  if (busyWith !== undefined) {
    found.push({
      code: 'configuration-busy',
      level: 'blocks',
      sentence: busyWith,
      remedy: 'Wait until that has ended, or stop it.',
    });
  }
  if (isFetching) {
    found.push({
      code: 'fetch-under-way',
      level: 'warning',
      sentence: 'It is being asked for a log.',
      remedy: 'Wait for the file: many chargers do one transfer at a time.',
    });
  }
  return found;
}

function version({ station, file }: CheckedFacts): PreCheck {
  const { firmwareVersion: before } = station;
  if (before === undefined) {
    return {
      code: 'version-unknown',
      level: 'warning',
      sentence: 'Which version it has was never told, so a change of it cannot be seen.',
      remedy: 'Ask for a BootNotification first (TriggerMessage).',
    };
  }
  if (file.version !== undefined && isSameVersion(before, file.version)) {
    return {
      code: 'same-version',
      level: 'warning',
      sentence: `It has version ${before} already.`,
      remedy: 'Pushing it again makes sense only where that version is damaged.',
    };
  }
  const after = file.version === undefined ? '' : `; it is to be ${file.version}`;
  return { code: 'version', level: 'ok', sentence: `It has version ${before}${after}.` };
}

function space({ configuration, file }: CheckedFacts): PreCheck[] {
  const free = freeSpaceOf(configuration);
  if (free === undefined) return [];
  const words = `It says that it has ${sizeText(free.bytes)} free (${free.address})`;
  if (free.bytes >= file.sizeBytes) return [{ code: 'space', level: 'ok', sentence: `${words}.` }];
  const sentence = `${words}, but the file has ${sizeText(file.sizeBytes)}.`;
  return [{ code: 'no-space', level: 'warning', sentence, remedy: 'Restart it, or delete its logs.' }];
}

function clock({ station }: CheckedFacts): PreCheck[] {
  const { clockSkewMs = 0 } = station;
  if (Math.abs(clockSkewMs) < CLOCK_MS) return [];
  const way = clockSkewMs > 0 ? 'ahead' : 'behind';
  return [
    {
      code: 'clock',
      level: 'warning',
      sentence: `Its clock is ${spanWords(clockSkewMs)} ${way}: times that it is told come earlier or later, and certificates may seem out of date.`,
      remedy: '“At once” is given by its own clock.',
    },
  ];
}

/** What the rules of the file, and its version, say of this station; the same version is said already. */
function doubtful({ doubts }: CheckedFacts): PreCheck[] {
  return doubts
    .filter(({ code }) => code !== 'same-version')
    .map(({ level, ...doubt }) => ({ ...doubt, level: level === 'problem' ? 'blocks' : 'warning' }));
}

function snapshot({ hasSnapshot }: CheckedFacts): PreCheck {
  return hasSnapshot
    ? { code: 'snapshot', level: 'ok', sentence: 'Its configuration is read and kept before.' }
    : {
        code: 'no-snapshot',
        level: 'warning',
        sentence: 'Its configuration is not kept before.',
        remedy: 'Some updates put settings back to what the maker ships.',
      };
}
