import type { Station } from './station.ts';

/** Memory that only some behaviours need: made when first asked for, gone with its station. */
export function perStation<T>(make: () => T): (station: Station) => T {
  const held = new WeakMap<Station, T>();
  return (station) => {
    const found = held.get(station);
    if (found !== undefined) return found;
    const made = make();
    held.set(station, made);
    return made;
  };
}
