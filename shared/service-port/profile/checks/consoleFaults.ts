import type { ConsoleCommand, ConsoleProfile } from '../consoleProfile.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';
import { groupNames, placeholderFaults, unknownFaults, valueFaults } from './commandFaults.ts';
import { twins } from './itemFaults.ts';

/** What makes no sense of a command line. */
export function consoleFaults(profile: ConsoleProfile): CheckFault[] {
  const { commands, prompts, items, identify, diagnostics } = profile;
  const names = promptNames(profile);
  return [
    ...twins(prompts, 'prompts', ({ name }) => name, 'name'),
    ...twins(commands, 'commands', ({ key }) => key, 'key'),
    ...prompts.flatMap((prompt, index) => promptFaults(prompt, ['prompts', index])),
    ...loginFaults(profile, names),
    ...commands.flatMap((command, index) => commandFaults(command, ['commands', index], profile)),
    ...identify.flatMap((probe, index) => readFaults(profile, probe, ['identify', index])),
    ...items.flatMap((item, index) => itemReadWriteFaults(profile, item, ['items', index])),
    ...diagnostics.flatMap(({ send, at, method, timeoutMs }, index) => [
      ...placeholderFaults(send, placeholders(profile), ['diagnostics', index, 'send']),
      ...at.flatMap((name, place) =>
        unknownFaults(name, names, ['diagnostics', index, 'at', place], 'prompt'),
      ),
      ...(method === 'command' && names.size === 0 && timeoutMs === undefined
        ? [
            {
              path: ['diagnostics', index],
              sentence:
                'has no end: the profile has no prompts, so say in timeoutMs after how much silence it is over.',
            },
          ]
        : []),
    ]),
  ];
}

function promptNames({ prompts }: ConsoleProfile): ReadonlySet<string> {
  return new Set(prompts.map(({ name }) => name));
}

/** What is filled in where a command is sent. */
function placeholders({ line }: ConsoleProfile): string[] {
  return line.unit === undefined ? [] : ['unit'];
}

function promptFaults({ text, pattern }: ConsoleProfile['prompts'][number], path: FieldPath): CheckFault[] {
  if ((text === undefined) === (pattern === undefined)) {
    return [{ path, sentence: 'must have either a text or a pattern.' }];
  }
  if (text !== undefined && text.trim() === '') {
    return [{ path: [...path, 'text'], sentence: 'is empty; any output would look like this prompt.' }];
  }
  return [];
}

function loginFaults({ login }: ConsoleProfile, names: ReadonlySet<string>): CheckFault[] {
  if (login === undefined) return [];
  return [
    ...unknownFaults(login.userPrompt, names, ['login', 'userPrompt'], 'prompt'),
    ...unknownFaults(login.passwordPrompt, names, ['login', 'passwordPrompt'], 'prompt'),
    ...unknownFaults(login.shellPrompt, names, ['login', 'shellPrompt'], 'prompt'),
  ];
}

function commandFaults(command: ConsoleCommand, path: FieldPath, profile: ConsoleProfile): CheckFault[] {
  const names = promptNames(profile);
  const faults = [
    ...placeholderFaults(command.send, placeholders(profile), [...path, 'send']),
    ...command.at.flatMap((name, index) => unknownFaults(name, names, [...path, 'at', index], 'prompt')),
    ...unknownFaults(command.until, names, [...path, 'until'], 'prompt'),
  ];
  if (command.reply === undefined && names.size === 0) {
    const sentence = 'has neither a reply nor are there prompts, so the end of its output is not known.';
    faults.push({ path, sentence });
  }
  const { parse } = command;
  if (parse?.kind === 'lines' && (parse.patterns ?? []).length === 0) {
    faults.push({
      path: [...path, 'parse', 'patterns'],
      sentence: 'is missing; lines are read by patterns.',
    });
  }
  if (parse?.kind === 'key-value' && parse.separator === undefined) {
    faults.push({
      path: [...path, 'parse', 'separator'],
      sentence: 'is missing; it stands between name and value.',
    });
  }
  return faults;
}

/** Fields that a command is known to give; nothing where they depend on the device. */
function fieldsOf({ reply, parse }: ConsoleCommand): ReadonlySet<string> | undefined {
  const replied = reply === undefined ? [] : groupNames([reply]);
  switch (parse?.kind) {
    case 'key-value':
    case 'json':
      return undefined;
    case 'lines':
      return new Set([...replied, ...groupNames(parse.patterns ?? [])]);
    default:
      return new Set([...replied, 'text']);
  }
}

function readFaults(
  { commands }: ConsoleProfile,
  { command, field }: { command: string; field?: string | undefined },
  path: FieldPath,
): CheckFault[] {
  const known = new Set(commands.map(({ key }) => key));
  const found = commands.find(({ key }) => key === command);
  if (found === undefined) return unknownFaults(command, known, [...path, 'command'], 'command');
  if (!found.isReading) {
    return [{ path: [...path, 'command'], sentence: `“${command}” changes something; reading must not.` }];
  }
  const fields = fieldsOf(found);
  return fields === undefined
    ? []
    : unknownFaults(field, fields, [...path, 'field'], `field of “${command}”`);
}

function itemReadWriteFaults(
  profile: ConsoleProfile,
  { read, write }: ConsoleProfile['items'][number],
  path: FieldPath,
): CheckFault[] {
  if (read === undefined && write === undefined) {
    return [{ path, sentence: 'can neither be read (read) nor written (write).' }];
  }
  const faults = read === undefined ? [] : readFaults(profile, read, [...path, 'read']);
  if (write === undefined) return faults;
  const known = ['value', ...placeholders(profile)];
  return [
    ...faults,
    ...write.send.flatMap((send, index) => placeholderFaults(send, known, [...path, 'write', 'send', index])),
    ...valueFaults(write.send, false, [...path, 'write', 'send']),
  ];
}
