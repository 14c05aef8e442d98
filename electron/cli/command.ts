import type { Arguments, CommandShape } from './args.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes that other programs rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  timedOut: 4,
  notConnected: 5,
} as const;

export interface Command extends CommandShape {
  /** Resolves with the exit code; trouble is thrown as `ContractError` or `UsageError`. */
  run(args: Arguments, terminal: Terminal): Promise<number>;
}
