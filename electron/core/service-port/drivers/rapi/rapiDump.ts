import { RAPI_COMMANDS } from '../../../../../shared/service-port/rapi/rapiCommands.ts';
import { isRapiAtLeast } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import { unanswered } from './rapiWriting.ts';
import { printable } from './rapiWords.ts';
import type { RapiAnswer } from './rapiLink.ts';

/** All commands that only read and that a device of this version may know. */
export function readingCommands(
  { commands }: Pick<RapiProfile, 'commands'>,
  protocol: string | undefined,
): string[] {
  const known = Object.entries(RAPI_COMMANDS)
    .filter(
      ([, { isReading, since }]) => isReading && (since === undefined || isRapiAtLeast(protocol, since)),
    )
    .map(([name]) => name);
  const own = commands.flatMap(({ send, isReading }) => (isReading ? [send] : []));
  return [...new Set([...known, ...own])];
}

/** One line of the dump: what was asked, what came, what it means. */
export function dumpLine(command: string, answer: RapiAnswer, words: string): string {
  const sent = `$${command}`.padEnd(8);
  if (answer.kind === 'no-answer') return `${sent} -                        ${unanswered(answer.cause)}\n`;
  const came = printable(answer.frame.text).padEnd(24);
  const meaning = answer.kind === 'refused' ? 'refused: not known, not built in, or not possible now' : words;
  return `${sent} ${came} ${meaning}\n`;
}
