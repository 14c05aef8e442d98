import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import { RAPI_COMMANDS, rapiCommandName } from '../../../../../shared/service-port/rapi/rapiCommands.ts';
import type { RapiFrame } from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import { fieldValue } from './profileItems.ts';

/** What a command is for: in the words of the profile, else in those of RAPI. */
export function commandWords(command: string, { commands }: Pick<RapiProfile, 'commands'>): string {
  const own = commands.find(({ send }) => send === command);
  const name = rapiCommandName(command);
  const known = Object.hasOwn(RAPI_COMMANDS, name) ? RAPI_COMMANDS[name] : undefined;
  const words = own?.meaning ?? known?.words ?? 'sends a command that is not known';
  const args = command.split(' ').slice(1).join(' ').replaceAll('\u0011', ' ');
  return args === '' ? words : `${words}: ${args}`;
}

/** What an answer says: the items that are read from it, or its fields in the profile, or as it came. */
export function answerWords(
  command: string,
  frame: RapiFrame,
  specs: Iterable<RapiItemSpec>,
  { commands }: Pick<RapiProfile, 'commands'>,
): string {
  const items: string[] = [];
  for (const { item, read } of specs) {
    const value = read?.command === command ? read.value(frame) : undefined;
    if (value === undefined) continue;
    const text =
      'value' in value ? `${value.value}${item.unit === undefined ? '' : ` ${item.unit}`}` : 'not there';
    items.push(`${item.title}: ${text}`);
  }
  if (items.length > 0) return items.join(', ');
  const fields = commands.find(({ send }) => send === command)?.reply ?? [];
  const told = fields.flatMap((field, index) => {
    const value = fieldValue(frame.args[index] ?? '', field);
    return value !== undefined && 'value' in value ? [`${field.name}: ${value.value}`] : [];
  });
  if (told.length > 0) return told.join(', ');
  return frame.args.length === 0 ? 'done' : `done: ${printable(frame.rest)}`;
}

/** Control characters as dots. */
export function printable(text: string): string {
  return Array.from(text, (character) => (/[ -~]/.test(character) ? character : '·')).join('');
}
