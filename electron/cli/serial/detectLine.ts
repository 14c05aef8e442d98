import type { ContractClient } from '../../../shared/contract/client.ts';
import type { RateDetection } from '../../../shared/service-port/rateDetection.ts';
import type { Terminal } from '../terminal.ts';

/** Searches for line and profile, telling each trial on stderr; Ctrl+C ends it, and the line is then as before. */
export async function detectLine(
  client: ContractClient,
  path: string,
  { mayAsk, terminal }: { mayAsk: boolean; terminal: Terminal },
): Promise<RateDetection> {
  let told = 0;
  const tell = ({ trials }: RateDetection): void => {
    for (const trial of trials.slice(told)) {
      terminal.note(`${trial.baud} ${trial.format}, ${trial.how}: ${trial.sentence}`);
    }
    told = Math.max(told, trials.length);
  };
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop);
  const unsubscribe = client.subscribe(
    'portDetection',
    { path },
    // What was found in an earlier search is old.
    { snapshot: (detection) => detection.isRunning && tell(detection), change: tell },
  );
  try {
    const detection = await client.call(
      'port.detect',
      { path, mayAsk },
      { timeoutMs: 0, signal: abort.signal },
    );
    tell(detection);
    return detection;
  } finally {
    process.off('SIGINT', stop);
    unsubscribe();
  }
}
