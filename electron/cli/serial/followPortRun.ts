import type { ContractClient } from '../../../shared/contract/client.ts';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { PortRun, PortRunState } from '../../../shared/service-port/portRun.ts';
import { EXIT } from '../command.ts';
import { bytesWords } from '../files/bytesWords.ts';
import { StepLine } from '../files/stepLine.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenPort } from './openPort.ts';

const SETTLED: ReadonlySet<PortRunState> = new Set([
  'verified',
  'unverified',
  'received',
  'failed',
  'cancelled',
]);

/**
 * Tells on stderr how a push or pull over a port goes on, and resolves when it is settled; Ctrl+C cancels it. Rejects with `ContractError`
 * where Kerbside cannot be asked any more.
 */
export function followPortRun(
  { client, interruption }: OpenPort,
  begun: PortRun,
  terminal: Terminal,
): Promise<PortRun> {
  const cancel = (): void => {
    terminal.note('Stopping…');
    // Whatever becomes of it, the follower hears it from the topic.
    client.call('portRun.cancel', { id: begun.id }).catch(() => process.exit(1));
  };
  const line = new StepLine(terminal);
  return interruption.during(cancel, () => settled(client, begun, line));
}

function settled(client: ContractClient, begun: PortRun, line: StepLine): Promise<PortRun> {
  return new Promise((resolve, reject) => {
    const look = (run: PortRun): void => {
      if (run.id !== begun.id) return;
      tell(line, run);
      if (!SETTLED.has(run.state)) return;
      line.end();
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

/** 0 proven or received, 4 nothing proves it or nothing came, 3 failed, 1 given up, 5 the port was lost. */
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
      if (steps.some(({ code }) => code === 'unplugged')) return EXIT.notConnected;
      return steps.some(({ code }) => code === 'no-answer') ? EXIT.timedOut : EXIT.refused;
  }
}

function tell(line: StepLine, run: PortRun): void {
  line.steps(run.steps);
  const { sizeBytes = 0 } = run.file ?? {};
  if (run.state === 'transferring') line.progress(blockWords(run), sizeBytes > 0 ? run.bytes / sizeBytes : 0);
}

/** `Block 12 of 40, 12 kB of 40 kB (30 %), 2 sent again, 10 kB/s, 3 s left` */
function blockWords({ block, blocks, bytes, file, retries, bytesPerS, leftS }: PortRun): string {
  const more = retries > 0 ? [`${retries} sent again`] : [];
  const words = bytesWords({ bytes, sizeBytes: file?.sizeBytes, bytesPerS, leftS, more });
  return `${blocks === undefined ? `Block ${block}` : `Block ${block} of ${blocks}`}, ${words}`;
}
