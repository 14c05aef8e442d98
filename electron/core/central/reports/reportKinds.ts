import type { Json, JsonObject } from '../../../../shared/json.ts';
import { objectsOf, textOf } from '../../../../shared/payloadFields.ts';

/** How one kind of report comes in parts. */
export interface ReportKind {
  /** Commands that ask for it. */
  askedBy: readonly string[];
  /** Whether its parts are numbered; without numbers the order of arrival counts. */
  isNumbered: boolean;
  /** The entries of one part. */
  itemsOf(payload: JsonObject): readonly Json[];
}

const DER_CURVES = [
  'curve',
  'enterService',
  'fixedPFAbsorb',
  'fixedPFInject',
  'fixedVar',
  'freqDroop',
  'gradient',
  'limitMaxDischarge',
] as const;

/** By the message that carries the parts (OCPP 2.x part 2: B07, N02, N09, O03, K09; 2.1 R04). */
export const REPORT_KINDS: ReadonlyMap<string, ReportKind> = new Map<string, ReportKind>([
  [
    'NotifyReport',
    {
      askedBy: ['GetBaseReport', 'GetReport'],
      isNumbered: true,
      itemsOf: (payload) => objectsOf(payload['reportData']),
    },
  ],
  [
    'NotifyMonitoringReport',
    {
      askedBy: ['GetMonitoringReport'],
      isNumbered: true,
      itemsOf: (payload) => objectsOf(payload['monitor']),
    },
  ],
  [
    'NotifyCustomerInformation',
    {
      askedBy: ['CustomerInformation'],
      isNumbered: true,
      itemsOf: (payload) => [textOf(payload['data']) ?? ''].filter((text) => text !== ''),
    },
  ],
  [
    'NotifyDisplayMessages',
    {
      askedBy: ['GetDisplayMessages'],
      isNumbered: false,
      itemsOf: (payload) => objectsOf(payload['messageInfo']),
    },
  ],
  [
    'ReportChargingProfiles',
    {
      askedBy: ['GetChargingProfiles'],
      isNumbered: false,
      itemsOf: ({ evseId = null, chargingLimitSource = null, ...payload }) =>
        objectsOf(payload['chargingProfile']).map((profile) => ({ evseId, chargingLimitSource, ...profile })),
    },
  ],
  [
    'ReportDERControl',
    {
      askedBy: ['GetDERControl'],
      isNumbered: false,
      itemsOf: (payload) =>
        DER_CURVES.flatMap((name) =>
          objectsOf(payload[name]).map((control) => ({ control: name, ...control })),
        ),
    },
  ],
]);

const BY_COMMAND: ReadonlyMap<string, string> = new Map(
  [...REPORT_KINDS].flatMap(([action, { askedBy }]) => askedBy.map((command) => [command, action] as const)),
);

/** The message that brings the report which a command asks for; nothing for all other commands. */
export function reportAskedBy(command: string): string | undefined {
  return BY_COMMAND.get(command);
}
