import { CONFIGURATION_KEYS, type ConfigurationKey } from './configurationKeys.ts';
import { isAllowed } from './variable.ts';

export type ChangeStatus = 'Accepted' | 'NotSupported' | 'RebootRequired' | 'Rejected';

/** The configuration of a 1.6 station. Only what differs from the factory's values is held per station. */
export class Configuration {
  readonly #changed = new Map<string, string>();
  readonly #onChange: (key: string) => void;

  constructor(onChange: (key: string) => void) {
    this.#onChange = onChange;
  }

  keys(): ConfigurationKey[] {
    return [...CONFIGURATION_KEYS.values()];
  }

  key(name: string): ConfigurationKey | undefined {
    return CONFIGURATION_KEYS.get(name);
  }

  value(name: string): string {
    return this.#changed.get(name) ?? CONFIGURATION_KEYS.get(name)?.value ?? '';
  }

  /** A change over OCPP, with its rules. */
  change(name: string, value: string): ChangeStatus {
    const key = CONFIGURATION_KEYS.get(name);
    if (key === undefined) return 'NotSupported';
    if (key.access === 'read-only' || !isAllowed(value, key)) return 'Rejected';
    this.set(name, value);
    return key.needsReboot === true ? 'RebootRequired' : 'Accepted';
  }

  /** The station's own change, without rules. */
  set(name: string, value: string): void {
    if (this.value(name) === value) return;
    this.#changed.set(name, value);
    this.#onChange(name);
  }
}
