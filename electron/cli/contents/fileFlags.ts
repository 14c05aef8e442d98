import type { Flag } from '../args.ts';

/** What all commands about files take. */
export const FILE_FLAGS: Readonly<Record<string, Flag>> = {
  inside: {
    value: 'PATH',
    isRepeatable: true,
    about: 'An entry of the archive; archives within archives as logs.zip/a/b.txt, or by the flag again.',
  },
  encoding: {
    value: 'ENCODING',
    about: 'Instead of what is recognised: UTF-8, UTF-16LE, UTF-16BE, Windows-1252 or CP437.',
  },
};

export const FILE_HELP =
  'FILE is a file of this computer, or the id of a fetch of the running Kerbside. Archives (zip, tar, tar.gz, gz) are recognised by their bytes. ' +
  'Exit 0 done, 1 failed, 2 bad usage.';
