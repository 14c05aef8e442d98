import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { Terminal } from '../terminal.ts';
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
  const { state, bytes, announcedBytes = 0 } = fetch;
  if (state === 'uploading')
    line.progress(bytesWords(fetch), announcedBytes > 0 ? bytes / announcedBytes : 0);
}

/** `3.2 MB of 12 MB (27 %), 410 kB/s, 22 s left` */
function bytesWords({ bytes, announcedBytes, bytesPerS = 0 }: DiagnosticsFetch): string {
  const size =
    announcedBytes === undefined || announcedBytes === 0
      ? ''
      : ` of ${sizeText(announcedBytes)} (${Math.floor((bytes / announcedBytes) * 100)} %)`;
  const speed = bytesPerS > 0 ? `, ${sizeText(bytesPerS)}/s` : '';
  const left =
    announcedBytes === undefined || bytesPerS === 0
      ? ''
      : `, ${Math.ceil(Math.max(0, announcedBytes - bytes) / bytesPerS)} s left`;
  return `${sizeText(bytes)}${size}${speed}${left}`;
}
