import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { SourceReading } from '../configurationSource.ts';

interface Circumstances {
  scope: ReadScope;
  /** Items that the report held. */
  reported: number;
  /** Why there was no report, or not all of it. */
  problem: string | undefined;
  /** Why the reading by name ended early. */
  stoppedBy: string | undefined;
}

const SCOPE_WORDS: Readonly<Record<ReadScope, string>> = {
  full: 'everything',
  configuration: 'what can be set',
  summary: 'a summary',
};

/** How a device model was read and what may be missing, for the technician. */
export function modelSentence(
  reading: Omit<SourceReading, 'sentence'>,
  { scope, reported, problem, stoppedBy }: Circumstances,
): string {
  const { how, isWhole, items, unknown, unread } = reading;
  if (how === 'not-read') {
    return `The variables could not be read. ${sentenceOf(problem ?? stoppedBy ?? 'The charger told none.')}`;
  }
  if (isWhole && reported === 0) return 'The charger says that it has nothing to report.';
  if (isWhole) return `Read from a report of ${SCOPE_WORDS[scope]}: ${counted(reported)}.`;
  const parts: string[] = [];
  if (reported > 0) {
    parts.push(`Only a part of the report came: ${counted(reported)}. ${sentenceOf(problem ?? '')}`);
  } else {
    parts.push(`No report came. ${sentenceOf(problem ?? '')}`);
  }
  const named = items.length - reported;
  if (named + unknown.length + unread.length > 0) {
    const facts = [
      counted(named),
      unknown.length === 0 ? undefined : `${unknown.length} that it does not have`,
      unread.length === 0 ? undefined : `${unread.length} without an answer`,
    ].filter((fact) => fact !== undefined);
    parts.push(
      `The standard variables${reported > 0 ? ' that were missing' : ''} were asked for by name: ${facts.join(', ')}.`,
    );
  }
  if (stoppedBy !== undefined) parts.push(`The reading ended early. ${sentenceOf(stoppedBy)}`);
  parts.push('Variables of the maker’s own may be missing.');
  return parts.map((part) => part.trim()).join(' ');
}

function sentenceOf(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'variable' : 'variables'}`;
}
