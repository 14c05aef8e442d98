import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { Terminal } from '../terminal.ts';
import { bytesWords } from './bytesWords.ts';
import { StepLine } from './stepLine.ts';

/** The word of the station on its upload mostly comes right after the last byte. */
const STATUS_WAIT_MS = 2000;

/**
 * Tells on stderr how a fetch goes on, and resolves when it is settled. Rejects with `ContractError` where Kerbside cannot
 * be asked any more.
 */
export function followFetch(
  client: ContractClient,
  begun: DiagnosticsFetch,
  terminal: Terminal,
): Promise<DiagnosticsFetch> {
  const line = new StepLine(terminal, begun.stationId);
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let latest = begun;
    const finish = (): void => {
      clearTimeout(timer);
      line.end();
      queueMicrotask(() => unsubscribe());
      resolve(latest);
    };
    const look = (fetch: DiagnosticsFetch): void => {
      if (fetch.id !== begun.id) return;
      latest = fetch;
      tell(line, fetch);
      if (!isSettled(fetch)) return;
      const isComplete = fetch.state !== 'received' || /^upload(?:ed|fail)/i.test(fetch.status?.status ?? '');
      if (isComplete) finish();
      else timer ??= setTimeout(finish, STATUS_WAIT_MS);
    };
    const unsubscribe = client.subscribe(
      'diagnostics',
      {},
      {
        snapshot: (all) => all.forEach(look),
        change: look,
        ended: ({ code, message, hint }) =>
          reject(new ContractError(code, message, hint === undefined ? {} : { hint })),
      },
    );
  });
}

function tell(line: StepLine, fetch: DiagnosticsFetch): void {
  line.steps(fetch.steps);
  const { state, bytes, announcedBytes: sizeBytes = 0, bytesPerS = 0 } = fetch;
  if (state !== 'uploading') return;
  const leftS = sizeBytes === 0 || bytesPerS === 0 ? undefined : Math.max(0, sizeBytes - bytes) / bytesPerS;
  line.progress(bytesWords({ bytes, sizeBytes, bytesPerS, leftS }), sizeBytes > 0 ? bytes / sizeBytes : 0);
}
