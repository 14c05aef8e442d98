import { decimal, rapiItem, type RapiItemSpec } from './rapiItem.ts';

const CLOCK = /^20(\d\d)-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/;
const TIMER = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/;
/** Sending, setting and reading back take a moment. */
const CLOCK_MAY_DIFFER_S = 10;

const two = (value: number | undefined): string => String(value ?? 0).padStart(2, '0');

/** Local time of this computer, as the charger keeps it; ISO without a zone. */
export function localClock(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function clockSeconds(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
}

function clockCommand(value: string): string {
  const match = CLOCK.exec(value === 'now' ? localClock(new Date()) : value);
  return `S1 ${(match ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
    .join(' ')}`;
}

/** Why a text is no time; a calendar has no 31 February. */
function noClock(value: string): string | undefined {
  if (value === 'now') return undefined;
  const full = CLOCK.exec(value)?.[6] === undefined ? `${value}:00` : value;
  const seconds = CLOCK.test(value) ? clockSeconds(full) : Number.NaN;
  const isReal =
    !Number.isNaN(seconds) && new Date(seconds * 1000).toISOString().slice(0, 10) === value.slice(0, 10);
  return isReal
    ? undefined
    : 'A time looks like 2026-03-01 14:05:00, or is “now” for the time of this computer.';
}

/** The clock and what depends on it. */
export const RAPI_TIME_ITEMS: readonly RapiItemSpec[] = [
  {
    item: rapiItem('setClock', 'Set the clock', {
      access: 'write-only',
      group: 'Time',
      meaning: 'Local time as 2026-03-01 14:05:00, or “now” for the time of this computer.',
    }),
    write: {
      command: clockCommand,
      refuses: noClock,
      proof: 'clock',
      isSame: (wanted, readBack) => {
        const target = wanted === 'now' ? localClock(new Date()) : wanted;
        return Math.abs(clockSeconds(readBack) - clockSeconds(target)) <= CLOCK_MAY_DIFFER_S;
      },
    },
  },
  {
    item: rapiItem('delayTimer', 'Delay timer', {
      access: 'read-write',
      group: 'Time',
      risk: 'charging',
      meaning: 'Charging is allowed between these times, as 22:00-06:00; “off” for always.',
    }),
    read: {
      command: 'GD',
      value: ({ args }) => {
        const [fromH, fromM, toH, toM, ...more] = args.map(decimal);
        if (
          toM === undefined ||
          fromH === undefined ||
          fromM === undefined ||
          toH === undefined ||
          more.length > 0
        ) {
          return undefined;
        }
        if (fromH + fromM + toH + toM === 0) return { value: 'off' };
        return { value: `${two(fromH)}:${two(fromM)}-${two(toH)}:${two(toM)}` };
      },
    },
    write: {
      command: (value) => `ST ${value === 'off' ? '0 0 0 0' : timerParts(value).join(' ')}`,
      refuses: (value) => {
        if (value === 'off') return undefined;
        if (!TIMER.test(value)) return 'A timer looks like 22:00-06:00, or is “off”.';
        const isOff = timerParts(value).every((part) => part === 0);
        return isOff ? 'From 00:00 to 00:00 means “off” to the charger.' : undefined;
      },
      isSame: (wanted, readBack) =>
        wanted === readBack || timerParts(wanted).join(' ') === timerParts(readBack).join(' '),
    },
  },
];

function timerParts(value: string): number[] {
  return (TIMER.exec(value) ?? []).slice(1).map(Number);
}
