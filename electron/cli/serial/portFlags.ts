import type { Params } from '../../../shared/contract/methods.ts';
import { lineFormatSchema } from '../../../shared/service-port/lineSettings.ts';
import type { Arguments, Flag } from '../args.ts';
import { choice } from '../choice.ts';
import { UsageError } from '../usageError.ts';

const FLOWS = ['none', 'rts-cts', 'xon-xoff'] as const;

/** What every command that works with ports takes. */
export const SESSION_FLAG: Readonly<Record<string, Flag>> = {
  session: {
    value: 'FILE',
    about:
      'Record into this session file, with a Kerbside of its own. Else the one that runs is used, or one of its own that keeps nothing.',
  },
};

/** What every command that opens a port takes. */
export const PORT_FLAGS: Readonly<Record<string, Flag>> = {
  port: {
    value: 'PORT',
    about: 'Such as /dev/ttyUSB0, COM3, tcp://host:port or rfc2217://host:port. Needed.',
  },
  profile: { value: 'NAME', about: 'How the device is spoken to; `kerbside serial profiles` lists them.' },
  baud: { value: 'N', about: 'Bits per second (else as last used, or as the profile says, or 115200).' },
  format: { value: '8N1', about: 'Data bits, parity (N, E, O, M, S) and stop bits.' },
  flow: { value: FLOWS.join('|'), about: 'Flow control (default none).' },
  'no-dtr': { about: 'Open with DTR off, as far as the system lets: DTR restarts an ESP32 or AVR.' },
  'no-rts': { about: 'Open with RTS off.' },
  unit: { value: 'N', about: 'Number of the device on its bus (Modbus).' },
  login: {
    value: 'USER',
    about:
      'Log in first, where the device asks; the password comes from KERBSIDE_PORT_PASSWORD, or is asked for on the terminal.',
  },
  ...SESSION_FLAG,
};

export const YES_ON_CABLE_FLAG: Flag = {
  about: 'On a cable: do not ask before what changes the charging, a protection, or restarts the charger.',
};

/** Throws `UsageError` where no port is named or a setting is none. */
export function portWish(args: Arguments): Params<'port.open'> {
  const path = args.text('port');
  if (path === undefined) {
    throw new UsageError('which port? Add --port PORT; `kerbside serial list` shows them.');
  }
  const line = lineWish(args);
  return {
    path,
    profileId: args.text('profile'),
    unit: args.number('unit', { min: 0, max: 255, isWhole: true }),
    ...(Object.keys(line).length === 0 ? {} : { line }),
  };
}

function lineWish(args: Arguments): NonNullable<Params<'port.open'>['line']> {
  const baud = args.number('baud', { min: 50, max: 12_000_000, isWhole: true });
  const [format, flow] = [args.text('format')?.toUpperCase(), args.text('flow')];
  if (format !== undefined && !lineFormatSchema.safeParse(format).success) {
    throw new UsageError(
      `--format takes data bits, parity and stop bits, such as 8N1 or 7E2, not "${format}".`,
    );
  }
  return {
    ...(baud === undefined ? {} : { baud }),
    ...(format === undefined ? {} : { format }),
    ...(flow === undefined ? {} : { flowControl: choice('flow', flow, FLOWS) }),
    ...(args.has('no-dtr') ? { dtr: false } : {}),
    ...(args.has('no-rts') ? { rts: false } : {}),
  };
}
