import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';

/** A habit that the catalogue of quirks tells of a make. What is absent fits every charger. */
export interface KnownMake {
  id: string;
  vendor?: RegExp;
  model?: RegExp;
  firmware?: RegExp;
  /** In any of the three: what a station runs on shows where its maker put it. */
  anywhere?: RegExp;
  /** What chargers of this make are known to do. */
  habit: string;
  label: string;
  change: QuirkProfile;
}

export const KNOWN_MAKES: readonly KnownMake[] = [
  {
    id: 'entratek',
    vendor: /entratek/i,
    habit: 'leave a GetConfiguration of all keys unanswered and answer at most 4 keys',
    label: 'Read the keys 4 at a time',
    change: { configurationChunk: 4 },
  },
  {
    id: 'abb-terra-ac-1.8.21',
    vendor: /\babb\b/i,
    model: /\bterra|\btac/i,
    firmware: /(^|\D)1\.8\.21(\D|$)/,
    habit: 'disconnect upon a GetConfiguration of all keys',
    label: 'Read the keys 4 at a time',
    change: { configurationChunk: 4 },
  },
  {
    id: 'jigu',
    vendor: /jigu/i,
    habit: 'not come back after a connection that was closed in good order',
    label: 'Disconnect by dropping the line',
    change: { closeBy: 'drop' },
  },
  {
    id: 'compleo',
    vendor: /compleo/i,
    habit: 'take and send files by SFTP only',
    label: 'Files by SFTP',
    change: { fileProtocols: ['sftp'] },
  },
  {
    id: 'openevse',
    anywhere: /open-?evse/i,
    habit: 'send files by HTTP only',
    label: 'Files by HTTP',
    change: { fileProtocols: ['http'] },
  },
  {
    id: 'micro-ocpp',
    anywhere: /micro-?ocpp|arduino-?ocpp/i,
    habit: 'restart over a user and password in an address for FTP, and fetch firmware without TLS only',
    label: 'Files by HTTP or FTP, without a login in the address',
    change: { fileProtocols: ['http', 'ftp'], ftpLogin: 'none' },
  },
];

/** Which known habits a station may have, by what it says of itself. */
export function knownMakesOf(told: {
  vendor?: string | undefined;
  model?: string | undefined;
  firmwareVersion?: string | undefined;
}): KnownMake[] {
  const all = [told.vendor, told.model, told.firmwareVersion].join(' ');
  return KNOWN_MAKES.filter(
    ({ vendor, model, firmware, anywhere }) =>
      fits(vendor, told.vendor) &&
      fits(model, told.model) &&
      fits(firmware, told.firmwareVersion) &&
      fits(anywhere, all),
  );
}

function fits(pattern: RegExp | undefined, text: string | undefined): boolean {
  return pattern === undefined || pattern.test(text ?? '');
}
