import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { ProtocolFacts } from '../../../shared/files/protocolChoice.ts';

/** Ends that may be the protocol's fault; a station that is not there, or does not know the request, says nothing of it. */
const PROTOCOL_ENDS: ReadonlySet<string> = new Set([
  'protocol-not-supported',
  'rejected',
  'upload-failed',
  'bad-message',
  'permission-denied',
  'wrong-passwords',
  'uploaded-nothing-arrived',
  'gave-up',
  'file-empty',
  'given-up-for-retry',
]);

/** What earlier fetches of a station in this session say about protocols; `retried` is the one that is tried again. */
export function protocolHistory(
  fetches: readonly DiagnosticsFetch[],
  retried: DiagnosticsFetch | undefined,
): Pick<ProtocolFacts, 'worked' | 'failed'> {
  const worked = new Set(fetches.filter(({ state }) => state === 'received').map(({ protocol }) => protocol));
  // Whoever asks for another try has seen enough of that protocol.
  if (retried !== undefined) worked.delete(retried.protocol);
  const failed = new Set(
    fetches
      .filter(({ id, steps }) => id === retried?.id || steps.some(({ code }) => PROTOCOL_ENDS.has(code)))
      .map(({ protocol }) => protocol)
      .filter((protocol) => !worked.has(protocol)),
  );
  return { worked: [...worked], failed: [...failed] };
}
