type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The fields of an object that have a value. */
export function withoutUndefined<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
