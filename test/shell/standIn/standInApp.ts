import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { App } from 'electron';

/** The life of the program. `quitted` resolves when nobody objected to the end any more. */
export class StandInApp
  extends EventEmitter
  implements Pick<App, 'requestSingleInstanceLock' | 'whenReady' | 'getVersion' | 'getPath' | 'quit'>
{
  readonly quitted: Promise<void>;
  isFirst = true;
  readonly #folder: string;
  readonly #ready = Promise.withResolvers<void>();
  #resolve: () => void = () => undefined;

  constructor(folder: string) {
    super();
    this.#folder = folder;
    this.quitted = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirst;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  becomeReady(): void {
    this.#ready.resolve();
  }

  getVersion(): string {
    return '0.0.0-test';
  }

  getPath(name: string): string {
    return join(this.#folder, name);
  }

  quit(): void {
    if (cancelable((event) => this.emit('before-quit', event))) return;
    if (cancelable((event) => this.emit('will-quit', event))) return;
    this.#resolve();
  }
}

/** Emits an event that a listener may object to; answers whether one did. */
export function cancelable(emit: (event: { preventDefault(): void }) => unknown): boolean {
  let isPrevented = false;
  emit({
    preventDefault: () => {
      isPrevented = true;
    },
  });
  return isPrevented;
}
