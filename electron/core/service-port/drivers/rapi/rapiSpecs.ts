import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import { RAPI_ITEMS } from '../../../../../shared/service-port/rapi/rapiItems.ts';
import { profileItems, writeShape } from './profileItems.ts';

/**
 * All items of a device, by key: those of its profile, and those of RAPI itself that the profile says nothing of. Where both know a
 * setting, by its key or by the command that writes it, the words and limits of the profile hold.
 */
export function rapiSpecs(profile: RapiProfile): Map<string, RapiItemSpec> {
  const own = profileItems(profile);
  const keys = new Set(own.map(({ item }) => item.key));
  const shapes = new Set(
    profile.items.flatMap(({ write }) => (write === undefined ? [] : [writeShape(write.send)])),
  );
  const native = RAPI_ITEMS.filter((spec) => !keys.has(spec.item.key) && !shapes.has(shapeOf(spec) ?? ''));
  return new Map([...own, ...native].map((spec) => [spec.item.key, spec]));
}

function shapeOf({ item, write }: RapiItemSpec): string | undefined {
  if (write === undefined) return undefined;
  const sample = item.type === 'boolean' ? 'true' : (item.choices?.[0]?.value ?? '1');
  return writeShape(write.command(sample, { protocol: undefined, args: () => [] }));
}
