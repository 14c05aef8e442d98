import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { RapiItemSpec } from '../../../../../shared/service-port/rapi/rapiItem.ts';
import { RAPI_ITEMS } from '../../../../../shared/service-port/rapi/rapiItems.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';
import { profileItems, writeShape } from './profileItems.ts';

/**
 * All items of a device, by key: those of its profile, and those of RAPI itself that the profile says nothing of. Where both know a
 * setting, by its key or by the command that writes it, the words and limits of the profile hold.
 */
export function rapiSpecs(profile: RapiProfile): Map<string, RapiItemSpec> {
  const native = new Map(
    RAPI_ITEMS.flatMap((spec) => (spec.write === undefined ? [] : [[shapeOf(spec), spec]])),
  );
  const own = profileItems(profile).map((spec) => withKnown(spec, native.get(shapeOf(spec))));
  const keys = new Set(own.map(({ item }) => item.key));
  const shapes = new Set(own.map(shapeOf).filter((shape) => shape !== ''));
  const others = RAPI_ITEMS.filter((spec) => !keys.has(spec.item.key) && !shapes.has(shapeOf(spec)));
  return new Map([...own, ...others].map((spec) => [spec.item.key, spec]));
}

/** What a profile cannot say of a write: how it is proven, how long it takes, what a refusal means. */
function withKnown(spec: RapiItemSpec, known: RapiItemSpec | undefined): RapiItemSpec {
  if (spec.write === undefined || known?.write === undefined) return spec;
  const { proof, timeoutMs, refusal } = known.write;
  return { ...spec, write: { ...withoutUndefined({ proof, timeoutMs, refusal }), ...spec.write } };
}

/** What a write does, without its numbers; empty where there is none. */
function shapeOf({ item, write }: RapiItemSpec): string {
  if (write === undefined) return '';
  const sample = item.type === 'boolean' ? 'true' : (item.choices?.[0]?.value ?? '1');
  return writeShape(write.command(sample, { protocol: undefined, args: () => [] }));
}
