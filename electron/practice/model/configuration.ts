import {
  CONFIGURATION_KEYS,
  keyName,
  type ConfigurationKey,
  type ConfigurationKeys,
} from './configurationKeys.ts';
import { isAllowed } from './variable.ts';

export type ChangeStatus = 'Accepted' | 'NotSupported' | 'RebootRequired' | 'Rejected';

/**
 * The configuration of a 1.5 or 1.6 station. Only what differs from the factory's values is held per station. What a
 * variant has no key for keeps its factory's value: it cannot be seen or changed over OCPP, and works all the same.
 */
export class Configuration {
  readonly #keys: ConfigurationKeys;
  readonly #changed = new Map<string, string>();
  readonly #onChange: (key: string) => void;

  /** `onChange` is told the name as `keyName` makes it. */
  constructor(keys: ConfigurationKeys, onChange: (key: string) => void) {
    this.#keys = keys;
    this.#onChange = onChange;
  }

  keys(): ConfigurationKey[] {
    return [...this.#keys.values()];
  }

  key(name: string): ConfigurationKey | undefined {
    return this.#keys.get(keyName(name));
  }

  value(name: string): string {
    const known = keyName(name);
    const factory = this.#keys.get(known) ?? CONFIGURATION_KEYS.get(known);
    return this.#changed.get(known) ?? factory?.value ?? '';
  }

  /** A change over OCPP, with its rules. */
  change(name: string, value: string): ChangeStatus {
    const key = this.key(name);
    if (key === undefined) return 'NotSupported';
    if (key.access === 'read-only' || !isAllowed(value, key)) return 'Rejected';
    this.set(name, value);
    return key.needsReboot === true ? 'RebootRequired' : 'Accepted';
  }

  /** The station's own change, without rules. */
  set(name: string, value: string): void {
    if (this.value(name) === value) return;
    this.#changed.set(keyName(name), value);
    this.#onChange(keyName(name));
  }
}
