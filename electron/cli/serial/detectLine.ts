import type { RateDetection } from '../../../shared/service-port/rateDetection.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenPort } from './openPort.ts';

/** How long the line may take to be as it was before. */
const LINE_BACK_MS = 3000;

/** Searches for line and profile, telling each trial on stderr; Ctrl+C ends it, and the line is then as before. */
export async function detectLine(
  { client, path, interruption }: OpenPort,
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
  const unsubscribe = client.subscribe(
    'portDetection',
    { path },
    // What was found in an earlier search is old.
    { snapshot: (detection) => detection.isRunning && tell(detection), change: tell },
  );
  try {
    const detection = await interruption.during(
      () => abort.abort(),
      () =>
        client.call(
          'port.detect',
          { path, mayAsk },
          { timeoutMs: 0, signal: abort.signal, abortWaitMs: LINE_BACK_MS },
        ),
    );
    tell(detection);
    return detection;
  } catch (error) {
    throw interruption.interrupted ?? error;
  } finally {
    unsubscribe();
  }
}
