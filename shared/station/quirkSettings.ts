import type { QuirkSetting } from './quirkChange.ts';

/** When a changed setting holds for a station that is connected. */
export type TakesEffect = 'at-once' | 'next-connection';

export interface QuirkSettingInfo {
  takesEffect: TakesEffect;
  /** What the setting is about, in a few words. */
  title: string;
  /** What it may be set to. */
  values: string;
  /** What holds where it is not set. */
  usual: string;
}

/** What is agreed on in the handshake can change only with the next one. */
export const QUIRK_SETTING_INFO: Readonly<Record<QuirkSetting, QuirkSettingInfo>> = {
  pingIntervalS: {
    takesEffect: 'at-once',
    title: 'Seconds between pings',
    values: '0 (no pings) to 3600',
    usual: 'Kerbside’s own interval',
  },
  compression: {
    takesEffect: 'next-connection',
    title: 'Compression',
    values: 'true or false',
    usual: 'agreed to where offered',
  },
  timeFormat: {
    takesEffect: 'at-once',
    title: 'Time in our answers',
    values: 'fraction or whole',
    usual: 'with milliseconds',
  },
  configurationChunk: {
    takesEffect: 'at-once',
    title: 'Keys per GetConfiguration',
    values: '1 to 100',
    usual: 'all keys at once',
  },
  idRule: {
    takesEffect: 'next-connection',
    title: 'Where its id stands',
    values: 'last-segment, whole-path or boot-serial',
    usual: 'last part of the path',
  },
  forcedVersion: {
    takesEffect: 'next-connection',
    title: 'OCPP version',
    values: '1.5, 1.6, 2.0.1 or 2.1',
    usual: 'as agreed at the connection',
  },
  validate: {
    takesEffect: 'at-once',
    title: 'Check against the schemas',
    values: 'true or false',
    usual: 'checked',
  },
  closeBy: {
    takesEffect: 'at-once',
    title: 'How we disconnect',
    values: 'frame or drop',
    usual: 'with a Close frame',
  },
  callbackUrl: {
    takesEffect: 'at-once',
    title: 'Call-back address (SOAP)',
    values: 'an http:// or https:// address',
    usual: 'as the station gives it',
  },
  fileProtocols: {
    takesEffect: 'at-once',
    title: 'Protocols for files',
    values: 'any of http, https, ftp, ftps, sftp, the best first, with commas',
    usual: 'as the station says, else HTTP first',
  },
  ftpLogin: {
    takesEffect: 'at-once',
    title: 'User and password in addresses for FTP',
    values: 'in-address or none',
    usual: 'in the address',
  },
};
