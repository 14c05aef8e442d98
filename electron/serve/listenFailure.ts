import { ContractError } from '../../shared/contract/failure.ts';

/** Why the screens' port cannot be had, in words. */
export function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): ContractError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ContractError('unavailable', `Port ${port} for the screens is in use by another program.`, {
        hint: 'Close that program, or choose another port with --ui-port; --ui-port 0 takes a free one.',
        cause: error,
      });
    case 'EACCES':
      return new ContractError('permission', `This user may not listen on port ${port} for the screens.`, {
        hint: 'Choose a port of 1024 or above with --ui-port.',
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ContractError('unavailable', `No network card of this machine has the address ${host}.`, {
        hint: 'For the screens use 127.0.0.1 (this machine only) or 0.0.0.0 (every network card).',
        cause: error,
      });
    default:
      return new ContractError(
        'io',
        `The screens cannot listen on ${host}:${port} (${error.code ?? error.message}).`,
        {
          cause: error,
        },
      );
  }
}
