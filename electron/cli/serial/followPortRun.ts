import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { PortRun, PortRunState } from '../../../shared/service-port/portRun.ts';
import { EXIT } from '../command.ts';
import { ProgressLine } from '../files/progressLine.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';

const SETTLED: ReadonlySet<PortRunState> = new Set([
  'verified',
  'unverified',
  'received',
  'failed',
  'cancelled',
]);
const SHARE_STEP = 0.1;

/**
 * Tells on stderr how a push or pull over a port goes on, and resolves when it is settled; Ctrl+C cancels it. Rejects with `ContractError`
 * where Kerbside cannot be asked any more.
 */
export async function followPortRun(
  client: ContractClient,
  begun: PortRun,
  terminal: Terminal,
): Promise<PortRun> {
  const cancel = (): void => {
    terminal.note('Stopping…');
    // Whatever becomes of it, the follower hears it from the topic.
    client.call('portRun.cancel', { id: begun.id }).catch(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cancel);
  try {
    return await settled(client, begun, new Teller(new ProgressLine(terminal)));
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, cancel);
  }
}

function settled(client: ContractClient, begun: PortRun, teller: Teller): Promise<PortRun> {
  return new Promise((resolve, reject) => {
    const look = (run: PortRun): void => {
      if (run.id !== begun.id) return;
      teller.tell(run);
      if (!SETTLED.has(run.state)) return;
      teller.end();
      queueMicrotask(() => unsubscribe());
      resolve(run);
    };
    const unsubscribe = client.subscribe(
      'portRuns',
      {},
      {
        snapshot: (runs) => runs.forEach(look),
        change: look,
        ended: ({ code, message, hint }) =>
          reject(new ContractError(code, message, hint === undefined ? {} : { hint })),
      },
    );
  });
}

/** 0 proven or received, 4 nothing proves it, 3 failed, 1 given up, 5 the port was lost. */
export function portRunExit({ state, steps }: PortRun): number {
  switch (state) {
    case 'verified':
    case 'received':
      return EXIT.done;
    case 'unverified':
      return EXIT.timedOut;
    case 'cancelled':
      return EXIT.failed;
    default:
      return steps.some(({ code }) => code === 'lost') ? EXIT.notConnected : EXIT.refused;
  }
}

/** Says each step once, and the bytes in between. */
class Teller {
  readonly #line: ProgressLine;
  readonly #told = new Set<string>();
  #toldShare = 0;

  constructor(line: ProgressLine) {
    this.#line = line;
  }

  tell(run: PortRun): void {
    for (const { at, code, sentence, remedy } of run.steps) {
      const key = `${at} ${code} ${sentence}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      this.#line.note(oneLine([sentence, remedy].filter((part) => part !== undefined).join(' ')));
    }
    if (run.state !== 'transferring') return;
    this.#line.draw(bytesWords(run));
    const share = run.bytes / (run.file?.sizeBytes ?? Infinity);
    if (this.#line.isDrawn || share - this.#toldShare < SHARE_STEP) return;
    this.#toldShare = share;
    this.#line.note(bytesWords(run));
  }

  end(): void {
    this.#line.draw('');
  }
}

/** `Block 12 of 40, 12 kB of 40 kB (30 %), 2 sent again, 10 kB/s, 3 s left` */
function bytesWords({ block, blocks, bytes, file, retries, bytesPerS = 0, leftS }: PortRun): string {
  const size = file?.sizeBytes;
  return [
    blocks === undefined ? `Block ${block}` : `Block ${block} of ${blocks}`,
    size === undefined || size === 0
      ? sizeText(bytes)
      : `${sizeText(bytes)} of ${sizeText(size)} (${Math.floor((bytes / size) * 100)} %)`,
    ...(retries > 0 ? [`${retries} sent again`] : []),
    ...(bytesPerS > 0 ? [`${sizeText(bytesPerS)}/s`] : []),
    ...(leftS === undefined ? [] : [`${Math.ceil(leftS)} s left`]),
  ].join(', ');
}
