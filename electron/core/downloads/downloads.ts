import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';

/** What an export ticket stands for. */
export interface Download {
  fileName: string;
  contentType: string;
  body: Readable;
}

/** Made only when the ticket is taken, so that an export that nobody fetches costs nothing. */
export interface PreparedDownload {
  fileName: string;
  contentType: string;
  open: () => Readable;
}

const TICKET_LIFE_MS = 10 * 60_000;

/** Files on offer to the host that asked for them. A ticket is good once and for ten minutes. */
export class Downloads {
  readonly #prepared = new Map<string, { download: PreparedDownload; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  offer(download: PreparedDownload): string {
    for (const [ticket, { until }] of this.#prepared) {
      if (until < this.#now()) this.#prepared.delete(ticket);
    }
    const ticket = randomUUID();
    this.#prepared.set(ticket, { download, until: this.#now() + TICKET_LIFE_MS });
    return ticket;
  }

  take(ticket: string): Download | undefined {
    const found = this.#prepared.get(ticket);
    this.#prepared.delete(ticket);
    if (found === undefined || found.until < this.#now()) return undefined;
    const { fileName, contentType, open } = found.download;
    return { fileName, contentType, body: open() };
  }
}
