import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';
import { ProgressLine } from './progressLine.ts';

/** The word of the station on its upload mostly comes right after the last byte. */
const STATUS_WAIT_MS = 2000;
const SHARE_STEP = 0.1;

/**
 * Tells on stderr how a fetch goes on, and resolves when it is settled. Rejects with `ContractError` where Kerbside cannot
 * be asked any more.
 */
export function followFetch(
  client: ContractClient,
  begun: DiagnosticsFetch,
  terminal: Terminal,
): Promise<DiagnosticsFetch> {
  const line = new ProgressLine(terminal);
  const teller = new Teller(line);
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let latest = begun;
    const finish = (): void => {
      clearTimeout(timer);
      line.draw('');
      queueMicrotask(() => unsubscribe());
      resolve(latest);
    };
    const look = (fetch: DiagnosticsFetch): void => {
      if (fetch.id !== begun.id) return;
      latest = fetch;
      teller.tell(fetch);
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

/** Says each step once, and the bytes in between. */
class Teller {
  readonly #line: ProgressLine;
  readonly #told = new Set<string>();
  #toldShare = 0;

  constructor(line: ProgressLine) {
    this.#line = line;
  }

  tell(fetch: DiagnosticsFetch): void {
    for (const { at, code, sentence, remedy } of fetch.steps) {
      const key = `${at} ${code} ${sentence}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      const words = [sentence, remedy].filter((part) => part !== undefined).join(' ');
      this.#line.note(`${fetch.stationId}: ${oneLine(words)}`);
    }
    const { state, bytes, announcedBytes = 0 } = fetch;
    if (state !== 'uploading') return;
    if (this.#line.isDrawn) this.#line.draw(bytesWords(fetch));
    const share = announcedBytes > 0 ? bytes / announcedBytes : 0;
    if (this.#line.isDrawn || share - this.#toldShare < SHARE_STEP) return;
    this.#toldShare = share;
    this.#line.note(bytesWords(fetch));
  }
}

/** `CP-1: 3.2 MB of 12 MB (27 %), 410 kB/s, 22 s left` */
function bytesWords({ stationId, bytes, announcedBytes, bytesPerS = 0 }: DiagnosticsFetch): string {
  const size =
    announcedBytes === undefined || announcedBytes === 0
      ? ''
      : ` of ${sizeText(announcedBytes)} (${Math.floor((bytes / announcedBytes) * 100)} %)`;
  const speed = bytesPerS > 0 ? `, ${sizeText(bytesPerS)}/s` : '';
  const left =
    announcedBytes === undefined || bytesPerS === 0
      ? ''
      : `, ${Math.ceil(Math.max(0, announcedBytes - bytes) / bytesPerS)} s left`;
  return `${stationId}: ${sizeText(bytes)}${size}${speed}${left}`;
}
