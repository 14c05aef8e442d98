import { assertNever } from '../../shared/assertNever.ts';
import type { Outcome } from '../../shared/station/outcome.ts';
import { EXIT } from './command.ts';

/** The exit code for how a command to a charger ended. */
export function outcomeExit(outcome: Outcome['outcome']): number {
  switch (outcome) {
    case 'answered':
      return EXIT.done;
    case 'refused':
      return EXIT.refused;
    case 'timed-out':
      return EXIT.timedOut;
    case 'disconnected':
      return EXIT.notConnected;
    case 'cancelled':
      return EXIT.failed;
    default:
      return assertNever(outcome);
  }
}
