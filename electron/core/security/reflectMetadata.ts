/**
 * The part of the metadata API of decorators that the certificate library's injector asks `Reflect` for when it is
 * loaded. It has to be there before that library, and nothing else of ours needs it.
 */
type Key = string | symbol;

const metadata = new WeakMap<object, Map<Key, unknown>>();

function defineMetadata(key: Key, value: unknown, target: object): void {
  const own = metadata.get(target) ?? new Map<Key, unknown>();
  metadata.set(target, own.set(key, value));
}

function getOwnMetadata(key: Key, target: object): unknown {
  return metadata.get(target)?.get(key);
}

function getMetadata(key: Key, target: object): unknown {
  for (let link: unknown = target; isObject(link); link = Object.getPrototypeOf(link)) {
    const own = metadata.get(link);
    if (own?.has(key) === true) return own.get(key);
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { defineMetadata, getOwnMetadata, getMetadata });
