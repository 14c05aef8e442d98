import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT } from '../command.ts';
import type { Terminal } from '../terminal.ts';

/** Tells trouble that is one station's, and answers with its exit code; trouble of the tool itself is thrown on. */
export function stationFailureExit(error: unknown, terminal: Terminal): number {
  if (!(error instanceof ContractError)) throw error;
  const code = failureExit(error);
  if (code === undefined) throw error;
  terminal.note(`kerbside: ${failureSentence(error)}`);
  return code;
}

/** The exit code of a failure that concerns one station; nothing where it is the tool's own. */
export function failureExit({ code }: { code: string }): number | undefined {
  switch (code) {
    case 'not-found':
    case 'unavailable':
      return EXIT.notConnected;
    case 'busy':
    case 'conflict':
      return EXIT.refused;
    default:
      return undefined;
  }
}

export function failureSentence({ message, hint }: { message: string; hint?: string | undefined }): string {
  return [message, hint].filter((part) => part !== undefined).join(' ');
}

/** Of several stations the gravest outcome counts: the tool's own failure, then 5, 4, 3. */
export function gravestExit(codes: readonly number[]): number {
  return codes.includes(EXIT.failed) ? EXIT.failed : Math.max(EXIT.done, ...codes);
}
