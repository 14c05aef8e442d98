import type { OcppVersion } from '../version.ts';
import { keyCatalogue } from './keyCatalogue.ts';

/** The configuration keys of the specification that can be read; none for 2.x, which has a device model instead. */
export function standardKeys(version: OcppVersion): readonly string[] {
  return keyCatalogue(version)
    .filter(({ access }) => access !== 'write-only')
    .map(({ key }) => key);
}
