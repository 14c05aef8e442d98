import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import type { SignalWish } from '../transport/transport.ts';

/** What some bytes meant, for the record that holds them and for the console. */
export interface BytesMeaning {
  /** Short: `$GS`, `FC4`, `login`. */
  action?: string;
  /** In words: “state: connected, 12 s”. */
  meaning: string;
  isProblem?: boolean;
}

export interface WriteOptions {
  isSecret?: boolean;
  /**
   * Of a transfer: it leaves at once and is taken down while it is on its way, so that the line never waits for the file. Whoever kills the
   * process then loses the record of the one block that was leaving.
   */
  isBlock?: boolean;
}

/**
 * The line to the device as drivers and transfers have it: every byte is recorded before it is seen here. Whoever waits for bytes must race
 * `lost`, else it hangs when the cable is pulled.
 */
export interface PortLine {
  /** Aborted with a `ContractError` when the port is gone or closed. */
  readonly lost: AbortSignal;
  readonly settings: LineSettings;
  /**
   * Resolves when the bytes have left; rejects with the reason of `lost`. Of a secret (a password) the record and the console hold as
   * many `*`, also of the same bytes where the device or the adapter sends them back.
   */
  write(bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /** Bytes as they come, `performance.now()` beside them; answers with how to stop. */
  onData(listener: (bytes: Uint8Array, monoMs: number) => void): () => void;
  /**
   * Says what `length` bytes of a direction meant that end `trailing` bytes (none unless given) before the newest one. They become a record of
   * their own while they are not in one yet: so tell at once, right after `write` or in the listener of the data.
   */
  tell(direction: Direction, length: number, meaning: BytesMeaning, trailing?: number): void;
  setLine(line: Partial<LineSettings>): Promise<void>;
  /** Resolves with false where the port has no such lines. */
  setSignals(wish: SignalWish): Promise<boolean>;
}
