import type { Configuration } from '../../../shared/configuration/configuration.ts';

export interface FreeSpace {
  bytes: number;
  /** The setting that says so. */
  address: string;
}

const NAME =
  /(?:free|available).*(?:space|storage|disk|flash)|(?:space|storage|disk|flash).*(?:free|available)/i;
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1000,
  kib: 1024,
  mb: 1e6,
  mib: 1024 ** 2,
  gb: 1e9,
};

/** The free space of a station, where its configuration has it; no specification names a setting for it. */
export function freeSpaceOf(configuration: Pick<Configuration, 'items'> | undefined): FreeSpace | undefined {
  for (const { address, value } of configuration?.items ?? []) {
    if (!NAME.test(address)) continue;
    const [, number = '', unit = 'b'] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)?\s*$/i.exec(value ?? '') ?? [];
    const factor = UNITS[unit.toLowerCase()];
    if (number !== '' && factor !== undefined) return { bytes: Number(number) * factor, address };
  }
  return undefined;
}
