import { ContractError } from '../../../../../shared/contract/failure.ts';
import { ownValue } from '../../../../../shared/ownValue.ts';
import { encodeRegisters } from '../../../../../shared/service-port/modbus/encodeRegisters.ts';
import type { RegisterValue } from '../../../../../shared/service-port/modbus/decodeRegisters.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import { flagsOf, maskShift, registersOfFlags, scaled, type RawItem } from './itemValue.ts';
import { isChoice, type MappedItem } from './registerMap.ts';

const ON = new Set(['true', 'on', '1', 'yes']);
const OFF = new Set(['false', 'off', '0', 'no']);

/**
 * The registers or the bit to write for a value as it is shown. `before` is what lies there: where an item is only some bits of its registers,
 * the others stay. Fails with `invalid-params` for what the profile does not allow, with `conflict` where `before` is needed and unknown.
 */
export function wantedRaw(mapped: MappedItem, value: string, before: RawItem | undefined): RawItem {
  const { profile, coding } = mapped;
  if (coding === undefined) return { bit: flagFrom(mapped, value) };
  if (profile.type === 'bit' || profile.type === 'bits' || profile.mask !== undefined) {
    if (before === undefined || 'bit' in before)
      throw new ContractError(
        'conflict',
        `${mapped.item.title} is a part of its registers, and what else they hold could not be read. Nothing was written.`,
      );
    return { registers: registersOfFlags(merged(mapped, value, flagsOf(before.registers, coding)), coding) };
  }
  const encoded = encodeRegisters(registerValue(mapped, value), coding);
  if ('sentence' in encoded) throw refusal(mapped, value, encoded.sentence);
  return { registers: encoded.registers };
}

function merged(mapped: MappedItem, value: string, before: bigint): bigint {
  const { bit, flags, mask, type } = mapped.profile;
  if (type === 'bit') {
    const one = 1n << BigInt(bit ?? 0);
    return flagFrom(mapped, value) ? before | one : before & ~one;
  }
  if (type === 'bits') {
    const known = Object.keys(flags ?? {}).reduce((all, bit) => all | (1n << BigInt(bit)), 0n);
    return (before & ~known) | flagsFrom(mapped, value);
  }
  const wanted = registerValue(mapped, value);
  const shifted = wanted.kind === 'integer' ? wanted.integer << maskShift(mask ?? 1) : -1n;
  const all = BigInt(mask ?? 0);
  if (shifted < 0n || (shifted & ~all) !== 0n) throw refusal(mapped, value, 'It does not fit into its bits.');
  return (before & ~all) | shifted;
}

function flagFrom(mapped: MappedItem, value: string): boolean {
  const { enum: words } = mapped.profile;
  if (value === words?.['1']) return true;
  if (value === words?.['0']) return false;
  const said = value.trim().toLowerCase();
  if (ON.has(said)) return true;
  if (OFF.has(said)) return false;
  throw refusal(mapped, value, `It has to be ${words?.['1'] ?? 'true'} or ${words?.['0'] ?? 'false'}.`);
}

function flagsFrom(mapped: MappedItem, value: string): bigint {
  const names = Object.entries(mapped.profile.flags ?? {});
  const said = value.split(',').map((name) => name.trim());
  if (said.length === 1 && (said[0] === 'none' || said[0] === '')) return 0n;
  return said.reduce((all, name) => {
    const bit = names.find(([, known]) => known === name)?.[0];
    if (bit === undefined)
      throw refusal(
        mapped,
        value,
        `“${name}” is none of its flags: ${names.map(([, known]) => known).join(', ')}.`,
      );
    return all | (1n << BigInt(bit));
  }, 0n);
}

function registerValue(mapped: MappedItem, value: string): RegisterValue {
  const { profile, item } = mapped;
  const known = Object.entries(profile.enum ?? {}).find(([, word]) => word === value)?.[0];
  const isText = profile.type === 'string' || profile.type === 'char' || profile.type === 'hex';
  if (isText) return { kind: 'text', text: known ?? allowedText(mapped, value) };
  if (isChoice(profile)) {
    const raw = known ?? (ownValue(profile.enum, value) === undefined ? undefined : value);
    // Of a choice, `also` names the raw values that may be written; its other words are only shown.
    const isWritable = profile.write?.also?.includes(Number(raw)) ?? true;
    if (raw !== undefined && isWritable) return { kind: 'integer', integer: BigInt(raw) };
    throw refusal(
      mapped,
      value,
      `It has to be one of: ${(item.choices ?? []).map(({ value }) => value).join(', ')}.`,
    );
  }
  return allowedNumber(mapped, known === undefined ? value : scaled(BigInt(known), profile));
}

function allowedText(mapped: MappedItem, value: string): string {
  const { write } = mapped.profile;
  if (write?.maxLength !== undefined && value.length > write.maxLength)
    throw refusal(mapped, value, `It may have at most ${write.maxLength} characters.`);
  if (write?.pattern !== undefined) {
    const match = compilePattern(write.pattern).find(value);
    if (match === undefined) throw refusal(mapped, value, `It has to fit ${write.pattern}.`);
  }
  return value;
}

function allowedNumber(mapped: MappedItem, value: string): RegisterValue {
  const { scale = 1, offset = 0, type } = mapped.profile;
  const text = value.trim();
  if (!/^[+-]?\d{1,20}(\.\d{1,12})?$/.test(text))
    throw refusal(mapped, value, 'It has to be a number such as 16 or 0.5.');
  const shown = Number(text);
  checkLimits(mapped, value, shown);
  if (type === 'f32' || type === 'f64') return { kind: 'decimal', decimal: (shown - offset) / scale };
  if (scale === 1 && offset === 0 && !text.includes('.'))
    return { kind: 'integer', integer: BigInt(text.replace('+', '')) };
  const raw = (shown - offset) / scale;
  const whole = Math.round(raw);
  if (Math.abs(raw - whole) > 1e-6 * Math.max(1, Math.abs(raw)))
    throw refusal(
      mapped,
      value,
      `It goes in steps of ${Math.abs(scale)}: ${[Math.floor(raw), Math.ceil(raw)].map((near) => scaled(near, { scale, offset })).join(' or ')} would do.`,
    );
  return { kind: 'integer', integer: BigInt(whole) };
}

function checkLimits(mapped: MappedItem, value: string, shown: number): void {
  const { min, max, also = [], step } = mapped.profile.write ?? {};
  if (also.includes(shown)) return;
  const beside = also.length === 0 ? '' : `, or ${also.join(', ')}`;
  if (min === undefined && max === undefined) {
    if (also.length > 0) throw refusal(mapped, value, `It may be ${also.join(', ')}.`);
  } else if ((min !== undefined && shown < min) || (max !== undefined && shown > max))
    throw refusal(mapped, value, `It may be from ${min ?? 'the least'} to ${max ?? 'the most'}${beside}.`);
  if (step === undefined) return;
  const steps = (shown - (min ?? 0)) / step;
  if (Math.abs(steps - Math.round(steps)) > 1e-6)
    throw refusal(mapped, value, `It goes in steps of ${step}.`);
}

function refusal({ item }: MappedItem, value: string, sentence: string): ContractError {
  return new ContractError('invalid-params', `${item.title} cannot become “${value}”. ${sentence}`, {
    hint: 'The limits are those of the profile. Nothing was sent.',
  });
}
