import { z } from 'zod';

/** What a controller is to do with the stick. Only one of them at a time: several triggers on one stick do unexpected things. */
export const STICK_PURPOSES = ['fetch', 'settings', 'firmware'] as const;
export const stickPurposeSchema = z.enum(STICK_PURPOSES);
export type StickPurpose = z.infer<typeof stickPurposeSchema>;

/** Files in the root of the stick that a controller looks for (bender.de, Provisioning via USB, 5.33). None of them has an ending of text. */
export const STICK_NAMES = {
  /** Holds the password of the operator or of the manufacturer; without it nothing is done. */
  password: 'USB_PASSWORD',
  /** Empty; makes the controller copy its configuration and its logs onto the stick. */
  fetch: 'FIELD_ENGINEER',
  /** A folder of parameter files. */
  settings: 'sw_config',
  /** Empty; named for firmware by the page for 5.33. */
  firmwareTrigger: 'FW_UPDATE_LOCAL',
  firmware: 'sw_update.deb',
} as const;

/** In capital letters: FAT does not tell small letters from capital ones. */
const OURS: ReadonlySet<string> = new Set([
  STICK_NAMES.password,
  STICK_NAMES.fetch,
  STICK_NAMES.firmwareTrigger,
  STICK_NAMES.firmware.toUpperCase(),
]);

/** Whether a file in the root is one that makes a controller do something, and not one that a controller wrote. */
export function isTriggerName(name: string): boolean {
  return OURS.has(name.toUpperCase());
}

/** `USB_PASSWORD.txt`: an editor has added an ending, perhaps a hidden one, and no controller sees the file. */
export function isMisnamedTrigger(name: string): boolean {
  const stem = name.replace(/\.[^.]*$/, '');
  return stem !== name && OURS.has(stem.toUpperCase());
}

const SYSTEM_NAMES = new Set([
  'system volume information',
  '$recycle.bin',
  'recycler',
  'lost+found',
  'lost.dir',
  'desktop.ini',
  'thumbs.db',
]);

/** What systems put onto every stick by themselves, mostly hidden: such a stick counts as empty. */
export function isSystemName(name: string): boolean {
  const isOfMacOrLinux =
    /^\.(?:_.*|trash(?:es|-\d+)?|fseventsd|spotlight-v100|temporaryitems|documentrevisions-v100|ds_store|metadata_never_index|volumeicon\.icns)$/i;
  return SYSTEM_NAMES.has(name.toLowerCase()) || isOfMacOrLinux.test(name);
}
