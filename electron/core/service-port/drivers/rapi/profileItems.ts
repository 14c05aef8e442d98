import { ownValue } from '../../../../../shared/ownValue.ts';
import type { DriverItem } from '../../../../../shared/service-port/driverItem.ts';
import { rawText, shownText, wishTrouble } from '../../../../../shared/service-port/lines/itemText.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type {
  RapiCommand,
  RapiField,
  RapiItem,
  RapiProfile,
} from '../../../../../shared/service-port/profile/rapiProfile.ts';
import { rapiCommandName } from '../../../../../shared/service-port/rapi/rapiCommands.ts';
import {
  decimal,
  hexadecimal,
  rapiItem,
  shown,
  type RapiItemSpec,
  type RapiRead,
  type RapiValue,
  type RapiWrite,
} from '../../../../../shared/service-port/rapi/rapiItem.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';

/** The items of a profile, as the driver works with them. */
export function profileItems(profile: RapiProfile): RapiItemSpec[] {
  const commands = new Map(profile.commands.map((command) => [command.key, command]));
  return profile.items.map((item) => {
    const command = commands.get(item.read?.command ?? '');
    const index = command?.reply.findIndex(({ name }) => name === item.read?.field) ?? -1;
    const field = command?.reply[index];
    const read =
      command === undefined || field === undefined ? undefined : readField(command, index, field, item);
    return withoutUndefined({
      item: driverItem(item, field, read !== undefined),
      read,
      write:
        item.write === undefined || item.write.forbidden !== undefined
          ? undefined
          : writeItem(item, item.write),
    });
  });
}

function driverItem(item: RapiItem, field: RapiField | undefined, isRead: boolean): DriverItem {
  const { write } = item;
  const isWritten = write !== undefined && write.forbidden === undefined;
  const words = item.enum ?? field?.enum;
  return rapiItem(
    item.key,
    item.title ?? item.key,
    withoutUndefined({
      type: item.type,
      access: isWritten ? (isRead ? 'read-write' : 'write-only') : 'read-only',
      meaning: [item.meaning, write?.forbidden].filter((text) => text !== undefined).join(' ') || undefined,
      group: item.group,
      unit: item.unit ?? field?.unit,
      defaultValue: item.default,
      isLive: item.isLive,
      isVolatile: item.isVolatile,
      isSecret: item.isSecret,
      min: write?.min,
      max: write?.max,
      also: write?.also,
      risk: write?.risk ?? 'none',
      choices:
        item.type === 'choice' && words !== undefined
          ? Object.values(words).map((value) => ({ value, title: value }))
          : undefined,
    }),
  );
}

function readField(command: RapiCommand, index: number, field: RapiField, item: RapiItem): RapiRead {
  const words = item.enum ?? field.enum;
  return {
    command: command.send,
    value: ({ args }) => {
      const text = args[index];
      if (text === undefined || text === '') {
        return field.isOptional ? { absent: 'This firmware does not tell it.' } : undefined;
      }
      const value = fieldValue(text, words === undefined ? field : { ...field, enum: words });
      if (value === undefined || 'absent' in value || item.type !== 'boolean') return value;
      return { value: shownText(value.value, { key: item.key, type: 'boolean' }) };
    },
  };
}

/** What a field of a reply shows; undefined where it is no number though it should be one. */
export function fieldValue(text: string, field: RapiField): RapiValue | undefined {
  const named = ownValue(field.enum, text);
  if (named !== undefined) return { value: named };
  if (field.as === 'text') return { value: text };
  const number = field.as === 'hex' ? hexadecimal(text) : decimal(text);
  if (number === undefined) return undefined;
  if (field.absent?.includes(number) === true) return { absent: 'The device says that it is not there.' };
  const raw = field.mask === undefined ? number : masked(number, field.mask);
  const word = ownValue(field.enum, String(raw));
  if (word !== undefined) return { value: word };
  if (field.flags !== undefined) return { value: flagWords(raw, field.flags) };
  return { value: shown(raw * (field.scale ?? 1) + (field.offset ?? 0), 6) };
}

function masked(number: number, mask: number): number {
  const lowest = mask & -mask;
  return (number & mask) / (lowest === 0 ? 1 : lowest);
}

/** Bits by their number, from 0, or by their value in hex. */
function flagWords(bits: number, flags: Readonly<Record<string, string>>): string {
  const words = Object.entries(flags).flatMap(([bit, word]) => {
    const mask = bit.startsWith('0x') ? Number(bit) : 2 ** Number(bit);
    return (bits & mask) === 0 ? [] : [word];
  });
  return words.length === 0 ? 'none' : words.join(', ');
}

function writeItem(item: RapiItem, rule: NonNullable<RapiItem['write']>): RapiWrite {
  const pattern = rule.pattern === undefined ? undefined : compilePattern(rule.pattern);
  const { values } = rule;
  return withoutUndefined({
    command: (value: string) =>
      rule.send.replaceAll('{value}', () => ownValue(values, value) ?? rawValue(value, item)),
    refuses: (value: string) =>
      wishTrouble(
        value,
        { key: item.key, type: item.type, unit: item.unit, enum: item.enum },
        { ...rule, pattern },
      ),
    requires: rule.needs,
    readBackAfterMs: rule.readBackAfterMs,
  });
}

function rawValue(value: string, item: RapiItem): string {
  if (item.type === 'boolean') return value === 'true' ? '1' : '0';
  return rawText(value, { key: item.key, type: item.type, enum: item.enum });
}

/** What a command does, without its numbers: two items that write the same way are the same. */
export function writeShape(command: string): string {
  const [first = '', ...args] = command.trim().split(' ');
  return [rapiCommandName(first), ...args.map((arg) => (/^(-?\d+|\{.*\})$/.test(arg) ? '#' : arg))].join(' ');
}
