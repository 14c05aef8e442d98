import type { Change } from '../../shared/contract/events.ts';
import type { TopicSource } from '../../shared/contract/topics.ts';
import { Journal } from './journal.ts';

type Counted = Change<'view'>;

/** A source of the topic `view` that counts: each change is one more than the last, so that any loss shows. */
export class CounterTopic implements TopicSource<'view'> {
  readonly #listeners = new Set<(change: Counted) => void>();
  /** How many listen, each time that it changes. */
  readonly listening = new Journal<number>();
  value = 0;

  snapshot(): Counted {
    return this.#state();
  }

  listen(onChange: (change: Counted) => void): () => void {
    this.#listeners.add(onChange);
    this.listening.add(this.#listeners.size);
    return () => {
      this.#listeners.delete(onChange);
      this.listening.add(this.#listeners.size);
    };
  }

  bump(): void {
    this.value += 1;
    for (const listener of this.#listeners) listener(this.#state());
  }

  #state(): Counted {
    return { length: this.value, scanned: this.value, total: this.value };
  }
}
