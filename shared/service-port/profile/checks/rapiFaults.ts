import { compilePattern } from '../pattern/compilePattern.ts';
import type { RapiProfile } from '../rapiProfile.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';
import { placeholderFaults, unknownFaults, valueFaults } from './commandFaults.ts';
import { twins } from './itemFaults.ts';

/** Longest raw value that a command carries. */
const VALUE_CHARS = 3;

/** What makes no sense in a table of RAPI commands. */
export function rapiFaults(profile: RapiProfile): CheckFault[] {
  const { commands, news, identify, items } = profile;
  const forbiddenFaults = forbiddenBy(profile);
  return [
    ...twins(commands, 'commands', ({ key }) => key, 'key'),
    ...twins(news, 'news', ({ prefix }) => prefix, 'prefix'),
    ...commands.flatMap(({ send, reply, isReading }, index) => [
      ...frameFaults(profile, send, ['commands', index, 'send']),
      ...(isReading ? forbiddenFaults(send, ['commands', index, 'send']) : []),
      ...fieldTwins(
        reply.map(({ name }) => name),
        ['commands', index, 'reply'],
      ),
    ]),
    ...identify.flatMap((probe, index) => readFaults(profile, probe, ['identify', index])),
    ...items.flatMap(({ read, write, enum: words }, index) => [
      ...(read === undefined ? [] : readFaults(profile, read, ['items', index, 'read'])),
      ...(read === undefined && write === undefined
        ? [{ path: ['items', index], sentence: 'can neither be read (read) nor written (write).' }]
        : []),
      ...(write === undefined
        ? []
        : [
            ...writeFaults(profile, write, words !== undefined, ['items', index, 'write']),
            ...(write.forbidden === undefined
              ? forbiddenFaults(write.send, ['items', index, 'write', 'send'])
              : []),
          ]),
    ]),
  ];
}

function readFaults(
  { commands }: RapiProfile,
  { command, field }: { command: string; field?: string | undefined },
  path: FieldPath,
): CheckFault[] {
  const known = new Set(commands.map(({ key }) => key));
  const unknown = unknownFaults(command, known, [...path, 'command'], 'command');
  const found = commands.find(({ key }) => key === command);
  if (found === undefined) return unknown;
  if (!found.isReading) {
    return [{ path: [...path, 'command'], sentence: `“${command}” changes something; reading must not.` }];
  }
  const fields = new Set(found.reply.map(({ name }) => name));
  return unknownFaults(field, fields, [...path, 'field'], `field of the reply to “${command}”`);
}

function writeFaults(
  profile: RapiProfile,
  write: NonNullable<RapiProfile['items'][number]['write']>,
  hasWords: boolean,
  path: FieldPath,
): CheckFault[] {
  const { send, values } = write;
  return [
    ...placeholderFaults(send, ['value'], [...path, 'send']),
    ...valueFaults([send], hasWords && values === undefined && !send.includes('{'), [...path, 'send']),
    ...frameFaults(profile, send, [...path, 'send']),
  ];
}

/** `$`, the command, ` :SS`, `^XX`: the device drops what is longer without a word. */
function frameFaults({ line }: RapiProfile, send: string, path: FieldPath): CheckFault[] {
  if (/[$^*\r\n]/.test(send)) {
    return [
      { path, sentence: 'holds “$”, “^”, “*” or a line end; the driver puts them around the command.' },
    ];
  }
  const length = send.replaceAll('{value}', '0'.repeat(VALUE_CHARS)).length + 4 + (line.sequenceIds ? 4 : 0);
  if (length <= line.maxFrame) return [];
  return [
    {
      path,
      sentence: `makes a frame of ${length} characters; the device takes ${line.maxFrame} (line.maxFrame).`,
    },
  ];
}

/** Each pattern is made ready once: there may be hundreds of commands. */
function forbiddenBy({ forbidden }: RapiProfile): (send: string, path: FieldPath) => CheckFault[] {
  const rules = forbidden.map(({ pattern, why }) => ({ pattern: compilePattern(pattern), why }));
  return (send, path) => {
    const rule = rules.find(({ pattern }) => pattern.find(send) !== undefined);
    return rule === undefined ? [] : [{ path, sentence: `is forbidden by this profile itself: ${rule.why}` }];
  };
}

function fieldTwins(names: readonly string[], path: FieldPath): CheckFault[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: [...path, index, 'name'], sentence: `“${name}” is already the name of an earlier field.` }],
  );
}
