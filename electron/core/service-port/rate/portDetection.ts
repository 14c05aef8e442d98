import type { RateDetection } from '../../../../shared/service-port/rateDetection.ts';
import { chooseRate, type ScoredTrial } from './chooseRate.ts';
import { detectRate, type RateSearch } from './detectRate.ts';

const NONE: RateDetection = { isRunning: false, trials: [], sentence: 'No search was made.' };

/** What to know beside what is found. */
export function detectionNote(isFixed: boolean): string {
  return isFixed
    ? 'The port is behind plain TCP: rate and format are set at its converter, so only the present ones were tried.'
    : 'Opening a port restarts some devices, and right after that they print more than usual; with DTR and RTS off most stay as they are.';
}

/** The search for the line settings of one port: that which goes on, or the last one. */
export class PortDetection {
  readonly #listeners = new Set<(detection: RateDetection) => void>();
  #current = NONE;

  get current(): RateDetection {
    return this.#current;
  }

  onChange(listener: (detection: RateDetection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The line has its settings from before again afterwards, however it ends. `note` is said beside what was found. */
  async run(search: Omit<RateSearch, 'onTrial'>, note: string): Promise<RateDetection> {
    const { line } = search;
    const before = line.settings;
    const trials: ScoredTrial[] = [];
    this.#tell({ isRunning: true, trials: [], sentence: note });
    try {
      await detectRate({
        ...search,
        onTrial: (trial) => {
          trials.push(trial);
          this.#tell({ isRunning: true, trials: trials.map(shown), sentence: note });
        },
      });
      const chosen = chooseRate(trials);
      const found = { ...chosen, sentence: `${chosen.sentence} ${note}`.trim() };
      this.#tell({ isRunning: false, trials: trials.map(shown), ...found });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#tell({
        isRunning: false,
        trials: trials.map(shown),
        sentence: `The search ended early: ${reason}`,
      });
      throw error;
    } finally {
      if (!line.lost.aborted) await line.setLine(before);
    }
    return this.#current;
  }

  #tell(detection: RateDetection): void {
    this.#current = detection;
    for (const listener of this.#listeners) listener(detection);
  }
}

function shown(scored: ScoredTrial): RateDetection['trials'][number] {
  const { baud, format, how, asked, receivedBytes, score, sentence } = scored;
  return { baud, format, how, asked, receivedBytes, score, sentence };
}
