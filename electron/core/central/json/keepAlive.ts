import type { WebSocket } from 'ws';

/** A ping of ours that was answered after `rttMs`, or was not before the next one was due. `at` is epoch ms. */
export interface PingOutcome {
  at: number;
  rttMs?: number;
}

/** Half of the two minutes in which many chargers and their routers give a silent line up. */
export const PING_INTERVAL_S = 60;

/**
 * Pings of ours (RFC 6455 §5.5.2). Nothing is closed for want of a pong: many chargers never answer, and are well. Any
 * pong counts, since some echo another payload than they got.
 */
export class KeepAlive {
  readonly #socket: WebSocket;
  readonly #intervalS: () => number | undefined;
  readonly #tell: (outcome: PingOutcome) => void;
  #timer: NodeJS.Timeout | undefined;
  /** When the ping that is not answered yet was sent, by the monotonic clock. */
  #sentAtMs: number | undefined;

  /** `intervalS` is asked again before each ping, so that a change holds at once; 0 means none. */
  constructor(socket: WebSocket, intervalS: () => number | undefined, tell: (outcome: PingOutcome) => void) {
    this.#socket = socket;
    this.#intervalS = intervalS;
    this.#tell = tell;
    socket.on('pong', () => this.#answered());
    socket.once('close', () => clearTimeout(this.#timer));
    this.#schedule();
  }

  /** True while a ping waits for its pong. */
  get isOpen(): boolean {
    return this.#sentAtMs !== undefined;
  }

  #schedule(): void {
    const intervalS = this.#intervalS() ?? PING_INTERVAL_S;
    this.#timer = setTimeout(() => this.#due(), (intervalS || PING_INTERVAL_S) * 1000).unref();
  }

  #due(): void {
    if (this.#sentAtMs !== undefined) this.#tell({ at: Date.now() });
    this.#sentAtMs = undefined;
    if (this.#intervalS() !== 0 && this.#socket.readyState === this.#socket.OPEN) {
      this.#sentAtMs = performance.now();
      this.#socket.ping();
    }
    this.#schedule();
  }

  #answered(): void {
    if (this.#sentAtMs === undefined) return;
    const rttMs = Math.round((performance.now() - this.#sentAtMs) * 10) / 10;
    this.#sentAtMs = undefined;
    this.#tell({ at: Date.now(), rttMs });
  }
}
