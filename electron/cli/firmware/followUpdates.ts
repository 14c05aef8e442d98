import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { bytesWords } from '../files/bytesWords.ts';
import { ProgressLine } from '../files/progressLine.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';

/** Some say "Installed" right after the start that proves it. */
const STATUS_WAIT_MS = 2000;
const SHARE_STEP = 0.1;

/**
 * Tells on stderr how updates go on, and resolves when all are settled. Rejects with `ContractError` where Kerbside cannot be asked
 * any more.
 */
export function followUpdates(
  client: ContractClient,
  ids: readonly string[],
  terminal: Terminal,
): Promise<FirmwareUpdate[]> {
  const teller = new Teller(new ProgressLine(terminal));
  const latest = new Map<string, FirmwareUpdate>();
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      teller.end();
      queueMicrotask(() => unsubscribe());
      resolve(ids.flatMap((id) => latest.get(id) ?? []));
    };
    const look = (update: FirmwareUpdate): void => {
      if (!ids.includes(update.id)) return;
      latest.set(update.id, update);
      teller.tell(update);
      const all = [...latest.values()];
      clearTimeout(timer);
      if (latest.size < ids.length || !all.every(isUpdateSettled)) return;
      timer = setTimeout(finish, all.every(isQuiet) ? 0 : STATUS_WAIT_MS);
    };
    const unsubscribe = client.subscribe(
      'firmware',
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

/** Nothing more is to be expected of it. */
function isQuiet({ state, steps }: FirmwareUpdate): boolean {
  return state !== 'verified' || steps.some(({ code }) => code === 'confirmed');
}

/** Says each step once, and the bytes in between. */
class Teller {
  readonly #line: ProgressLine;
  readonly #told = new Set<string>();
  readonly #toldShares = new Map<string, number>();
  readonly #going = new Map<string, string>();

  constructor(line: ProgressLine) {
    this.#line = line;
  }

  tell(update: FirmwareUpdate): void {
    for (const { at, code, sentence, remedy } of update.steps) {
      const key = `${update.id} ${at} ${code} ${sentence}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      const words = [sentence, remedy].filter((part) => part !== undefined).join(' ');
      this.#line.note(`${update.stationId}: ${oneLine(words)}`);
    }
    if (update.state === 'downloading' && update.coveredBytes > 0) this.#tellBytes(update);
    else this.#going.delete(update.id);
    this.#line.draw([...this.#going.values()].join('  '));
  }

  end(): void {
    this.#line.draw('');
  }

  #tellBytes(update: FirmwareUpdate): void {
    this.#going.set(update.id, updateWords(update));
    const share = update.coveredBytes / update.file.sizeBytes;
    const before = this.#toldShares.get(update.id) ?? 0;
    if (this.#line.isDrawn || share - before < SHARE_STEP) return;
    this.#toldShares.set(update.id, share);
    this.#line.note(updateWords(update));
  }
}

function updateWords({
  stationId,
  coveredBytes: bytes,
  file,
  bytesPerS,
  secondsLeft,
}: FirmwareUpdate): string {
  const { sizeBytes } = file;
  return `${stationId}: ${bytesWords({ bytes, sizeBytes, bytesPerS, leftS: secondsLeft })}`;
}
