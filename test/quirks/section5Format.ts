import type { QuirkProfile } from '../../shared/station/quirkProfile.ts';
import type { JsonVersion } from '../../shared/ocpp/version.ts';

/** One frame of a station, and how it goes on: its answer to what Kerbside answered, or its next call. */
export interface FormatRow {
  row: number;
  title: string;
  version: JsonVersion;
  profile?: QuirkProfile;
  /** Frames that it sends, in order; each waits for the answer to the one before. */
  sends: readonly (readonly unknown[])[];
  /** What every `currentTime` must look like. */
  time: RegExp;
  /** Findings that are told, with what they propose. */
  findings: readonly { code: string; change: QuirkProfile }[];
}

const WITH_FRACTION = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const BOOT_16 = { chargePointVendor: 'Example', chargePointModel: 'Wallbox' };
const BOOT_2 = { reason: 'PowerUp', chargingStation: { vendorName: 'Example', model: 'Wallbox' } };
const WHOLE_SECONDS = { timeFormat: 'whole' } as const;

function status(timestamp: string): object {
  return { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp };
}

export const ROWS: readonly FormatRow[] = [
  {
    row: 84,
    title: 'offsets are misread, so times are sent with Z',
    version: '1.6',
    sends: [
      [2, 'b', 'BootNotification', BOOT_16],
      [2, 'h', 'Heartbeat', {}],
    ],
    time: WITH_FRACTION,
    findings: [],
  },
  {
    row: 84,
    title: 'the clock stays where it was, though the station was told the time twice',
    version: '1.6',
    sends: [
      [2, 'b', 'BootNotification', BOOT_16],
      [2, 's1', 'StatusNotification', status('2000-01-01T00:00:05Z')],
      [2, 'h', 'Heartbeat', {}],
      [2, 's2', 'StatusNotification', status('2000-01-01T00:01:05Z')],
    ],
    time: WITH_FRACTION,
    findings: [{ code: 'time-not-taken', change: WHOLE_SECONDS }],
  },
  ...(['1.6', '2.0.1', '2.1'] as const).map((version) => ({
    row: 85,
    title: `a peer that cannot read fractions gets whole seconds (${version})`,
    version,
    profile: WHOLE_SECONDS,
    sends: [
      [2, 'b', 'BootNotification', version === '1.6' ? BOOT_16 : BOOT_2],
      [2, 'h', 'Heartbeat', {}],
    ],
    time: WHOLE,
    findings: [],
  })),
  {
    row: 85,
    title: 'a CALLERROR against the answer with our time proposes whole seconds',
    version: '1.6',
    sends: [
      [2, 'b', 'BootNotification', BOOT_16],
      [4, 'b', 'FormationViolation', 'currentTime cannot be parsed', {}],
      [2, 'h', 'Heartbeat', {}],
    ],
    time: WITH_FRACTION,
    findings: [{ code: 'time-protested', change: WHOLE_SECONDS }],
  },
  {
    row: 85,
    title: 'a CALLRESULTERROR against it proposes the same (2.1)',
    version: '2.1',
    sends: [
      [2, 'b', 'BootNotification', BOOT_2],
      [5, 'b', 'FormatViolation', 'currentTime', {}],
      [2, 'h', 'Heartbeat', {}],
    ],
    time: WITH_FRACTION,
    findings: [{ code: 'time-protested', change: WHOLE_SECONDS }],
  },
  {
    row: 85,
    title: 'boots again and again, each accepted',
    version: '1.6',
    sends: [
      [2, 'b1', 'BootNotification', BOOT_16],
      [2, 'b2', 'BootNotification', BOOT_16],
      [2, 'b3', 'BootNotification', BOOT_16],
    ],
    time: WITH_FRACTION,
    findings: [{ code: 'time-boots-again', change: WHOLE_SECONDS }],
  },
];
