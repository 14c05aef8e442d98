import { resolve } from 'node:path';
import type { Params } from '../../../shared/contract/methods.ts';
import { SIGNATURE_SCHEMES } from '../../../shared/files/firmwareSigner.ts';
import { FIRMWARE_URL_FORMS } from '../../../shared/files/firmwareUrlForm.ts';
import { TRANSFER_PROTOCOLS } from '../../../shared/files/transferProtocol.ts';
import type { Arguments } from '../args.ts';
import { choice } from '../choice.ts';
import { readMomentAhead } from '../moment.ts';
import { UsageError } from '../usageError.ts';

export type FirmwarePush = Params<'firmware.check'>;

const LIBRARY = /^library:(.+)$/;

/** What the words of `kerbside firmware` ask for: the last positional is the file, those before it are chargers. */
export function firmwareRequest(args: Arguments): FirmwarePush {
  const words = args.all();
  const [protocol, urlForm] = [args.text('protocol'), args.text('url-form')];
  const [retrieveAt, installAt] = [moment(args, 'retrieve-at'), moment(args, 'install-at')];
  if (retrieveAt !== undefined && installAt !== undefined && installAt < retrieveAt) {
    throw new UsageError('--install-at has to be later than --retrieve-at.');
  }
  return {
    stationIds: [...new Set(words.slice(0, -1))],
    file: fileOf(words.at(-1) ?? ''),
    version: args.text('version'),
    protocol: protocol === undefined ? undefined : choice('protocol', protocol, TRANSFER_PROTOCOLS),
    urlForm: urlForm === undefined ? undefined : choice('url-form', urlForm, FIRMWARE_URL_FORMS),
    isPlain: args.has('plain') ? true : undefined,
    retries: args.number('retries', { min: 0, max: 100, isWhole: true }),
    signing: signingOf(args),
    retrieveAt,
    installAt,
  };
}

export function fileOf(word: string): FirmwarePush['file'] {
  const [, libraryId] = LIBRARY.exec(word) ?? [];
  return libraryId === undefined ? { path: resolve(word) } : { libraryId };
}

function moment(args: Arguments, flag: 'retrieve-at' | 'install-at'): number | undefined {
  const text = args.text(flag);
  return text === undefined ? undefined : readMomentAhead(flag, text, Date.now());
}

function signingOf(args: Arguments): FirmwarePush['signing'] {
  const [keyPath, certificatePath, scheme] = [
    args.text('signed'),
    args.text('certificate'),
    args.text('scheme'),
  ];
  const isTest = args.has('test-key');
  if (isTest && keyPath !== undefined) throw new UsageError('Give --signed or --test-key, not both.');
  if (keyPath === undefined && !isTest) {
    if (certificatePath === undefined && scheme === undefined) return undefined;
    throw new UsageError(
      '--certificate and --scheme need --signed KEY.pem, the key that the file is signed with.',
    );
  }
  if (isTest && certificatePath !== undefined) {
    throw new UsageError('--test-key makes its own certificate; leave --certificate out.');
  }
  const used = scheme === undefined ? undefined : choice('scheme', scheme, SIGNATURE_SCHEMES);
  return {
    key: keyPath === undefined ? { test: used?.startsWith('ecdsa') === true ? 'ec' : 'rsa' } : keyAt(keyPath),
    ...(certificatePath === undefined ? {} : { certificate: { path: resolve(certificatePath) } }),
    ...(used === undefined ? {} : { scheme: used }),
  };
}

/** A passphrase on the command line would be read by everybody on this computer, so it comes from the environment. */
function keyAt(path: string): { path: string; passphrase?: string } {
  const passphrase = process.env['KERBSIDE_KEY_PASSPHRASE'];
  return { path: resolve(path), ...(passphrase === undefined ? {} : { passphrase }) };
}
