import type { SourceReading } from '../configurationSource.ts';

interface Circumstances {
  /** The profile of the station said how many keys to ask for. */
  isByProfile: boolean;
  /** Why it was ended early. */
  stoppedBy: string | undefined;
}

/** How a configuration was read and what may be missing, for the technician. */
export function readingSentence(
  reading: Omit<SourceReading, 'sentence'>,
  { isByProfile, stoppedBy }: Circumstances,
): string {
  const { how, items, steps, isWhole } = reading;
  const first = steps[0];
  if (how === 'not-read') {
    const why = stoppedBy ?? first?.description ?? 'The charger told no keys.';
    return `The configuration could not be read. ${why}`;
  }
  const parts: string[] = [];
  if (how === 'all-at-once' && isWhole) return `Read with one request: ${counted(items.length, 'key')}.`;
  if (how === 'all-at-once') {
    parts.push(
      `The first answer held ${counted(first?.got ?? 0, 'key')}, as many as GetConfigurationMaxKeys allows; the other standard keys were asked for by name: ${counted(items.length, 'key')} in all.`,
    );
  } else {
    parts.push(
      isByProfile ? 'Asked for by name, as the charger profile says:' : fallBack(first?.description),
    );
    parts.push(byName(reading));
  }
  if (stoppedBy !== undefined) parts.push(`The reading ended early. ${stoppedBy}`);
  parts.push('Keys of the maker’s own may be missing.');
  return parts.join(' ');
}

function fallBack(description: string | undefined): string {
  const why = description === undefined ? 'The answer to the request for all keys held none.' : description;
  return `The request for all keys did not work: ${why.replace(/\.$/, '')}. The known keys were asked for by name:`;
}

function byName({ items, chunk, unknown, unread }: Omit<SourceReading, 'sentence'>): string {
  const facts = [
    counted(items.length, 'key'),
    unknown.length === 0 ? undefined : `${unknown.length} that it does not have`,
    unread.length === 0 ? undefined : `${unread.length} without an answer`,
  ].filter((fact) => fact !== undefined);
  return `${facts.join(', ')}, ${chunk === 1 ? 'one' : String(chunk ?? 1)} at a time.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
