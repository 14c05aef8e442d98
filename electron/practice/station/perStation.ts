import type { StationBase } from './stationBase.ts';

/** Memory that only some behaviours need: made when first asked for, gone with its station. */
export function perStation<T>(make: (station: StationBase) => T): (station: StationBase) => T {
  const held = new WeakMap<StationBase, { made: T }>();
  return (station) => {
    const found = held.get(station) ?? { made: make(station) };
    held.set(station, found);
    return found.made;
  };
}
