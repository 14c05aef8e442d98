import { ContractError } from '../../../../shared/contract/failure.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the system said about a stick, in words. `path` is what was being read or written. */
export function stickFailure(cause: unknown, folder: string, path: string): ContractError {
  if (cause instanceof ContractError) return cause;
  switch (codeOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ContractError('io', `${folder} became full: ${path} does not fit.`, {
        hint: 'Take a larger stick, or an empty one.',
        cause,
      });
    case 'EFBIG':
      return new ContractError('io', `${folder} takes no file as large as ${path}.`, {
        hint: 'FAT32 holds files of less than 4.3 GB: this is probably not the firmware.',
        cause,
      });
    case 'EEXIST':
      return new ContractError(
        'conflict',
        `There is something called ${path} on ${folder} by now; it was not touched.`,
        {
          hint: 'Empty the stick by hand, and prepare it again.',
          cause,
        },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ContractError('permission', `${path} may not be written or read on ${folder}.`, {
        hint: 'Some sticks have a switch that protects them. A stick with errors is opened for reading only, too: plug it in again.',
        cause,
      });
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    case 'ESTALE':
      return pulledOut(folder, path, cause);
    default:
      return new ContractError(
        'io',
        `The stick ${folder} reports an error at ${path} (${codeOf(cause) || String(cause)}).`,
        { hint: 'Plug it in again, or take another one.', cause },
      );
  }
}

export function pulledOut(folder: string, path: string, cause?: unknown): ContractError {
  return new ContractError('io', `${folder} is not there any more, or it fails: it was at ${path}.`, {
    hint: 'Was the stick pulled out? Plug it in, look at what is on it, empty it and begin again.',
    cause,
  });
}

/** What the system said about a file or folder of this computer that was named. */
export function sourceFailure(cause: unknown, path: string): ContractError {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') {
    return new ContractError('not-found', `There is no ${path}.`, { hint: 'Check its name.', cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new ContractError('permission', `${path} may not be read.`, {
      hint: 'Give yourself permission to read it.',
      cause,
    });
  }
  return new ContractError('io', `${path} could not be read to its end (${code || String(cause)}).`, {
    hint: 'Choose it again, or get it again from where it came from.',
    cause,
  });
}
