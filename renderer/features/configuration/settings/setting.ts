import { isSettable } from '../../../../shared/configuration/isSettable.ts';
import type { Characteristics, ConfigurationItem } from '../../../../shared/configuration/item.ts';
import type { VariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import type { CheckContext, CheckedShape } from '../../../../shared/ocpp/configuration/checkValue.ts';
import type { ControlledShape } from '../../../../shared/ocpp/configuration/control.ts';
import type { SettingKnowledge } from '../../../../shared/ocpp/configuration/keyDescription.ts';
import type { Severity } from '../../../../shared/trace/issue.ts';

/** Something that is not as it should be with one setting; `suggestion` is the value that was most likely meant. */
export interface SettingIssue {
  severity: Severity;
  sentence: string;
  suggestion?: string;
}

/** What a setting can hold, for its control and for checks. */
export type SettingShape = ControlledShape & CheckedShape;

/**
 * One line of the grid or the tree: what the station told, and all that is known about it. Keys of 1.x and variables of
 * 2.x look alike from here on.
 */
export interface Setting {
  /** Unlike the address it is there once, also where a station tells a key twice. */
  id: string;
  address: string;
  /** The key as the charger spells it, or the variable. */
  label: string;
  /** Absent for what the station should have and does not. */
  item?: ConfigurationItem;
  shape?: SettingShape;
  knowledge?: SettingKnowledge;
  /** The feature profile of a key, the component of a variable. */
  group: string;
  isRequired: boolean;
  isStandard: boolean;
  isSecret: boolean;
  issues: readonly SettingIssue[];
  variable?: VariableAddress;
  characteristics?: Characteristics;
  /** The station says that it does not have it. */
  isUnknown?: boolean;
  /** Typed by hand, so that it stays in the tree. */
  isByHand?: boolean;
  context: CheckContext;
}

/** The station should have it and does not. */
export function isMissing({ item, isByHand = false }: Setting): boolean {
  return item === undefined && !isByHand;
}

/** Whether it is worth trying to set it. What the station does not tell may well be settable. */
export function isWritable({ item, knowledge, isByHand = false }: Setting): boolean {
  return (item !== undefined || isByHand) && isSettable(item ?? {}, knowledge?.access);
}

/** Worth a try where a charger calls it read-only: fault-finding needs it. What a device profile only reads has no way to be written. */
export function canBeTried(setting: Setting): boolean {
  return setting.item?.driver === undefined || isWritable(setting);
}

/** Differs from what the specification has as default; never where it has none or the station told no value. */
export function isOffDefault({ item, knowledge, isSecret }: Setting): boolean {
  const usual = knowledge?.default;
  return !isSecret && usual !== undefined && item?.value !== undefined && item.value !== usual;
}

const RANKS: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** The gravest of the issues. */
export function worstIssue({ issues }: Setting): SettingIssue | undefined {
  return issues.reduce<SettingIssue | undefined>(
    (worst, issue) => (worst === undefined || RANKS[issue.severity] > RANKS[worst.severity] ? issue : worst),
    undefined,
  );
}
