import { z } from 'zod';
import type { TransferProtocol } from './transferProtocol.ts';

/**
 * Ways to write the address of firmware, in the order in which they are tried. Some chargers take only what they know,
 * and say nothing about the rest (QUIRKS 141).
 */
export const FIRMWARE_URL_FORMS = ['usual', 'bin-name', 'no-name', 'with-port', 'anonymous'] as const;
export const firmwareUrlFormSchema = z.enum(FIRMWARE_URL_FORMS);
export type FirmwareUrlForm = z.infer<typeof firmwareUrlFormSchema>;

/** For the technician, behind "the address". */
export const URL_FORM_WORDS: Readonly<Record<FirmwareUrlForm, string>> = {
  usual: 'ends with the name of the file',
  'bin-name': 'ends with firmware.bin, whatever the file is called',
  'no-name': 'has no name of a file at its end',
  'with-port': 'names its port, also where it is the usual one',
  anonymous: 'has no user and password in it',
};

const STANDARD_PORTS: Readonly<Record<TransferProtocol, number>> = {
  http: 80,
  https: 443,
  ftp: 21,
  ftps: 990,
  sftp: 22,
};

/** Forms that make another address of a file than the ones before them. */
export function urlFormsFor(
  protocol: TransferProtocol,
  { fileName, port }: { fileName: string; port?: number | undefined },
): FirmwareUrlForm[] {
  const isOther: Readonly<Record<FirmwareUrlForm, boolean>> = {
    usual: true,
    'bin-name': fileName !== 'firmware.bin',
    // The one file of a folder has to be named to FTP and SFTP.
    'no-name': protocol === 'http' || protocol === 'https',
    'with-port': port === STANDARD_PORTS[protocol],
    // SFTP knows no login without a name.
    anonymous: protocol === 'ftp' || protocol === 'ftps',
  };
  return FIRMWARE_URL_FORMS.filter((form) => isOther[form]);
}
