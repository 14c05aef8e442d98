/** Between epoch ms and the clock on the wall, whose time is given as ms as if it were UTC. */
export interface TimeZone {
  localOf(at: number): number;
  /** The earlier of two where clocks are set back, the later clock where one is left out. */
  epochOf(localMs: number): number;
}

const MINUTE_MS = 60_000;

function zoneOf(offsetMs: (at: number) => number): TimeZone {
  return {
    localOf: (at) => at + offsetMs(at),
    epochOf(localMs) {
      // The offset of the day before is right for the earlier of two times; where it is not, it was changed meanwhile.
      const before = localMs - offsetMs(localMs - 24 * 60 * MINUTE_MS);
      if (before + offsetMs(before) === localMs) return before;
      const after = localMs - offsetMs(localMs + 24 * 60 * MINUTE_MS);
      return after + offsetMs(after) === localMs ? after : before;
    },
  };
}

/** The zone of this machine: that of the technician, since core, command line and screens run on the same one. */
export const LOCAL_ZONE: TimeZone = zoneOf((at) => -new Date(at).getTimezoneOffset() * MINUTE_MS);

/** A zone by its name (`Europe/Berlin`). Throws `RangeError` for a name that there is not. */
export function namedZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return zoneOf((at) => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  });
}
