import type { LineSettings, LineSignals } from '../../../../shared/service-port/lineSettings.ts';
import type { PortBanner, PortFailure } from '../../../../shared/service-port/portState.ts';

/** What a break, DTR and RTS shall be; what is absent stays. */
export interface SignalWish {
  dtr?: boolean | undefined;
  rts?: boolean | undefined;
  isBreak?: boolean | undefined;
}

/**
 * An open way to a device: a serial port, plain TCP, or RFC 2217 over TCP. It always reads, since a port that nobody reads does not notice
 * that it was unplugged (SERVICE-PORT §3). After `onClose` nothing comes any more.
 */
export interface Transport {
  /** Resolves when the bytes have left for the line; rejects with `ContractError` `unavailable` when the port is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** `monoMs`: `performance.now()` when they came. One listener; the bytes are the listener's to keep. */
  onData(listener: (bytes: Uint8Array, monoMs: number) => void): void;
  /** Told once, also where it was closed by us (then without a failure). */
  onClose(listener: (failure: PortFailure | undefined) => void): void;
  /** Fails with `invalid-params` for what the port cannot do. Plain TCP takes all of it and does nothing. */
  setLine(line: LineSettings): Promise<void>;
  /** Resolves with false where the port has no such lines, as a pty. */
  setSignals(wish: SignalWish): Promise<boolean>;
  /** What the port can tell of them now. */
  signals(): Promise<LineSignals>;
  /** Holds what comes back, so that a fast line waits (flow control of the system), and lets it go on. */
  pause(): void;
  resume(): void;
  /**
   * What has to be known of this way, told at once and as it shows: a server that takes no line settings, DTR that could not be kept off,
   * line errors that a server counts. A later banner with the same code takes the place of the former one.
   */
  onBanner(listener: (banner: PortBanner) => void): void;
  /** May be called again. */
  close(): Promise<void>;
}
