/** A server with a port of its own. */
export interface FileServer {
  /** Answers with the port. Fails with `ContractError` where none can be had. */
  open(): Promise<number>;
  /** Takes no more connections; those that are in a transfer may come to its end. */
  close(): Promise<void>;
  /** Ends everything at once. */
  stop(): Promise<void>;
}

/** Keeps a server open for as long as somebody needs it. */
export class SharedServer {
  readonly #server: FileServer;
  #users = 0;
  /** Opening and closing follow each other. */
  #last: Promise<unknown> = Promise.resolve();
  #port: number | undefined;

  constructor(server: FileServer) {
    this.#server = server;
  }

  /** Answers with the port. */
  take(): Promise<number> {
    this.#users += 1;
    const opening = this.#last.then(async () => {
      this.#port ??= await this.#server.open();
      return this.#port;
    });
    this.#last = opening.catch(() => {
      this.#users -= 1;
    });
    return opening;
  }

  async stop(): Promise<void> {
    await this.#last;
    await this.#server.stop();
  }

  release(): Promise<void> {
    this.#users -= 1;
    const closing = this.#last.then(async () => {
      if (this.#users > 0 || this.#port === undefined) return;
      this.#port = undefined;
      await this.#server.close();
    });
    this.#last = closing.catch(() => undefined);
    return closing;
  }
}
