import type { Link } from '../../shared/contract/link.ts';
import type { PracticeCapability } from '../../shared/practice/practiceCharger.ts';
import type { Listening } from '../../shared/session/listening.ts';
import type { Download } from './downloads/downloads.ts';

export interface CoreOptions {
  /** Version of the product, as `app.info` tells it. */
  version: string;
  /** The front door. Port 0 takes a free one. */
  host: string;
  port: number;
  /** The session file; made when it does not exist. Without it a new one is made in `sessionsFolder`. */
  sessionFile?: string;
  sessionsFolder: string;
  practice: PracticeCapability;
  /** A line for the log of the host: defects and tolerated errors, for developers. */
  log: (line: string) => void;
}

export interface Core {
  readonly listening: Listening;
  readonly sessionPath: string;
  /** Serves the contract over a link until it closes. */
  serve(link: Link): void;
  /** Takes what a ticket of `export.prepare` stands for; nothing where the ticket is unknown or used. */
  takeDownload(ticket: string): Download | undefined;
  /** Closes connections, then the file. */
  close(): Promise<void>;
}

/**
 * Starts the product: opens the session file and listens. Fails with `ContractError`: `io`, `permission`, `conflict`
 * (the file is locked by another Kerbside) or `invalid-params` (not a session file), or `unavailable` (port in use).
 */
export function createCore(_options: CoreOptions): Promise<Core> {
  throw new Error('not written yet');
}
